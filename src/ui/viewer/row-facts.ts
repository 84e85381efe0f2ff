import { regionRect } from '@/core/geometry/convert.ts'
import { area, iou } from '@/core/geometry/rect.ts'
import type { Region } from '@/core/grounding/region.ts'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { drawnRect, isMark } from './drawn-rect.ts'
import { percentage } from './media-format.ts'
import type { RegionStanding } from './region-standing.ts'

/**
 * The numbers for the columns x1, y1, x2, y2, on the model's own scale: a box as written, a point's two, for a
 * polygon the least and the most of its corners. Empty where the region has no place in the picture.
 */
export function rowFigures(region: Region): readonly string[] {
  if (region.rect === null) return []
  if (region.coords.length <= 4) return region.coords.map(String)
  const xs = region.coords.filter((_, index) => index % 2 === 0)
  const ys = region.coords.filter((_, index) => index % 2 === 1)
  return [least(xs), least(ys), most(xs), most(ys)].map(String)
}

/** Part of the picture that the region covers, "3.3 %"; empty for points. */
export function rowArea(region: Region): string {
  const rect = drawnRect(region)
  return rect === null || isMark(rect) ? '' : percentage(area(rect))
}

/** Where the region comes from: the answer (and how well its draft agreed with it), or the reasoning. */
export function rowOrigin(
  shown: ShownRegion,
  standing: RegionStanding,
  draft: ShownRegion | undefined,
): string {
  if (standing === 'dropped') return 'draft, dropped'
  if (standing === 'confirmed') return 'draft, confirmed'
  if (standing === 'draft') return 'draft'
  const now = regionRect(shown.region)
  const before = draft === undefined ? null : regionRect(draft.region)
  if (now === null || before === null) return 'answer'
  return `answer, IoU ${iou(now, before).toFixed(2)}`
}

/** The confirmed draft of each answer region, by the number that both carry. */
export function confirmedDrafts(regions: readonly ShownRegion[]): ReadonlyMap<number, ShownRegion> {
  return new Map(
    regions
      .filter((shown) => shown.confirmed && shown.region.channel === 'reasoning')
      .map((shown) => [shown.number, shown]),
  )
}

/** The list's order: the answer first, then the reasoning, each as it was written. */
export function listOrder(regions: readonly ShownRegion[]): readonly ShownRegion[] {
  const answers = regions.filter((shown) => shown.region.channel === 'answer')
  return [...answers, ...regions.filter((shown) => shown.region.channel !== 'answer')]
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b))
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b))
}
