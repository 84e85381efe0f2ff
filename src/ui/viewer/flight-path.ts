import { mediaRectToView } from '@/core/geometry/convert.ts'
import type { MediaRect, MediaSize, Viewport } from '@/core/geometry/types.ts'
import { centerOn, clampViewport, fitViewport } from '@/core/geometry/viewport.ts'
import { type StageFrame, scaleLimits } from '@/state/camera-store.ts'

/** The part of the stage that a region should take after a flight, and the least with which it is well visible. */
const SHARE_AFTER = 0.4
const SHARE_VISIBLE = 0.06
/** A flight comes no closer than this many times the fitted scale, so that one still sees where one is. */
const CLOSEST = 8
/** A point has no size to fill the stage with. */
const CLOSEST_TO_POINT = 3
const MARGIN = 8

/** Where to fly so that the region is comfortably visible; null when it is already. */
export function flightTarget(
  rect: MediaRect,
  viewport: Viewport,
  media: MediaSize,
  frame: StageFrame,
): Viewport | null {
  if (isWellVisible(rect, viewport, media, frame)) return null
  const fitted = fitViewport(media, frame.size, frame.padding).scale
  const limits = scaleLimits(media, frame)
  const isPoint = rect.x1 === rect.x2 && rect.y1 === rect.y2
  const max = Math.min(fitted * (isPoint ? CLOSEST_TO_POINT : CLOSEST), limits.max)
  const target = centerOn(rect, media, frame.size, { min: fitted, max }, SHARE_AFTER)
  return clampViewport(target, media, frame.size, frame.padding)
}

function isWellVisible(
  rect: MediaRect,
  viewport: Viewport,
  media: MediaSize,
  { size }: StageFrame,
): boolean {
  const view = mediaRectToView(rect, viewport, media)
  const isInside =
    view.x1 >= MARGIN &&
    view.y1 >= MARGIN &&
    view.x2 <= size.width - MARGIN &&
    view.y2 <= size.height - MARGIN
  if (!isInside) return false
  const share = Math.max((view.x2 - view.x1) / size.width, (view.y2 - view.y1) / size.height)
  return share === 0 || share >= SHARE_VISIBLE
}

/** The viewport at `progress` (0–1) of a flight; the scale grows evenly to the eye and points move straight. */
export function flightStep(from: Viewport, to: Viewport, progress: number): Viewport {
  if (progress >= 1) return to
  const eased = 1 - (1 - progress) ** 3
  const scale = from.scale * (to.scale / from.scale) ** eased
  const share = to.scale === from.scale ? eased : (scale - from.scale) / (to.scale - from.scale)
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, scale }
}
