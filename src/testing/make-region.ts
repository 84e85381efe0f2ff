import type { Region } from '@/core/grounding/region.ts'

/** A box of an answer on the first picture, without a label; `fields` say what matters to the test. */
export function makeRegion(fields: Partial<Region> = {}): Region {
  return {
    kind: 'box',
    label: null,
    coords: [],
    rect: null,
    space: 'norm1000',
    order: 'xyxy',
    channel: 'answer',
    media: 0,
    time: null,
    source: [0, 1],
    action: null,
    flags: [],
    ...fields,
  }
}
