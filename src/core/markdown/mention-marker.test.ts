import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createArriving,
  createMarker,
  neutraliseMarkerReferences,
  neutraliseMarkers,
  removeMarkers,
  splitMarkers,
} from './mention-marker.ts'

describe('mention markers', () => {
  test('a marker holds no ASCII character, so that Markdown sees neither number nor bracket', () => {
    expect(createMarker(1204)).toMatch(/^[\uE000-\uE07F]+$/)
  })

  test('text is taken apart at its markers, in order', () => {
    const text = `at ${createMarker(0)}, then ${createMarker(12)}${createArriving('[7, 8')}`
    expect(splitMarkers(text)).toEqual([
      { kind: 'text', text: 'at ' },
      { kind: 'mention', index: 0 },
      { kind: 'text', text: ', then ' },
      { kind: 'mention', index: 12 },
      { kind: 'arriving', text: '[7, 8' },
    ])
  })

  test('whatever a model writes, it can neither make a marker nor break one', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('a', ' ', '\uE000', '\uE001', '\uE002', '\uE003', '\uE035', '[', '\n'),
    })
    fc.assert(
      fc.property(hostile, hostile, fc.nat(), (before, after, index) => {
        const pieces = splitMarkers(
          neutraliseMarkers(before) + createMarker(index) + neutraliseMarkers(after),
        )
        expect(pieces.filter((piece) => piece.kind !== 'text')).toEqual([
          { kind: 'mention', index },
        ])
      }),
      { seed: 7 },
    )
  })

  test('arriving text comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const safe = neutraliseMarkers(text)
        expect(removeMarkers(createArriving(safe))).toBe(safe)
      }),
      { seed: 7 },
    )
  })

  test.each([
    ['&#xE000;&#xe030;&#57345;', '\uFFFD&#xe030;\uFFFD'],
    ['&#x00e002; &#0057347;', '\uFFFD \uFFFD'],
    ['&amp; &#65;', '&amp; &#65;'],
  ])('a character reference that would decode to a marker is void: %s', (text, expected) => {
    expect(neutraliseMarkerReferences(text)).toBe(expected)
  })

  test('tag characters, which nobody can see, are shown as replaced', () => {
    expect(neutraliseMarkers('a\u{E0069}\u{E0067}b')).toBe('a\uFFFD\uFFFDb')
  })
})
