import { describe, expect, it } from 'vitest'
import { makeRegion } from '@/testing/make-region.ts'
import type { Region, RegionKind } from '../grounding/region.ts'
import type { ShownRegion } from '../grounding/shown-region.ts'
import { hitTest } from './hit-test.ts'

const size = { width: 1000, height: 1000 }
const viewport = { x: 0, y: 0, scale: 1 }

function shown(
  key: string,
  rect: Region['rect'],
  kind: RegionKind = 'box',
  coords: readonly number[] = [],
): ShownRegion {
  const region = makeRegion({ kind, coords, rect })
  return { key, region, number: 1, hue: 1, confirmed: false }
}

function keysAt(
  regions: readonly ShownRegion[],
  x: number,
  y: number,
  tolerance?: number,
): string[] {
  return hitTest(regions, { x, y }, viewport, size, tolerance).map((hit) => hit.key)
}

describe('hitTest', () => {
  const big = shown('big', [0, 0, 0.8, 0.8])
  const small = shown('small', [0.1, 0.1, 0.3, 0.3])
  const line = shown('line', [0.5, 0.1, 0.5, 0.7])
  const point = shown('point', [0.2, 0.2, 0.2, 0.2], 'point')
  const triangle = shown(
    'triangle',
    [0.4, 0.4, 0.6, 0.6],
    'polygon',
    [400, 400, 600, 400, 400, 600],
  )

  it('reaches the smallest region first', () => {
    expect(keysAt([small, big], 150, 150)).toEqual(['small', 'big'])
    expect(keysAt([big, small, point], 203, 203)).toEqual(['point', 'small', 'big'])
    expect(keysAt([big, small], 900, 900)).toEqual([])
  })

  it('gives a line and a point a tolerance, but not a box', () => {
    expect(keysAt([line], 506, 300)).toEqual(['line'])
    expect(keysAt([line], 510, 300)).toEqual([])
    expect(keysAt([point], 206, 194, 8)).toEqual(['point'])
    expect(keysAt([small], 305, 150, 8)).toEqual([])
  })

  it('hits a polygon only inside its outline', () => {
    expect(keysAt([triangle], 440, 440)).toEqual(['triangle'])
    expect(keysAt([triangle], 580, 580)).toEqual([])
  })

  it('prefers the one drawn on top among equals, and skips what cannot be drawn', () => {
    const twin = shown('twin', [0.1, 0.1, 0.3, 0.3])
    expect(keysAt([small, twin, shown('none', null)], 200, 200)).toEqual(['twin', 'small'])
  })
})
