import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createArriving, createMarker, splitMarkers } from './mention-marker.ts'
import { splitPlain } from './split-plain.ts'

const SIZE = 40

/** What is shown of a text, piece by piece. */
function shownOf(text: string): string {
  return splitMarkers(text)
    .map((piece) => (piece.kind === 'mention' ? `<${piece.index}>` : piece.text))
    .join('')
}

const settled = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', 'a', 'word ', '😀', 'x'.repeat(50)),
      fc.nat(12_000).map(createMarker),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))
const arriving = fc.string({ unit: 'grapheme', maxLength: 120 }).map(createArriving)

describe('plain text in chunks', () => {
  test('shows the same, in chunks that are never too long and never cut a marker or a character', () => {
    fc.assert(
      fc.property(settled, arriving, (before, after) => {
        const chunks = splitPlain(before + after, SIZE)
        expect(chunks.map(shownOf).join('')).toBe(shownOf(before + after))
        for (const chunk of chunks) {
          expect(chunk.length).toBeLessThanOrEqual(SIZE)
          expect(chunk).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/)
        }
      }),
      { seed: 5, numRuns: 500 },
    )
  })

  test('what is appended changes the last chunk only', () => {
    fc.assert(
      fc.property(settled, settled, (before, after) => {
        const chunks = splitPlain(before, SIZE).slice(0, -1)
        expect(splitPlain(before + after, SIZE).slice(0, chunks.length)).toEqual(chunks)
      }),
      { seed: 6, numRuns: 300 },
    )
  })

  test('is cut behind a line end where there is one', () => {
    const line = `${'x'.repeat(24)}\n`
    expect(splitPlain(line.repeat(3), SIZE)).toEqual([line, line, line])
  })
})
