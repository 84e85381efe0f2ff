import type { Region } from '@/core/grounding/region.ts'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'

type SampleOptions = Partial<Omit<ShownRegion, 'region'>> & { readonly region?: Partial<Region> }

/** For tests: a box of the answer on the 0–1000 scale, with whatever is to differ. */
export function sampleRegion(
  coords: readonly number[],
  { region = {}, number = 1, ...rest }: SampleOptions = {},
): ShownRegion {
  const [x1 = 0, y1 = 0, x2 = x1, y2 = y1] = coords.map((value) => value / 1000)
  const channel = region.channel ?? 'answer'
  return {
    key: `${channel}:${number}`,
    number,
    hue: ((number - 1) % 8) + 1,
    confirmed: false,
    ...rest,
    region: {
      kind: coords.length === 2 ? 'point' : 'box',
      label: 'cup',
      coords,
      rect: [x1, y1, x2, y2],
      space: 'norm1000',
      order: 'xyxy',
      channel,
      media: 0,
      time: null,
      source: [0, 0],
      action: null,
      flags: [],
      ...region,
    },
  }
}
