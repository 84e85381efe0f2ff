import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mediaRectToView, viewPointToMedia } from './convert.ts'
import { centerOn, clampViewport, fitViewport, panBy, zoomAt } from './viewport.ts'

const size = fc.record({
  width: fc.integer({ min: 1, max: 8000 }),
  height: fc.integer({ min: 1, max: 8000 }),
})
const stage = fc.record({
  width: fc.integer({ min: 100, max: 4000 }),
  height: fc.integer({ min: 100, max: 4000 }),
})
const limits = { min: 0.02, max: 40 }
const whole = { x1: 0, y1: 0, x2: 1, y2: 1 }

describe('fitViewport', () => {
  it('lays the whole media inside the padding and touches it on one axis', () => {
    fc.assert(
      fc.property(size, stage, fc.integer({ min: 0, max: 40 }), (media, room, padding) => {
        const rect = mediaRectToView(whole, fitViewport(media, room, padding), media)
        expect(rect.x1).toBeGreaterThanOrEqual(padding - 1e-6)
        expect(rect.y1).toBeGreaterThanOrEqual(padding - 1e-6)
        expect(rect.x2).toBeLessThanOrEqual(room.width - padding + 1e-6)
        expect(rect.y2).toBeLessThanOrEqual(room.height - padding + 1e-6)
        const slack = Math.min(rect.x1 - padding, rect.y1 - padding)
        expect(Math.abs(slack)).toBeLessThan(1e-6)
      }),
      { seed: 4 },
    )
  })

  it('gives a usable viewport on a stage without room', () => {
    const { scale } = fitViewport({ width: 100, height: 100 }, { width: 10, height: 0 }, 20)
    expect(scale).toBeGreaterThan(0)
  })
})

describe('zoomAt', () => {
  it('keeps the point under the cursor fixed', () => {
    fc.assert(
      fc.property(
        size,
        stage,
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (media, room, factor, share) => {
          const before = fitViewport(media, room)
          const at = { x: room.width * share, y: room.height * (1 - share) }
          const after = zoomAt(before, at, factor, { min: 1e-9, max: 1e9 })
          expect(after.scale / before.scale).toBeCloseTo(factor, 9)
          const was = viewPointToMedia(at, before, media)
          const is = viewPointToMedia(at, after, media)
          expect(Math.abs(is.x - was.x)).toBeLessThan(1e-6)
          expect(Math.abs(is.y - was.y)).toBeLessThan(1e-6)
        },
      ),
      { seed: 5 },
    )
  })

  it('stays as it is at a limit', () => {
    const viewport = { x: 3, y: 4, scale: limits.max }
    expect(zoomAt(viewport, { x: 9, y: 9 }, 2, limits)).toBe(viewport)
  })
})

describe('clampViewport', () => {
  it('leaves no gap on a larger axis, centres a smaller one, and changes nothing twice', () => {
    fc.assert(
      fc.property(
        size,
        stage,
        fc.integer({ min: -9000, max: 9000 }),
        fc.double({ min: 0.05, max: 8, noNaN: true }),
        (media, room, shift, scale) => {
          const moved = panBy({ x: 0, y: 0, scale }, shift, -shift)
          const clamped = clampViewport(moved, media, room)
          const rect = mediaRectToView(whole, clamped, media)
          if (media.width * scale >= room.width) {
            expect(rect.x1).toBeLessThanOrEqual(1e-6)
            expect(rect.x2).toBeGreaterThanOrEqual(room.width - 1e-6)
          } else {
            expect(rect.x1).toBeCloseTo(room.width - rect.x2, 6)
          }
          expect(clampViewport(clamped, media, room)).toBe(clamped)
        },
      ),
      { seed: 6 },
    )
  })
})

describe('centerOn', () => {
  it('brings the middle of the region to the middle of the stage within the share', () => {
    const rect = { x1: 0.2, y1: 0.2, x2: 0.4, y2: 0.3 }
    const room = { width: 800, height: 600 }
    const media = { width: 1000, height: 1000 }
    const seen = mediaRectToView(rect, centerOn(rect, media, room, limits, 0.5), media)
    expect((seen.x1 + seen.x2) / 2).toBeCloseTo(400, 9)
    expect((seen.y1 + seen.y2) / 2).toBeCloseTo(300, 9)
    expect(seen.x2 - seen.x1).toBeCloseTo(400, 9)
  })

  it('holds the scale of a point within the limits', () => {
    const point = { x1: 0.5, y1: 0.5, x2: 0.5, y2: 0.5 }
    const viewport = centerOn(
      point,
      { width: 100, height: 100 },
      { width: 800, height: 600 },
      limits,
    )
    expect(viewport.scale).toBe(limits.max)
  })
})
