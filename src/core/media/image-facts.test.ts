import { describe, expect, test } from 'vitest'
import { describeRefusal } from './describe-refusal.ts'
import { readImageFacts } from './image-facts.ts'

/** A JPEG of segments only: enough for the header reader, not for a decoder. */
type JpegOptions = {
  readonly orientation?: number
  /** TIFF type of the tag; 3 is SHORT. */
  readonly tagType?: number
  readonly padding?: number
  readonly isCut?: boolean
  readonly width?: number
  readonly height?: number
}

function jpeg(options: JpegOptions) {
  const { orientation, tagType = 3, padding = 0 } = options
  const { isCut = false, width = 400, height = 300 } = options
  const exif =
    orientation === undefined
      ? []
      : [
          ...[0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, padding],
          ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
          ...[0x01, 0x12, 0, tagType, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
        ]
  const frame = [
    0xff,
    0xc0,
    0,
    11,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
    1,
    17,
    0,
  ]
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3]
  return new Uint8Array([0xff, 0xd8, ...exif, ...frame, ...scan, ...(isCut ? [] : [0xff, 0xd9])])
}

const text = (value: string) => new TextEncoder().encode(value)

describe('readImageFacts', () => {
  test('reads size and orientation of a JPEG', () => {
    expect(readImageFacts(jpeg({ orientation: 6 }))).toEqual({
      ok: true,
      value: { type: 'image/jpeg', storedWidth: 400, storedHeight: 300, orientation: 6 },
    })
    expect(readImageFacts(jpeg({}))).toMatchObject({ ok: true, value: { orientation: 1 } })
    expect(readImageFacts(jpeg({ orientation: 9 }))).toMatchObject({ value: { orientation: 1 } })
  })

  test('takes the orientation where browsers do: one SHORT, whatever pads the mark', () => {
    const read = (options: JpegOptions) => readImageFacts(jpeg({ orientation: 6, ...options }))
    expect(read({ padding: 1 })).toMatchObject({ value: { orientation: 6 } })
    expect(read({ tagType: 4 })).toMatchObject({ value: { orientation: 1 } })
    expect(read({ tagType: 1 })).toMatchObject({ value: { orientation: 1 } })
  })

  test.each([
    ['an empty file', new Uint8Array(), { kind: 'empty' }],
    ['a JPEG without its end', jpeg({ isCut: true }), { kind: 'cut-off' }],
    [
      'a JPEG of 60 megapixels',
      jpeg({ width: 10_000, height: 6_000 }),
      { kind: 'too-large', limit: 'pixels' },
    ],
    ['a strip of 20,000 pixels', jpeg({ width: 20_000, height: 1 }), { limit: 'side' }],
    ['an SVG', text('<?xml version="1.0"?><svg xmlns=""/>'), { looksLike: 'SVG drawing' }],
    ['a web page', text('<!DOCTYPE html><title>x'), { looksLike: 'web page' }],
    ['a PDF', text('%PDF-1.7'), { looksLike: 'PDF' }],
    ['plain text', text('hello'), { kind: 'not-an-image', looksLike: null }],
    ['a HEIC picture', text('\0\0\0\x18ftypheic'), { looksLike: 'HEIC picture' }],
    ['a PNG header alone', text('\x89PNG').fill(0x89, 0, 1).slice(0, 4), { kind: 'not-an-image' }],
  ])('refuses %s', (_name, bytes, error) => {
    expect(readImageFacts(bytes)).toMatchObject({ ok: false, error })
  })

  test('every refusal is one sentence with a next step', () => {
    for (const bytes of [new Uint8Array(), jpeg({ isCut: true }), text('x'), text('<svg')]) {
      const read = readImageFacts(bytes)
      if (read.ok) throw new Error('expected a refusal')
      expect(describeRefusal('a.png', read.error)).toMatch(/^a\.png .+\. [A-Z].+\.$/)
    }
  })

  test('survives any bytes', () => {
    for (let seed = 1; seed < 300; seed += 1) {
      const bytes = Uint8Array.from(
        { length: seed },
        (_, index) => (seed * 31 + index * index * 7) & 255,
      )
      for (const head of [
        [0xff, 0xd8, 0xff],
        [0x89, 0x50, 0x4e, 0x47],
        [71, 73, 70, 56],
      ]) {
        bytes.set(head.slice(0, bytes.length))
        expect(typeof readImageFacts(bytes).ok).toBe('boolean')
      }
    }
  })
})
