import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeRegion } from '@/testing/make-region.ts'
import type { Region } from '../grounding/region.ts'
import {
  mediaPointToView,
  mediaRectToView,
  polygonCorners,
  regionRect,
  toPixels,
  viewPointToMedia,
  viewRectToMedia,
} from './convert.ts'

const place = fc.double({ min: -5000, max: 5000, noNaN: true })
const anyViewport = fc.record({
  x: place,
  y: place,
  scale: fc.double({ min: 0.01, max: 40, noNaN: true }),
})
const anySize = fc.record({
  width: fc.integer({ min: 1, max: 10000 }),
  height: fc.integer({ min: 1, max: 10000 }),
})
const fraction = fc.double({ min: -1, max: 2, noNaN: true })

function polygon(coords: readonly number[], rect: Region['rect']): Region {
  return makeRegion({ kind: 'polygon', coords, rect })
}

describe('conversions', () => {
  it('lead from media to view and back for points and rectangles', () => {
    fc.assert(
      fc.property(
        fraction,
        fraction,
        fraction,
        fraction,
        anyViewport,
        anySize,
        (a, b, c, d, viewport, size) => {
          const rect = { x1: a, y1: b, x2: c, y2: d }
          const back = viewRectToMedia(mediaRectToView(rect, viewport, size), viewport, size)
          // 10,000 CSS pixels of offset leave this much of a fraction of one small pixel
          expect(Math.abs(back.x1 - a)).toBeLessThan(1e-8)
          expect(Math.abs(back.y2 - d)).toBeLessThan(1e-8)
          const point = viewPointToMedia(
            mediaPointToView({ x: c, y: b }, viewport, size),
            viewport,
            size,
          )
          expect(Math.abs(point.x - c)).toBeLessThan(1e-8)
          expect(Math.abs(point.y - b)).toBeLessThan(1e-8)
        },
      ),
      { seed: 3 },
    )
  })

  it('places a rectangle by offset, size and scale', () => {
    const rect = { x1: 0.1, y1: 0.2, x2: 0.5, y2: 1 }
    const size = { width: 200, height: 100 }
    expect(mediaRectToView(rect, { x: 10, y: 20, scale: 2 }, size)).toEqual({
      x1: 50,
      y1: 60,
      x2: 210,
      y2: 220,
    })
    expect(toPixels(rect, size)).toEqual([20, 20, 100, 100])
  })
})

describe('polygonCorners', () => {
  it('places the corners in the rectangle as they lie in their own bounds', () => {
    const region = polygon([120, 340, 520, 340, 320, 740], [0.12, 0.34, 0.52, 0.74])
    const corners = polygonCorners(region)
    expect(corners).toHaveLength(3)
    for (const [index, [x, y]] of [
      [0.12, 0.34],
      [0.52, 0.34],
      [0.32, 0.74],
    ].entries()) {
      expect(corners[index]?.x).toBeCloseTo(x ?? Number.NaN, 12)
      expect(corners[index]?.y).toBeCloseTo(y ?? Number.NaN, 12)
    }
  })

  it('is empty where there is nothing to draw, and flat where the shape is flat', () => {
    expect(polygonCorners(polygon([1, 2, 3, 4, 5, 6], null))).toEqual([])
    expect(regionRect(polygon([1, 2, 3, 4, 5, 6], null))).toBeNull()
    const flat = polygonCorners(polygon([5, 1, 5, 3, 5, 2], [0.5, 0.1, 0.5, 0.3]))
    expect(flat.map((corner) => corner.x)).toEqual([0.5, 0.5, 0.5])
  })
})
