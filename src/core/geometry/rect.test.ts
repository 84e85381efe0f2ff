import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { area, clamp, contains, intersects, iou, type Rect } from './rect.ts'

const coordinate = fc.double({ min: -2, max: 3, noNaN: true })
const anyRect = fc.tuple(coordinate, coordinate, coordinate, coordinate).map(
  ([a, b, c, d]): Rect => ({
    x1: Math.min(a, c),
    y1: Math.min(b, d),
    x2: Math.max(a, c),
    y2: Math.max(b, d),
  }),
)
const unit: Rect = { x1: 0, y1: 0, x2: 1, y2: 1 }

describe('iou', () => {
  it.each([
    ['equal', unit, unit, 1],
    ['apart', unit, { x1: 2, y1: 2, x2: 3, y2: 3 }, 0],
    ['touching', unit, { x1: 1, y1: 0, x2: 2, y2: 1 }, 0],
    ['half inside', unit, { x1: 0, y1: 0, x2: 0.5, y2: 1 }, 0.5],
    ['the same point', { x1: 1, y1: 1, x2: 1, y2: 1 }, { x1: 1, y1: 1, x2: 1, y2: 1 }, 1],
    ['two points', { x1: 1, y1: 1, x2: 1, y2: 1 }, { x1: 2, y1: 1, x2: 2, y2: 1 }, 0],
  ])('is right for rectangles that are %s', (_, a, b, expected) => {
    expect(iou(a, b)).toBeCloseTo(expected, 12)
  })

  it('is symmetric and between 0 and 1', () => {
    fc.assert(
      fc.property(anyRect, anyRect, (a, b) => {
        expect(iou(a, b)).toBe(iou(b, a))
        expect(iou(a, b)).toBeGreaterThanOrEqual(0)
        expect(iou(a, b)).toBeLessThanOrEqual(1 + 1e-9)
        if (iou(a, b) > 0) expect(intersects(a, b)).toBe(true)
      }),
      { seed: 1 },
    )
  })
})

describe('clamp', () => {
  it('stays inside the bounds and never grows', () => {
    fc.assert(
      fc.property(anyRect, (rect) => {
        const cut = clamp(rect, unit)
        expect(contains(unit, { x: cut.x1, y: cut.y1 })).toBe(true)
        expect(contains(unit, { x: cut.x2, y: cut.y2 })).toBe(true)
        expect(area(cut)).toBeLessThanOrEqual(area(rect))
      }),
      { seed: 2 },
    )
  })
})

describe('contains', () => {
  it('counts the edge and widens by the margin', () => {
    expect(contains(unit, { x: 1, y: 0 })).toBe(true)
    expect(contains(unit, { x: 1.1, y: 0 })).toBe(false)
    expect(contains(unit, { x: 1.1, y: 0 }, 0.2)).toBe(true)
  })
})
