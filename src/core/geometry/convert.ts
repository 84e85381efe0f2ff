import type { Region } from '../grounding/region.ts'
import type { MediaPoint, MediaRect, MediaSize, ViewPoint, Viewport, ViewRect } from './types.ts'

/** From fractions of the media to CSS pixels of the stage; `viewPointToMedia` leads back. */
export function mediaPointToView(
  point: MediaPoint,
  viewport: Viewport,
  size: MediaSize,
): ViewPoint {
  return {
    x: viewport.x + point.x * size.width * viewport.scale,
    y: viewport.y + point.y * size.height * viewport.scale,
  }
}

/** From CSS pixels of the stage to fractions of the media; a point beside the media lies outside 0–1. */
export function viewPointToMedia(
  point: ViewPoint,
  viewport: Viewport,
  size: MediaSize,
): MediaPoint {
  return {
    x: (point.x - viewport.x) / (size.width * viewport.scale),
    y: (point.y - viewport.y) / (size.height * viewport.scale),
  }
}

/** From fractions of the media to CSS pixels of the stage; `viewRectToMedia` leads back. */
export function mediaRectToView(rect: MediaRect, viewport: Viewport, size: MediaSize): ViewRect {
  const from = mediaPointToView({ x: rect.x1, y: rect.y1 }, viewport, size)
  const to = mediaPointToView({ x: rect.x2, y: rect.y2 }, viewport, size)
  return { x1: from.x, y1: from.y, x2: to.x, y2: to.y }
}

/** From CSS pixels of the stage to fractions of the media. */
export function viewRectToMedia(rect: ViewRect, viewport: Viewport, size: MediaSize): MediaRect {
  const from = viewPointToMedia({ x: rect.x1, y: rect.y1 }, viewport, size)
  const to = viewPointToMedia({ x: rect.x2, y: rect.y2 }, viewport, size)
  return { x1: from.x, y1: from.y, x2: to.x, y2: to.y }
}

/** From fractions of the media to pixels of the media, not rounded and not clamped. */
export function toPixels(
  rect: MediaRect,
  size: MediaSize,
): readonly [number, number, number, number] {
  return [rect.x1 * size.width, rect.y1 * size.height, rect.x2 * size.width, rect.y2 * size.height]
}

/** The region's rectangle (`Region.rect` is already in fractions of the media); null where it cannot be drawn. */
export function regionRect(region: Region): MediaRect | null {
  if (region.rect === null) return null
  const [x1, y1, x2, y2] = region.rect
  return { x1, y1, x2, y2 }
}

/**
 * The corners of a polygon in fractions of the media, in the order in which the model wrote them; empty for every
 * other kind and where the region cannot be drawn. Each axis of every drawable space is a plain scale, so the
 * corners lie in `rect` as the coordinates lie in their own bounds.
 */
export function polygonCorners(region: Region): readonly MediaPoint[] {
  const rect = regionRect(region)
  if (rect === null || region.kind !== 'polygon') return []
  const xs = region.coords.filter((_, index) => index % 2 === 0)
  const ys = region.coords.filter((_, index) => index % 2 === 1)
  const placeX = scaleInto(xs, rect.x1, rect.x2)
  const placeY = scaleInto(ys, rect.y1, rect.y2)
  return ys.map((y, index) => ({ x: placeX(xs[index] ?? 0), y: placeY(y) }))
}

function scaleInto(values: readonly number[], from: number, to: number): (value: number) => number {
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  if (!(most > least)) return () => from
  return (value) => from + ((value - least) / (most - least)) * (to - from)
}
