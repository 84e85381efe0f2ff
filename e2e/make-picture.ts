import { crc32, deflateSync } from 'node:zlib'
import type { TestFile } from './app.ts'

type Colour = readonly [red: number, green: number, blue: number]

/** A PNG of one colour. */
export function makePng(name: string, width: number, height: number, colour: Colour): TestFile {
  const row = Buffer.concat([Buffer.from([0]), Buffer.from(Array(width).fill(colour).flat())])
  return toPng(
    name,
    width,
    height,
    { depth: 8, colourType: 2 },
    Buffer.alloc(row.length * height, row),
  )
}

/** A black PNG with one bit a pixel: small as a file, however large as a picture. */
export function makeLargePng(name: string, width: number, height: number): TestFile {
  const rowLength = 1 + Math.ceil(width / 8)
  return toPng(name, width, height, { depth: 1, colourType: 0 }, Buffer.alloc(rowLength * height))
}

/** Whole in its outline, but its pixels cannot be unpacked. */
export function makeBrokenPng(name: string): TestFile {
  return wrapPng(name, 8, 8, { depth: 8, colourType: 2 }, Buffer.from('no compressed pixels'))
}

export const gif: TestFile = {
  name: 'dot.gif',
  mimeType: 'image/gif',
  buffer: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
}

export const webp: TestFile = {
  name: 'dot.webp',
  mimeType: 'image/webp',
  buffer: Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64'),
}

type Depth = { readonly depth: number; readonly colourType: number }

function toPng(name: string, width: number, height: number, depth: Depth, rows: Buffer): TestFile {
  return wrapPng(name, width, height, depth, deflateSync(rows))
}

function wrapPng(
  name: string,
  width: number,
  height: number,
  { depth, colourType }: Depth,
  pixels: Buffer,
): TestFile {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([depth, colourType, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = [
    toChunk('IHDR', header),
    toChunk('IDAT', pixels),
    toChunk('IEND', Buffer.alloc(0)),
  ]
  return { name, mimeType: 'image/png', buffer: Buffer.concat([signature, ...chunks]) }
}

/** A PNG chunk: length, name, content, and the checksum of name and content. */
function toChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(content.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
