import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RETRY_ATTEMPTS, retryDelay } from './retry-delay.ts'

const ALMOST_ONE = 1 - Number.EPSILON

describe('retryDelay', () => {
  test.each([
    [2, 1000],
    [3, 2000],
  ])('before request %i is any time below %i ms, evenly', (attempt, most) => {
    expect(retryDelay(attempt, null, 0)).toBe(0)
    expect(retryDelay(attempt, null, 0.5)).toBe(most / 2)
    expect(retryDelay(attempt, null, ALMOST_ONE)).toBeLessThan(most)
    expect(retryDelay(attempt, null, ALMOST_ONE)).toBeGreaterThan(most - 1)
  })

  test('is over after three requests', () => {
    expect(retryDelay(RETRY_ATTEMPTS, null, 0.5)).not.toBeNull()
    expect(retryDelay(RETRY_ATTEMPTS + 1, null, 0.5)).toBeNull()
  })

  test.each([
    [3000, 3000],
    [120_000, 120_000],
    [120_001, null],
    [0, 500],
    [100, 500],
  ])('where the server asks for %i ms is %s', (asked, expected) => {
    expect(retryDelay(2, asked, 0.5)).toBe(expected)
  })

  test('is never shorter than the server asks, and never longer than two minutes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 3 }),
        fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })),
        fc.double({ min: 0, max: ALMOST_ONE, noNaN: true }),
        (attempt, asked, random) => {
          const delay = retryDelay(attempt, asked, random)
          if ((asked ?? 0) > 120_000) return delay === null
          return delay !== null && delay >= (asked ?? 0) && delay <= 120_000
        },
      ),
      { seed: 7 },
    )
  })
})
