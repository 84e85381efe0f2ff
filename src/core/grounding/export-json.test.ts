import { expect, it } from 'vitest'
import { toRegionsJson } from './export-json.ts'
import { parseRegions } from './parse-regions.ts'

it('exports the regions in the words of the contract and nothing else', () => {
  const { regions } = parseRegions('[{"label": "dog", "bbox_2d": [112, 84, 431, 690]}]')
  const media = [{ name: 'a.jpg', width: 200, height: 100, hash: 'kept inside' }]
  expect(toRegionsJson(media, regions)).toEqual({
    version: 1,
    media: [{ name: 'a.jpg', width: 200, height: 100 }],
    regions: [
      {
        kind: 'box',
        label: 'dog',
        coords: [112, 84, 431, 690],
        rect: [0.112, 0.084, 0.431, 0.69],
        space: 'norm1000',
        order: 'xyxy',
        channel: 'answer',
        media: 0,
        time: null,
        source: [29, 48],
      },
    ],
  })
})
