import { describe, expect, it } from 'vitest'
import { isCrowded, MOST_TAGS } from './tag-density.ts'
import type { TagWish } from './tag-layout.ts'

const PICTURE = { width: 800, height: 600 }

/** A grid of boxes `side` wide (fractions of the media; points where that is 0) whose corners are `step` apart. */
function grid(count: number, columns: number, step: number, side: number): readonly TagWish[] {
  return Array.from({ length: count }, (_, index) => {
    const x1 = 0.02 + (index % columns) * step
    const y1 = 0.1 + Math.floor(index / columns) * step
    const rect = { x1, y1, x2: x1 + side, y2: y1 + side }
    return {
      key: `${index}`,
      number: `${index + 1}`,
      label: 'cup',
      rect,
      clearance: side === 0 ? 13 : 5,
    }
  })
}

describe('tags are too many', () => {
  it('for a picture with more than sixty, however small', () => {
    const spread = grid(MOST_TAGS + 1, 10, 0.09, 0.001)
    expect(isCrowded(spread.slice(0, MOST_TAGS), PICTURE)).toBe(false)
    expect(isCrowded(spread, PICTURE)).toBe(true)
  })

  it('where most numbers would lie over the region above them', () => {
    const dense = grid(40, 8, 0.035, 0.03)
    expect(isCrowded(dense, PICTURE)).toBe(true)
  })

  it('where most numbers would lie over a point above them', () => {
    const points = grid(40, 8, 0.045, 0)
    expect(isCrowded(points, PICTURE)).toBe(true)
    expect(isCrowded(grid(40, 8, 0.12, 0), PICTURE)).toBe(false)
  })
})

describe('tags may stay', () => {
  it('once the picture is zoomed to where they fit', () => {
    const dense = grid(40, 8, 0.035, 0.03)
    expect(isCrowded(dense, { width: 4000, height: 3000 })).toBe(false)
  })

  it('on small regions within a large one', () => {
    const [first] = grid(1, 1, 0, 0.9)
    if (first === undefined) throw new Error('the grid is empty')
    const nested = [{ ...first, key: 'table' }, ...grid(20, 5, 0.15, 0.05)]
    expect(isCrowded(nested, PICTURE)).toBe(false)
  })

  it('where there are only a few, however close', () => {
    expect(isCrowded(grid(8, 2, 0.02, 0.015), PICTURE)).toBe(false)
    expect(isCrowded(grid(9, 2, 0.02, 0.015), PICTURE)).toBe(true)
  })
})
