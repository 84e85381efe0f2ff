import type { Region } from '@/core/grounding/region.ts'

/** What programs outside read from shapes and rows; the words and forms are a contract with them. */
export type RegionAttributes = {
  readonly 'data-kind': string
  readonly 'data-label': string
  readonly 'data-coords': string
  readonly 'data-rect': string
  readonly 'data-space': string
  readonly 'data-order': string
  readonly 'data-channel': string
  readonly 'data-media': number
  readonly 'data-time': number | undefined
}

/** `rect` has five decimals; a region that cannot be drawn has an empty one. */
export function regionAttributes(region: Region): RegionAttributes {
  return {
    'data-kind': region.kind,
    'data-label': region.label ?? '',
    'data-coords': region.coords.join(','),
    'data-rect': (region.rect ?? []).map((fraction) => fraction.toFixed(5)).join(','),
    'data-space': region.space,
    'data-order': region.order,
    'data-channel': region.channel,
    'data-media': region.media,
    'data-time': region.time ?? undefined,
  }
}
