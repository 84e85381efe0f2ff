import { describe, expect, test } from 'vitest'
import { formatClock, formatCount, formatSeconds } from './run-figures.ts'

describe('figures of a run', () => {
  test.each([
    [0, '0.00 s'],
    [840, '0.84 s'],
    [994, '0.99 s'],
    [996, '1.0 s'],
    [12_400, '12.4 s'],
    [99_940, '99.9 s'],
    [99_960, '1 min 40 s'],
    [119_600, '2 min 0 s'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(formatSeconds(milliseconds)).toBe(text)
  })

  test('a running clock keeps its one decimal and never runs backwards from zero', () => {
    expect([formatClock(-5), formatClock(40), formatClock(8200)]).toEqual([
      '0.0 s',
      '0.0 s',
      '8.2 s',
    ])
  })

  test('thousands are set apart', () => {
    expect(formatCount(1214)).toBe('1,214')
  })
})
