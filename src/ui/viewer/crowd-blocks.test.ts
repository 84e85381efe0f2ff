import { describe, expect, it } from 'vitest'
import { crowdPath, cutBlocks } from './crowd-blocks.ts'
import { sampleRegion } from './region-samples.ts'

const regions = Array.from({ length: 600 }, (_, index) =>
  sampleRegion([index, 0, index + 10, 10], { number: index + 1 }),
)

describe('blocks of a crowd', () => {
  it('hold every region once and in order', () => {
    expect(cutBlocks(regions, []).flat()).toEqual(regions)
  })

  it('stay the very same while regions are only added', () => {
    const before = cutBlocks(regions.slice(0, 599), [])
    const after = cutBlocks(regions, before)
    expect(after.map((block, index) => block === before[index])).toEqual([true, true, false])
  })

  it('are cut anew where a region changed', () => {
    const before = cutBlocks(regions, [])
    const changed = regions.with(300, sampleRegion([1, 2, 3, 4]))
    const after = cutBlocks(changed, before)
    expect(after.map((block, index) => block === before[index])).toEqual([true, false, true])
  })
})

describe('the path of a crowd', () => {
  it('draws boxes as closed outlines and points as dots', () => {
    const path = crowdPath([sampleRegion([100, 200, 300, 600]), sampleRegion([500, 500])])
    expect(path).toEqual({ outlines: 'M0.1 0.2h0.2v0.4h-0.2z', points: 'M0.5 0.5h0' })
  })

  it('cuts what lies beyond the picture and leaves out what has no place in it', () => {
    const nowhere = sampleRegion([1], { region: { kind: 'box3d', rect: null } })
    expect(crowdPath([sampleRegion([900, 900, 1200, 1100]), nowhere])).toEqual({
      outlines: 'M0.9 0.9h0.1v0.1h-0.1z',
      points: '',
    })
  })

  it('draws polygons corner by corner', () => {
    const polygon = sampleRegion([0, 0, 500, 0, 500, 1000], {
      region: { kind: 'polygon', rect: [0, 0, 0.5, 1] },
    })
    expect(crowdPath([polygon]).outlines).toBe('M0 0L0.5 0L0.5 1z')
  })
})
