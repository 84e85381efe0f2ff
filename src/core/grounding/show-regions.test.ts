import { describe, expect, it } from 'vitest'
import { makeRegion } from '@/testing/make-region.ts'
import type { Region } from './region.ts'
import { showRegions } from './show-regions.ts'
import { HUE_COUNT } from './shown-region.ts'

function box(rect: Region['rect'], label: string | null, fields: Partial<Region> = {}): Region {
  return makeRegion({ rect, label, ...fields })
}

const left: Region['rect'] = [0, 0, 0.4, 0.4]
const leftAgain: Region['rect'] = [0, 0, 0.4, 0.38]
const right: Region['rect'] = [0.6, 0.6, 1, 1]

describe('showRegions', () => {
  it('lists drafts, then the answer, numbered in their order', () => {
    const shown = showRegions([box(left, 'cat')], [box(right, 'dog')])
    expect(shown.map(({ key, number }) => [key, number])).toEqual([
      ['reasoning:0', 1],
      ['answer:0', 2],
    ])
  })

  it('keeps number and hue of the draft that an answer confirms', () => {
    const shown = showRegions([box(right, 'dog'), box(left, 'cat')], [box(leftAgain, 'the cat')])
    expect(shown[2]).toMatchObject({ number: 2, hue: shown[1]?.hue, confirmed: false })
    expect(shown.map(({ confirmed }) => confirmed)).toEqual([false, true, false])
  })

  it('prefers a draft with the same label to one with more overlap', () => {
    const shown = showRegions([box(leftAgain, 'cat'), box(left, 'rug')], [box(left, 'cat')])
    expect(shown[2]?.number).toBe(1)
  })

  it.each([
    ['another media', { media: 1 }],
    ['another second', { time: 3 }],
    ['another kind', { kind: 'polygon' as const }],
  ])('does not take a draft on %s for the same', (_, fields) => {
    const shown = showRegions([box(left, 'cat', fields)], [box(left, 'cat')])
    expect(shown[1]?.number).toBe(2)
    expect(shown[0]?.confirmed).toBe(false)
  })

  it('confirms a draft once only', () => {
    const shown = showRegions([box(left, 'cat')], [box(left, 'cat'), box(left, 'cat')])
    expect(shown.map(({ number }) => number)).toEqual([1, 1, 2])
  })

  it('gives one hue to a label, the next to the next label, and repeats them', () => {
    const labels = Array.from({ length: HUE_COUNT + 1 }, (_, index) => `thing ${index}`)
    const shown = showRegions(
      [],
      [...labels, 'thing 3'].map((label) => box(left, label)),
    )
    expect(shown.map(({ hue }) => hue)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 1, 4])
  })

  it('gives a region without a label the hue of its number, and one that cannot be drawn a number', () => {
    const shown = showRegions([], [box(left, null), box(null, null), box(right, null)])
    expect(shown.map(({ number, hue }) => [number, hue])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ])
  })

  it('never gives a new label the hue of a region that has none', () => {
    const drafts = [box(left, null), box(right, null)]
    const [jug, , named] = showRegions(drafts, [box([0.4, 0, 0.5, 0.1], 'espresso')])
    expect(named?.hue).not.toBe(jug?.hue)
  })

  it('a label that first stands in the answer shares the hue of the draft it names', () => {
    const again = box(right, 'cat')
    const shown = showRegions([box(left, null)], [box(leftAgain, 'cat'), again])
    expect(new Set(shown.map(({ hue }) => hue)).size).toBe(1)
  })
})
