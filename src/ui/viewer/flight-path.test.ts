import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mediaRectToView } from '@/core/geometry/convert.ts'
import { fitViewport } from '@/core/geometry/viewport.ts'
import { flightStep, flightTarget } from './flight-path.ts'

const MEDIA = { width: 3000, height: 2000 }
const FRAME = { size: { width: 900, height: 600 }, padding: 14, ruler: 16 }
const FITTED = fitViewport(MEDIA, FRAME.size, 14)

describe('the target of a flight', () => {
  it('is none for a region that is well visible', () => {
    expect(flightTarget({ x1: 0.2, y1: 0.2, x2: 0.5, y2: 0.5 }, FITTED, MEDIA, FRAME)).toBeNull()
  })

  it('is none for a point on the stage', () => {
    expect(flightTarget({ x1: 0.5, y1: 0.5, x2: 0.5, y2: 0.5 }, FITTED, MEDIA, FRAME)).toBeNull()
  })

  it('brings any region that is small or off the stage wholly into view and enlarges it', () => {
    const start = fc.double({ min: 0, max: 0.94, noNaN: true })
    const length = fc.double({ min: 0.001, max: 0.05, noNaN: true })
    fc.assert(
      fc.property(start, start, length, length, (x, y, width, height) => {
        const rect = { x1: x, y1: y, x2: x + width, y2: y + height }
        const target = flightTarget(rect, FITTED, MEDIA, FRAME)
        expect(target).not.toBeNull()
        if (target === null) return
        const view = mediaRectToView(rect, target, MEDIA)
        expect(view.x1).toBeGreaterThanOrEqual(0)
        expect(view.y1).toBeGreaterThanOrEqual(0)
        expect(view.x2).toBeLessThanOrEqual(FRAME.size.width)
        expect(view.y2).toBeLessThanOrEqual(FRAME.size.height)
        expect(target.scale).toBeGreaterThan(FITTED.scale)
      }),
      { seed: 11 },
    )
  })

  it('zooms out to a region that is larger than the stage', () => {
    const close = { x: -8000, y: -6000, scale: 6 }
    const target = flightTarget({ x1: 0, y1: 0, x2: 1, y2: 1 }, close, MEDIA, FRAME)
    expect(target?.scale).toBeCloseTo(FITTED.scale, 6)
  })
})

describe('a step of a flight', () => {
  const from = { x: 10, y: 20, scale: 1 }
  const to = { x: -300, y: -100, scale: 4 }

  it('starts where the picture is and ends at the target', () => {
    expect(flightStep(from, to, 0)).toEqual(from)
    expect(flightStep(from, to, 1)).toEqual(to)
    expect(flightStep(from, to, 7)).toEqual(to)
  })

  it('only grows on the way to a closer look', () => {
    const scales = [0, 0.2, 0.4, 0.6, 0.8, 1].map((at) => flightStep(from, to, at).scale)
    expect(scales).toEqual(scales.toSorted((a, b) => a - b))
  })

  it('moves without zooming where the scale stays', () => {
    const half = flightStep(from, { ...from, x: 110 }, 0.5)
    expect(half.scale).toBe(1)
    expect(half.x).toBeCloseTo(10 + 100 * 0.875)
  })
})
