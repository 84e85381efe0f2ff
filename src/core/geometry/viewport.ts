import { mediaPointToView } from './convert.ts'
import type { MediaRect, MediaSize, ViewPoint, Viewport, ViewSize } from './types.ts'

/** Smallest and largest scale, in CSS pixels per media pixel. */
export type ScaleLimits = { readonly min: number; readonly max: number }

/**
 * The whole media centred on the stage, as large as the padding (CSS pixels on each side) allows. A stage that is
 * smaller than its padding still gets a viewport, with the media as a dot in its middle.
 */
export function fitViewport(media: MediaSize, stage: ViewSize, padding = 0): Viewport {
  const width = Math.max(1, media.width)
  const height = Math.max(1, media.height)
  const room = Math.min((stage.width - 2 * padding) / width, (stage.height - 2 * padding) / height)
  const scale = Math.max(room, 1e-6)
  return {
    x: (stage.width - width * scale) / 2,
    y: (stage.height - height * scale) / 2,
    scale,
  }
}

/** Zooms by a factor and keeps what lies under `at` where it is; at a limit the viewport stays as it was. */
export function zoomAt(
  viewport: Viewport,
  at: ViewPoint,
  factor: number,
  limits: ScaleLimits,
): Viewport {
  const scale = clampScale(viewport.scale * factor, limits)
  const ratio = scale / viewport.scale
  if (ratio === 1) return viewport
  return {
    x: at.x - (at.x - viewport.x) * ratio,
    y: at.y - (at.y - viewport.y) * ratio,
    scale,
  }
}

/** Moves the media by CSS pixels. */
export function panBy(viewport: Viewport, dx: number, dy: number): Viewport {
  return { x: viewport.x + dx, y: viewport.y + dy, scale: viewport.scale }
}

/**
 * The viewport in which the rectangle lies in the middle of the stage and takes at most `share` (0–1) of either
 * side. A point or line has no size of its own: then only the limits bound the scale. Use with `clampViewport`.
 */
export function centerOn(
  rect: MediaRect,
  media: MediaSize,
  stage: ViewSize,
  limits: ScaleLimits,
  share = 0.5,
): Viewport {
  const width = Math.max((rect.x2 - rect.x1) * media.width, 1)
  const height = Math.max((rect.y2 - rect.y1) * media.height, 1)
  const scale = clampScale(
    Math.min((stage.width * share) / width, (stage.height * share) / height),
    limits,
  )
  const middle = { x: (rect.x1 + rect.x2) / 2, y: (rect.y1 + rect.y2) / 2 }
  const placed = mediaPointToView(middle, { x: 0, y: 0, scale }, media)
  return { x: stage.width / 2 - placed.x, y: stage.height / 2 - placed.y, scale }
}

/**
 * Keeps the media on the stage: on an axis where it is smaller than the stage it is centred, where it is larger its
 * edge is never further in than `margin` CSS pixels. The same viewport comes back when nothing had to move.
 */
export function clampViewport(
  viewport: Viewport,
  media: MediaSize,
  stage: ViewSize,
  margin = 0,
): Viewport {
  const x = clampAxis(viewport.x, media.width * viewport.scale, stage.width, margin)
  const y = clampAxis(viewport.y, media.height * viewport.scale, stage.height, margin)
  return x === viewport.x && y === viewport.y ? viewport : { x, y, scale: viewport.scale }
}

function clampScale(scale: number, limits: ScaleLimits): number {
  return Math.min(Math.max(scale, limits.min), limits.max)
}

function clampAxis(position: number, length: number, room: number, margin: number): number {
  if (length <= room) return (room - length) / 2
  return Math.min(Math.max(position, room - margin - length), margin)
}
