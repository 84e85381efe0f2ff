import type { RegionKind } from '@/core/grounding/region.ts'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'

/** The kinds as they are written in the list and read out. */
const KIND_NAMES: Record<RegionKind, string> = {
  box: 'box',
  point: 'point',
  polygon: 'polygon',
  track: 'track',
  action: 'action',
  box3d: '3D box',
}

/** "1 cappuccino, box 242 271 399 479": what is read out for a region. */
export function regionName({ number, region }: ShownRegion): string {
  const title = region.label === null ? `${number}` : `${number} ${region.label}`
  return `${title}, ${kindName(region)} ${region.coords.join(' ')}`
}

/** "box", "click" for an action that says what it does, "draft box" where it comes from the reasoning. */
export function kindName(region: ShownRegion['region']): string {
  const kind = region.action ?? KIND_NAMES[region.kind]
  return region.channel === 'reasoning' ? `draft ${kind}` : kind
}
