import type { RegionKind } from '@/core/grounding/region.ts'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import type { RegionStanding } from './region-standing.ts'

const WORDS: Record<RegionKind, readonly [one: string, many: string]> = {
  box: ['box', 'boxes'],
  point: ['point', 'points'],
  polygon: ['polygon', 'polygons'],
  track: ['track', 'tracks'],
  action: ['action', 'actions'],
  box3d: ['3D box', '3D boxes'],
}

/** "5 boxes, 1 possible"; "4 drafts" while there is no answer; "No regions" when there is nothing at all. */
export function countPhrase(regions: readonly ShownRegion[], possibleCount: number): string {
  const kinds = new Map<RegionKind, number>()
  let drafts = 0
  for (const { region } of regions) {
    if (region.channel === 'answer') kinds.set(region.kind, (kinds.get(region.kind) ?? 0) + 1)
    else drafts += 1
  }
  const parts = [...kinds].map(([kind, count]) => `${count} ${WORDS[kind][count === 1 ? 0 : 1]}`)
  if (parts.length === 0 && drafts > 0) parts.push(drafts === 1 ? '1 draft' : `${drafts} drafts`)
  if (possibleCount > 0) parts.push(`${possibleCount} possible`)
  return parts.length === 0 ? 'No regions' : parts.join(', ')
}

/** The same and what else a reader of the list wants to know: dropped drafts and coordinates that make no sense. */
export function listPhrase(
  regions: readonly ShownRegion[],
  standing: (shown: ShownRegion) => RegionStanding,
  possibleCount: number,
  malformedCount: number,
): string {
  const dropped = regions.filter((shown) => standing(shown) === 'dropped').length
  const parts = [countPhrase(regions, possibleCount)]
  if (dropped > 0) parts.push(dropped === 1 ? '1 dropped draft' : `${dropped} dropped drafts`)
  if (malformedCount > 0) parts.push(`${malformedCount} malformed`)
  return parts.join(', ')
}
