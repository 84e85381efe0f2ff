import type { ShownRegion } from '../grounding/shown-region.ts'
import { mediaPointToView, mediaRectToView, polygonCorners, regionRect } from './convert.ts'
import { area, contains, type Rect } from './rect.ts'
import type { MediaSize, ViewPoint, Viewport } from './types.ts'

/**
 * The regions under a point of the stage, smallest first (what is drawn inside another is reached first); of equal
 * size the nearer middle wins, then the later one, which is drawn on top. A shape that is thinner than twice the
 * tolerance (CSS pixels) on an axis, as a point or a line is, can be hit within the tolerance on that axis.
 * The caller hands over the regions of one media only.
 */
export function hitTest(
  regions: readonly ShownRegion[],
  at: ViewPoint,
  viewport: Viewport,
  size: MediaSize,
  tolerance = 8,
): readonly ShownRegion[] {
  const hits: { shown: ShownRegion; size: number; distance: number; index: number }[] = []
  for (const [index, shown] of regions.entries()) {
    const rect = regionRect(shown.region)
    if (rect === null) continue
    const view = mediaRectToView(rect, viewport, size)
    if (!contains(widen(view, tolerance), at)) continue
    if (!insidePolygon(shown, at, viewport, size)) continue
    const distance = Math.hypot((view.x1 + view.x2) / 2 - at.x, (view.y1 + view.y2) / 2 - at.y)
    hits.push({ shown, size: area(view), distance, index })
  }
  hits.sort((a, b) => a.size - b.size || a.distance - b.distance || b.index - a.index)
  return hits.map((hit) => hit.shown)
}

/** The rectangle with each axis at least twice the tolerance long, round the same middle. */
function widen(rect: Rect, tolerance: number): Rect {
  const dx = Math.max(0, tolerance - (rect.x2 - rect.x1) / 2)
  const dy = Math.max(0, tolerance - (rect.y2 - rect.y1) / 2)
  return { x1: rect.x1 - dx, y1: rect.y1 - dy, x2: rect.x2 + dx, y2: rect.y2 + dy }
}

/** Even-odd rule; true for everything that is not a polygon. */
function insidePolygon(
  shown: ShownRegion,
  at: ViewPoint,
  viewport: Viewport,
  size: MediaSize,
): boolean {
  const corners = polygonCorners(shown.region).map((corner) =>
    mediaPointToView(corner, viewport, size),
  )
  let previous = corners.at(-1)
  if (previous === undefined) return true
  let inside = false
  for (const corner of corners) {
    if (corner.y > at.y !== previous.y > at.y) {
      const crossing =
        ((previous.x - corner.x) * (at.y - corner.y)) / (previous.y - corner.y) + corner.x
      if (at.x < crossing) inside = !inside
    }
    previous = corner
  }
  return inside
}
