/** Corners in any one space; x1 <= x2 and y1 <= y2. Both rectangles of a comparison must be of the same space. */
export type Rect = {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

/** Area in square units of the rectangle's own space; 0 for a line or a point. */
export function area(rect: Rect): number {
  return Math.max(0, rect.x2 - rect.x1) * Math.max(0, rect.y2 - rect.y1)
}

/** True when the rectangles share at least one point; touching edges count. */
export function intersects(a: Rect, b: Rect): boolean {
  return a.x1 <= b.x2 && b.x1 <= a.x2 && a.y1 <= b.y2 && b.y1 <= a.y2
}

/** True when the point lies inside or on the edge. */
export function contains(
  rect: Rect,
  point: { readonly x: number; readonly y: number },
  margin = 0,
): boolean {
  return (
    point.x >= rect.x1 - margin &&
    point.x <= rect.x2 + margin &&
    point.y >= rect.y1 - margin &&
    point.y <= rect.y2 + margin
  )
}

/**
 * Intersection over union, 0 to 1. Two rectangles without area (lines, points) have 1 when they are equal and 0
 * otherwise, so that a restated point is recognised too.
 */
export function iou(a: Rect, b: Rect): number {
  const width = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1)
  const height = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1)
  const shared = width > 0 && height > 0 ? width * height : 0
  const union = area(a) + area(b) - shared
  if (union > 0) return shared / union
  return a.x1 === b.x1 && a.y1 === b.y1 && a.x2 === b.x2 && a.y2 === b.y2 ? 1 : 0
}

/** The rectangle cut to the bounds; one that lies wholly outside becomes a line or point on the nearest edge. */
export function clamp<Shape extends Rect>(rect: Shape, bounds: Shape): Shape {
  return {
    ...rect,
    x1: Math.min(Math.max(rect.x1, bounds.x1), bounds.x2),
    y1: Math.min(Math.max(rect.y1, bounds.y1), bounds.y2),
    x2: Math.min(Math.max(rect.x2, bounds.x1), bounds.x2),
    y2: Math.min(Math.max(rect.y2, bounds.y1), bounds.y2),
  }
}
