import { describe, expect, it } from 'vitest'
import { countPhrase, listPhrase } from './count-phrase.ts'
import { byteSize, percentage, typeName } from './media-format.ts'
import { regionAttributes } from './region-attributes.ts'
import { kindName, regionName } from './region-name.ts'
import { sampleRegion } from './region-samples.ts'
import { standingOf } from './region-standing.ts'

const BOX = sampleRegion([242, 271, 399, 479])
const POINT = sampleRegion([628, 543], { number: 2 })
const DRAFT = sampleRegion([436, 63, 531, 204], { number: 3, region: { channel: 'reasoning' } })

describe('the count', () => {
  it.each([
    [[], 0, 'No regions'],
    [[BOX], 0, '1 box'],
    [[BOX, BOX, POINT], 0, '2 boxes, 1 point'],
    [[BOX, DRAFT], 1, '1 box, 1 possible'],
    [[DRAFT], 0, '1 draft'],
    [[DRAFT, DRAFT], 2, '2 drafts, 2 possible'],
    [[], 1, '1 possible'],
  ])('of case %# with %d possible reads %s', (regions, possible, phrase) => {
    expect(countPhrase(regions, possible)).toBe(phrase)
  })

  it('adds dropped drafts and malformed coordinates in the list', () => {
    const standing = (shown: typeof BOX) => standingOf(shown, true)
    expect(listPhrase([BOX, DRAFT], standing, 0, 2)).toBe('1 box, 1 dropped draft, 2 malformed')
  })
})

describe('the standing of a region', () => {
  it.each([
    [BOX, true, 'answer'],
    [DRAFT, false, 'draft'],
    [DRAFT, true, 'dropped'],
    [{ ...DRAFT, confirmed: true }, true, 'confirmed'],
  ])('of case %# (run over: %s) is %s', (shown, isOver, standing) => {
    expect(standingOf(shown, isOver)).toBe(standing)
  })
})

describe('names for the ear', () => {
  it('say number, label, kind and coordinates', () => {
    expect(regionName(BOX)).toBe('1 cup, box 242 271 399 479')
  })

  it('invent no label', () => {
    const unnamed = sampleRegion([628, 543], { region: { label: null } })
    expect(regionName(unnamed)).toBe('1, point 628 543')
  })

  it('say draft and action', () => {
    const click = sampleRegion([1, 2], { region: { kind: 'action', action: 'left_click' } })
    expect(kindName(click.region)).toBe('left_click')
    expect(kindName(DRAFT.region)).toBe('draft box')
  })
})

describe('attributes for programs', () => {
  it('hold the numbers as written and the rectangle with five decimals', () => {
    const beyond = sampleRegion([930, 900.5, 1200, 1100], { region: { label: null, media: 1 } })
    expect(regionAttributes(beyond.region)).toEqual({
      'data-kind': 'box',
      'data-label': '',
      'data-coords': '930,900.5,1200,1100',
      'data-rect': '0.93000,0.90050,1.20000,1.10000',
      'data-space': 'norm1000',
      'data-order': 'xyxy',
      'data-channel': 'answer',
      'data-media': 1,
      'data-time': undefined,
    })
  })

  it('give the second of a video frame', () => {
    const { region } = sampleRegion([1, 2], { region: { time: 2.5 } })
    expect(regionAttributes(region)['data-time']).toBe(2.5)
  })
})

describe('figures of the status line', () => {
  it.each([
    ['image/jpeg', 'JPEG'],
    ['image/svg+xml', 'SVG'],
    ['image/x-icon', 'ICON'],
    ['image/png; charset=binary', 'PNG'],
    ['', ''],
  ])('name the type %s as %s', (type, name) => {
    expect(typeName(type)).toBe(name)
  })

  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_000, '1.0 kB'],
    [14_200, '14 kB'],
    [999_600, '1.0 MB'],
    [2_100_000, '2.1 MB'],
    [3_000_000_000, '3.0 GB'],
  ])('write %d bytes as %s', (bytes, text) => {
    expect(byteSize(bytes)).toBe(text)
  })

  it.each([
    [0.22, '22 %'],
    [1, '100 %'],
    [0.034, '3.4 %'],
    [0.0996, '10 %'],
    [16, '1600 %'],
  ])('write a scale of %d as %s', (scale, text) => {
    expect(percentage(scale)).toBe(text)
  })
})
