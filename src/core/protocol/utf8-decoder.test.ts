import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createUtf8Decoder } from './utf8-decoder.ts'

function decode(pieces: readonly Uint8Array[]): string {
  const decoder = createUtf8Decoder()
  return pieces.map((piece) => decoder.decode(piece)).join('') + decoder.end()
}

/** Bytes that meet often at the edges of the rules: leads, continuations, surrogates, the mark. */
const edgyByte = fc.constantFrom(
  ...[0x00, 0x41, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xbb, 0xf0],
  ...[0xf4, 0xf5, 0x8f, 0x90, 0xff],
)
const bytes = fc.array(fc.oneof(edgyByte, fc.nat(255)), { maxLength: 60 })

describe('createUtf8Decoder', () => {
  it.each([
    ['plain text', [0x68, 0x69], 'hi'],
    ['one leading byte order mark dropped', [0xef, 0xbb, 0xbf, 0x61], 'a'],
    ['a second mark kept', [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], '\ufeff'],
    ['a character above the first plane', [0xf0, 0x9f, 0x98, 0x80], '😀'],
    ['a surrogate in bytes', [0xed, 0xa0, 0x80], '\ufffd\ufffd\ufffd'],
    ['a character cut at the end', [0xe4, 0xb8], '\ufffd'],
    ['an overlong form', [0xc0, 0x80], '\ufffd\ufffd'],
  ])('reads %s', (_title, input, expected) => {
    expect(decode([Uint8Array.from(input)])).toBe(expected)
  })

  it('agrees with TextDecoder for any bytes in any pieces', () => {
    fc.assert(
      fc.property(bytes, fc.array(fc.nat(60), { maxLength: 5 }), (input, cuts) => {
        const all = Uint8Array.from(input)
        const edges = [0, ...cuts.map((cut) => Math.min(cut, all.length)), all.length].sort(
          (a, b) => a - b,
        )
        const pieces = edges.slice(1).map((edge, index) => all.subarray(edges[index], edge))
        expect(decode(pieces)).toBe(new TextDecoder().decode(all))
      }),
      { seed: 7, numRuns: 5000 },
    )
  })

  it('joins text longer than one batch without losing a character', () => {
    const text = '字😀a'.repeat(5000)
    expect(decode([new TextEncoder().encode(text)])).toBe(text)
  })
})
