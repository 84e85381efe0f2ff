import { expect, test } from 'vitest'
import type { Region } from '@/core/grounding/region.ts'
import { describeFlags } from './describe-flags.ts'

const BOX: Region = {
  kind: 'box',
  label: 'cup',
  coords: [100, 100, 500, 500],
  rect: [0.1, 0.1, 0.5, 0.5],
  space: 'norm1000',
  order: 'xyxy',
  channel: 'answer',
  media: 0,
  time: null,
  source: [0, 0],
  action: null,
  flags: [],
}

test.each<readonly [string, Partial<Region>, string | undefined]>([
  ['nothing to say', {}, undefined],
  ['a flag of another kind', { flags: ['partial', 'ambiguous', 'degenerate'] }, undefined],
  ['flipped corners', { flags: ['flipped'] }, 'Corners were the other way round'],
  ['more than 1000', { flags: ['beyond-range'] }, 'Beyond 1000, drawn up to the edge'],
  [
    'more than 999',
    { flags: ['beyond-range'], space: 'norm999' },
    'Beyond 999, drawn up to the edge',
  ],
  [
    'less than zero',
    { flags: ['beyond-range'], coords: [-20, 100, 500, 500] },
    'Beyond the picture, drawn up to the edge',
  ],
  [
    'more pixels than there are',
    { flags: ['beyond-range'], space: 'pixel' },
    'Beyond the picture, drawn up to the edge',
  ],
  [
    'both',
    { flags: ['flipped', 'beyond-range'] },
    'Corners were the other way round; beyond 1000, drawn up to the edge',
  ],
])('the note of a box with %s is right', (_, change, note) => {
  expect(describeFlags({ ...BOX, ...change }, true)).toBe(note)
})

test('the note of a region that is not drawn does not say how it is drawn', () => {
  expect(describeFlags({ ...BOX, flags: ['beyond-range'] }, false)).toBe('Beyond 1000')
})
