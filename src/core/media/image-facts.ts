import type { Result } from '@/core/result.ts'
import { readExifOrientation } from './exif-orientation.ts'
import { readJpegFrame } from './jpeg-frame.ts'

/** Image types that are taken; everything else is refused with its name. */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif'

/** What the header of a picture says, before anything is decoded. */
export type ImageFacts = {
  readonly type: ImageType
  /** Pixels as stored, before EXIF orientation. */
  readonly storedWidth: number
  readonly storedHeight: number
  /** EXIF orientation 1–8; 1 is upright. */
  readonly orientation: number
}

export type ImageRefusal =
  | { readonly kind: 'empty' }
  | { readonly kind: 'not-an-image'; readonly looksLike: string | null }
  | { readonly kind: 'cut-off' }
  | { readonly kind: 'unreadable' }
  | {
      readonly kind: 'too-large'
      readonly width: number
      readonly height: number
      /** Which limit it breaks. */
      readonly limit: 'pixels' | 'side'
    }

/** Decoding more than this would freeze small machines; no provider takes more (Z.ai: 6000 × 6000). */
export const MAXIMUM_PIXELS = 50_000_000
export const MAXIMUM_SIDE = 16_384

/**
 * Reads type, size and orientation of a picture from its bytes, trusting neither name nor declared type.
 * Refuses what is no picture, what is cut off and what is too large to decode.
 */
export function readImageFacts(bytes: Uint8Array): Result<ImageFacts, ImageRefusal> {
  if (bytes.length === 0) return { ok: false, error: { kind: 'empty' } }
  const read = readByType(bytes)
  if (!read.ok) return read
  const { storedWidth: width, storedHeight: height } = read.value
  if (width === 0 || height === 0) return { ok: false, error: { kind: 'unreadable' } }
  if (Math.max(width, height) > MAXIMUM_SIDE)
    return { ok: false, error: { kind: 'too-large', width, height, limit: 'side' } }
  if (width * height > MAXIMUM_PIXELS)
    return { ok: false, error: { kind: 'too-large', width, height, limit: 'pixels' } }
  return read
}

function readByType(bytes: Uint8Array): Result<ImageFacts, ImageRefusal> {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return readJpeg(bytes)
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])) return readPng(bytes)
  if (ascii(bytes, 0, 4) === 'GIF8') return readGif(bytes)
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return readWebp(bytes)
  return { ok: false, error: { kind: 'not-an-image', looksLike: nameOther(bytes) } }
}

const CUT_OFF = { ok: false, error: { kind: 'cut-off' } } as const
const UNREADABLE = { ok: false, error: { kind: 'unreadable' } } as const

function readJpeg(bytes: Uint8Array): Result<ImageFacts, ImageRefusal> {
  const frame = readJpegFrame(bytes)
  if (frame === 'cut-off') return CUT_OFF
  if (frame === 'unreadable') return UNREADABLE
  return {
    ok: true,
    value: {
      type: 'image/jpeg',
      storedWidth: frame.width,
      storedHeight: frame.height,
      orientation: frame.exif ? readExifOrientation(frame.exif) : 1,
    },
  }
}

/** PNG: IHDR is always first (PNG specification, 11.2.2); a whole file ends with IEND. */
function readPng(bytes: Uint8Array): Result<ImageFacts, ImageRefusal> {
  if (bytes.length < 33) return CUT_OFF
  const view = viewOf(bytes)
  let orientation = 1
  let hasPixels = false
  let offset = 8
  while (offset + 12 <= bytes.length) {
    const length = view.getUint32(offset)
    const name = ascii(bytes, offset + 4, 4)
    if (name === 'IEND')
      return {
        ok: true,
        value: {
          type: 'image/png',
          storedWidth: view.getUint32(16),
          storedHeight: view.getUint32(20),
          orientation,
        },
      }
    // Browsers read the block only where it stands before the pixels.
    if (name === 'IDAT') hasPixels = true
    if (name === 'eXIf' && !hasPixels)
      orientation = readExifOrientation(bytes.subarray(offset + 8, offset + 8 + length))
    offset += 12 + length
  }
  return CUT_OFF
}

function readGif(bytes: Uint8Array): Result<ImageFacts, ImageRefusal> {
  if (bytes.length < 14) return CUT_OFF
  const view = viewOf(bytes)
  return {
    ok: true,
    value: {
      type: 'image/gif',
      storedWidth: view.getUint16(6, true),
      storedHeight: view.getUint16(8, true),
      orientation: 1,
    },
  }
}

/** WebP: a RIFF file whose first chunk is VP8, VP8L or VP8X (RFC 9649, 2.5–2.7). */
function readWebp(bytes: Uint8Array): Result<ImageFacts, ImageRefusal> {
  if (bytes.length < 30) return CUT_OFF
  const view = viewOf(bytes)
  if (view.getUint32(4, true) + 8 > bytes.length) return CUT_OFF
  const size = webpSize(bytes, view)
  if (!size) return UNREADABLE
  return {
    ok: true,
    value: {
      type: 'image/webp',
      storedWidth: size.width,
      storedHeight: size.height,
      orientation: webpOrientation(bytes, view),
    },
  }
}

function webpSize(bytes: Uint8Array, view: DataView): { width: number; height: number } | null {
  const chunk = ascii(bytes, 12, 4)
  if (chunk === 'VP8 ')
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (chunk === 'VP8L') {
    const packed = view.getUint32(21, true)
    return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
  }
  if (chunk === 'VP8X') return { width: readUint24(view, 24) + 1, height: readUint24(view, 27) + 1 }
  return null
}

function webpOrientation(bytes: Uint8Array, view: DataView): number {
  let offset = 12
  while (offset + 8 <= bytes.length) {
    const length = view.getUint32(offset + 4, true)
    if (ascii(bytes, offset, 4) === 'EXIF')
      return readExifOrientation(bytes.subarray(offset + 8, offset + 8 + length))
    // Chunks are padded to an even length.
    offset += 8 + length + (length & 1)
  }
  return 1
}

/** Names what a refused file seems to be, so that the refusal can say it. */
function nameOther(bytes: Uint8Array): string | null {
  const brand = ascii(bytes, 4, 4) === 'ftyp' ? ascii(bytes, 8, 4) : ''
  if (/^(heic|heix|hevc|mif1|msf1)$/.test(brand)) return 'HEIC picture'
  if (/^avi[fs]$/.test(brand)) return 'AVIF picture'
  if (brand !== '') return 'video'
  if (ascii(bytes, 0, 4) === '%PDF') return 'PDF'
  if (ascii(bytes, 0, 2) === 'BM') return 'BMP picture'
  if (/^(II\*\0|MM\0\*)$/.test(ascii(bytes, 0, 4))) return 'TIFF picture'
  if (startsWith(bytes, [0x1a, 0x45, 0xdf, 0xa3])) return 'video'
  const head = ascii(bytes, 0, 512).trimStart().toLowerCase()
  if (head.includes('<svg')) return 'SVG drawing'
  if (head.startsWith('<!doctype html') || head.startsWith('<html')) return 'web page'
  return null
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((value, index) => bytes[index] === value)
}

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length))
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function readUint24(view: DataView, offset: number): number {
  return (
    view.getUint8(offset) | (view.getUint8(offset + 1) << 8) | (view.getUint8(offset + 2) << 16)
  )
}
