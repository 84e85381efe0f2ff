import { describe, expect, it } from 'vitest'
import { sampleRegion } from './region-samples.ts'
import { confirmedDrafts, listOrder, rowArea, rowFigures, rowOrigin } from './row-facts.ts'
import { pageAt, rowWindow } from './row-window.ts'

const ANSWER = sampleRegion([0, 0, 500, 500])
const DRAFT = sampleRegion([0, 0, 500, 250], {
  key: 'reasoning:0',
  confirmed: true,
  region: { channel: 'reasoning' },
})

describe('the figures of a row', () => {
  it.each([
    ['a box', ANSWER, ['0', '0', '500', '500']],
    ['a point', sampleRegion([628, 543]), ['628', '543']],
    [
      'a polygon',
      sampleRegion([260, 700, 300, 720, 210, 930], { region: { kind: 'polygon' } }),
      ['210', '700', '300', '930'],
    ],
    [
      'a 3D box',
      sampleRegion([1, 2, 3, 4, 5, 6, 7, 8, 9], { region: { kind: 'box3d', rect: null } }),
      [],
    ],
  ])('of %s stand in the columns', (_, shown, figures) => {
    expect(rowFigures(shown.region)).toEqual(figures)
  })

  it('give the area within the picture, and none for a point', () => {
    expect(rowArea(ANSWER.region)).toBe('25 %')
    expect(rowArea(sampleRegion([500, 0, 1500, 1000]).region)).toBe('50 %')
    expect(rowArea(sampleRegion([628, 543]).region)).toBe('')
  })
})

describe('the origin of a row', () => {
  it('says how well the draft agreed', () => {
    const draft = confirmedDrafts([ANSWER, DRAFT]).get(ANSWER.number)
    expect(rowOrigin(ANSWER, 'answer', draft)).toBe('answer, IoU 0.50')
    expect(rowOrigin(ANSWER, 'answer', undefined)).toBe('answer')
  })

  it.each([
    ['draft', 'draft'],
    ['confirmed', 'draft, confirmed'],
    ['dropped', 'draft, dropped'],
  ] as const)('of a %s region reads %s', (standing, text) => {
    expect(rowOrigin(DRAFT, standing, undefined)).toBe(text)
  })
})

describe('the rows', () => {
  it('begin with the answer', () => {
    expect(listOrder([DRAFT, ANSWER])).toEqual([ANSWER, DRAFT])
  })

  it.each([
    { count: 0, page: 0, start: 0, end: 0 },
    { count: 300, page: 9, start: 0, end: 300 },
    { count: 5000, page: 0, start: 0, end: 80 },
    { count: 5000, page: 10, start: 180, end: 280 },
    { count: 301, page: 200, start: 280, end: 301 },
  ])('in the page are $start to $end of $count on page $page', ({ count, page, start, end }) => {
    expect(rowWindow(count, page)).toEqual({ start, end })
  })

  it('turn the page every twenty rows', () => {
    expect([0, 519, 520, -8].map((top) => pageAt(top, 26))).toEqual([0, 0, 1, 0])
  })
})
