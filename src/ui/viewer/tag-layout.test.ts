import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutTags, placeTag, TAG_HEIGHT, type TagWish, tagsOverlap } from './tag-layout.ts'

const PICTURE = { width: 600, height: 400 }

function wish(key: string, x1: number, y1: number, label = 'cup', number = key): TagWish {
  const rect = { x1, y1, x2: Math.min(1, x1 + 0.1), y2: Math.min(1, y1 + 0.1) }
  return { key, number, label, rect, clearance: 5 }
}

describe('placing one tag', () => {
  it('stands above the top left corner', () => {
    const tag = placeTag(wish('1', 0.5, 0.5), PICTURE, true)
    expect(tag.x).toBe(297)
    expect(tag.y + TAG_HEIGHT).toBe(195)
  })

  it('stands inside the region where the picture ends above it', () => {
    const tag = placeTag(wish('1', 0.5, 0.02), PICTURE, true)
    expect(tag.y).toBe(13)
    expect(tag.x).toBe(305)
  })

  it('ends with the picture at its right edge', () => {
    const tag = placeTag(wish('1', 0.98, 0.5, 'a long label'), PICTURE, true)
    expect(tag.x + tag.width).toBe(600)
  })

  it('never grows beyond a bound, however long the label is', () => {
    const tag = placeTag(wish('1', 0, 0.5, 'x'.repeat(100_000)), PICTURE, true)
    expect(tag.width).toBeLessThan(260)
  })
})

describe('laying out many tags', () => {
  it('keeps labels where there is room', () => {
    const tags = layoutTags([wish('1', 0.1, 0.5), wish('2', 0.6, 0.5)], PICTURE, false)
    expect(tags.map((tag) => tag.showsLabel)).toEqual([true, true])
  })

  it('shortens the later of two overlapping tags to its number', () => {
    const first = wish('1', 0.5, 0.5, 'cup')
    const second = wish('2', 0.42, 0.5, 'a longer label')
    const tags = layoutTags([first, second], PICTURE, false)
    expect(tags.map((tag) => [tag.key, tag.showsLabel])).toEqual([
      ['1', true],
      ['2', false],
    ])
  })

  it('leaves a tag out where even its number has no room', () => {
    const tags = layoutTags([wish('1', 0.5, 0.5), wish('2', 0.5, 0.5)], PICTURE, false)
    expect(tags.map((tag) => tag.key)).toEqual(['1'])
  })

  it('shows numbers only where that is asked for', () => {
    const tags = layoutTags([wish('1', 0.1, 0.5), wish('2', 0.6, 0.5)], PICTURE, true)
    expect(tags.map((tag) => tag.showsLabel)).toEqual([false, false])
  })

  it('places no two tags over one another and loses none that stands alone', () => {
    const place = fc.record({
      x: fc.double({ min: 0, max: 0.9, noNaN: true }),
      y: fc.double({ min: 0, max: 0.9, noNaN: true }),
      label: fc.string({ maxLength: 30 }),
    })
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 40 }), (places) => {
        const wishes = places.map(({ x, y, label }, index) => wish(`${index}`, x, y, label))
        const tags = layoutTags(wishes, PICTURE, false)
        expect(tags[0]?.key).toBe('0')
        for (const [index, tag] of tags.entries()) {
          expect(tags.slice(index + 1).some((other) => tagsOverlap(tag, other))).toBe(false)
        }
      }),
      { seed: 7 },
    )
  })
})
