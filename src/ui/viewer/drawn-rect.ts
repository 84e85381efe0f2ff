import { regionRect } from '@/core/geometry/convert.ts'
import { clamp } from '@/core/geometry/rect.ts'
import type { MediaRect } from '@/core/geometry/types.ts'
import type { Region } from '@/core/grounding/region.ts'

const WHOLE: MediaRect = { x1: 0, y1: 0, x2: 1, y2: 1 }

/** The region in fractions of the media, cut to the picture; null where it cannot be drawn. */
export function drawnRect(region: Region): MediaRect | null {
  const rect = regionRect(region)
  return rect === null || !Object.values(rect).every(Number.isFinite) ? null : clamp(rect, WHOLE)
}

/** True for what is drawn as a mark of fixed size rather than as an outline. */
export function isMark(rect: MediaRect): boolean {
  return rect.x1 === rect.x2 && rect.y1 === rect.y2
}

/** "12.5%": a fraction as SVG and CSS take it. */
export function percent(fraction: number): string {
  return `${Number((fraction * 100).toFixed(6))}%`
}
