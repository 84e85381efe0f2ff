import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNdjsonParser, type NdjsonItem } from './ndjson-parser.ts'

const encoder = new TextEncoder()

function parse(pieces: readonly Uint8Array[]) {
  const parser = createNdjsonParser()
  const items: NdjsonItem[] = pieces.flatMap((piece) => parser.push(piece))
  const lines = items.map((item) => (item.type === 'line' ? item.text : item.type))
  return { lines, tail: parser.end() }
}

describe('createNdjsonParser', () => {
  it.each([
    ['LF', 'a\nb\n', ['a', 'b'], null],
    ['CRLF', 'a\r\nb\r\n', ['a', 'b'], null],
    ['a line without its end', 'a\nb', ['a'], 'b'],
    ['blank lines', '\n\r\n  \na\n\n', ['a'], null],
    ['a byte order mark', '\ufeffa\n', ['a'], null],
    ['a carriage return inside', 'a\rb\n', ['a\rb'], null],
    ['nothing', '', [], null],
  ])('splits at %s', (_title, text, lines, tail) => {
    expect(parse([encoder.encode(text)])).toEqual({ lines, tail })
  })

  it('finds the same lines in any pieces', () => {
    const text = fc
      .array(fc.constantFrom('a', '字', '😀', '\n', '\r\n', ' ', '{"x":1}'), { maxLength: 20 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, fc.array(fc.nat(60), { maxLength: 6 }), (body, cuts) => {
        const bytes = encoder.encode(body)
        const edges = [0, ...cuts.filter((cut) => cut < bytes.length), bytes.length].sort(
          (x, y) => x - y,
        )
        const pieces = edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge))
        expect(parse(pieces)).toEqual(parse([bytes]))
      }),
      { seed: 3, numRuns: 500 },
    )
  })

  it('refuses a line beyond 16 million characters, and reads nothing after it', () => {
    const piece = encoder.encode('x'.repeat(1024 * 1024))
    const pieces = [
      encoder.encode('a\n'),
      ...Array.from({ length: 17 }, () => piece),
      encoder.encode('\nb\n'),
    ]
    expect(parse(pieces)).toEqual({ lines: ['a', 'too-large'], tail: null })
    const body = encoder.encode(`a\n${'x'.repeat(17 * 1024 * 1024)}\nb\n`)
    expect(parse([body])).toEqual({ lines: ['a', 'too-large'], tail: null })
  })
})
