import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { mediaPointToView, viewPointToMedia } from '@/core/geometry/convert.ts'
import { isWhole, scaleLimits, useCameraStore } from './camera-store.ts'

const MEDIA = { width: 3000, height: 2000 }
const FRAME = { size: { width: 900, height: 600 }, padding: 14, ruler: 16 }

const camera = () => useCameraStore.getState()
const viewport = () => camera().viewport ?? { x: Number.NaN, y: Number.NaN, scale: Number.NaN }

beforeEach(() => {
  useCameraStore.setState(useCameraStore.getInitialState())
  camera().resize(FRAME)
  camera().showPicture(MEDIA)
})

describe('fitting', () => {
  it('shows the whole picture, whichever of stage and picture is known first', () => {
    const first = viewport()
    useCameraStore.setState(useCameraStore.getInitialState())
    camera().showPicture(MEDIA)
    expect(camera().viewport).toBeNull()
    camera().resize(FRAME)
    expect(viewport()).toEqual(first)
    expect(isWhole(MEDIA, FRAME, first)).toBe(true)
  })

  it('leaves room for the rulers left and above', () => {
    expect(viewport().x).toBeGreaterThanOrEqual(30)
    expect(viewport().y).toBeGreaterThanOrEqual(30)
  })

  it('fits again when the stage changes its size', () => {
    camera().resize({ ...FRAME, size: { width: 500, height: 600 } })
    expect(viewport().scale).toBeCloseTo((500 - 16 - 28) / 3000)
    expect(camera().settledScale).toBe(viewport().scale)
  })

  it('lays the corner on a whole pixel, so that nothing is blurred', () => {
    camera().resize({ ...FRAME, size: { width: 501, height: 603 } })
    expect(Number.isInteger(viewport().x) && Number.isInteger(viewport().y)).toBe(true)
  })
})

describe('zooming', () => {
  it('keeps what is under the pointer where it is', () => {
    const position = fc.integer({ min: 100, max: 500 })
    const factor = fc.double({ min: 1, max: 4, noNaN: true })
    fc.assert(
      fc.property(position, position, factor, (x, y, by) => {
        camera().fit()
        const before = viewPointToMedia({ x, y }, viewport(), MEDIA)
        camera().zoomBy(by, { x, y })
        const after = mediaPointToView(before, viewport(), MEDIA)
        expect(after.x).toBeCloseTo(x, 6)
        expect(after.y).toBeCloseTo(y, 6)
      }),
      { seed: 3 },
    )
  })

  it('draws anew only when the gesture is over', () => {
    const settled = camera().settledScale
    camera().zoomBy(1.5, null)
    expect(camera().settledScale).toBe(settled)
    camera().settle()
    expect(camera().settledScale).toBe(viewport().scale)
  })

  it('draws anew on the way when the picture has become too coarse', () => {
    const settled = camera().settledScale
    camera().zoomBy(4.5, null)
    expect(camera().settledScale).toBeGreaterThan(settled)
  })

  it('stops at its limits', () => {
    const limits = scaleLimits(MEDIA, FRAME)
    camera().zoomBy(1e9, null)
    expect(viewport().scale).toBeCloseTo(limits.max)
    camera().zoomBy(1e-9, null)
    expect(viewport().scale).toBeCloseTo(limits.min)
  })

  it('sets a scale round the middle of the stage', () => {
    const middle = { x: 450, y: 300 }
    const before = viewPointToMedia(middle, viewport(), MEDIA)
    camera().zoomTo(1)
    expect(viewport().scale).toBe(1)
    expect(Math.abs(mediaPointToView(before, viewport(), MEDIA).x - 450)).toBeLessThanOrEqual(1)
    expect(camera().isFitted).toBe(false)
  })

  it('never makes a layer longer than browsers can draw', () => {
    const huge = { width: 20_000, height: 10_000 }
    expect(scaleLimits(huge, FRAME).max * huge.width).toBeLessThanOrEqual(160_000)
  })
})

describe('panning', () => {
  it('moves the picture and lets go of fitting', () => {
    const before = viewport()
    camera().pan(10, -5)
    expect(viewport()).toEqual({ ...before, x: before.x + 10, y: before.y - 5 })
    expect(camera().isFitted).toBe(false)
  })

  it('never loses the picture', () => {
    const far = fc.integer({ min: -100_000, max: 100_000 })
    fc.assert(
      fc.property(far, far, (dx, dy) => {
        camera().pan(dx, dy)
        const { x, y, scale } = viewport()
        expect(x).toBeLessThanOrEqual(900 - 48)
        expect(y).toBeLessThanOrEqual(600 - 48)
        expect(x + MEDIA.width * scale).toBeGreaterThanOrEqual(48 - 1e-6)
        expect(y + MEDIA.height * scale).toBeGreaterThanOrEqual(48 - 1e-6)
      }),
      { seed: 5 },
    )
  })

  it('keeps the middle of the stage when the stage changes its size while not fitted', () => {
    camera().zoomTo(1)
    const before = viewPointToMedia({ x: 450, y: 300 }, viewport(), MEDIA)
    camera().resize({ ...FRAME, size: { width: 700, height: 400 } })
    const after = viewPointToMedia({ x: 350, y: 200 }, viewport(), MEDIA)
    expect(after.x).toBeCloseTo(before.x, 3)
    expect(after.y).toBeCloseTo(before.y, 3)
    expect(viewport().scale).toBe(1)
  })
})
