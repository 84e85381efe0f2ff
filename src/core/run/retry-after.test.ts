import { describe, expect, test } from 'vitest'
import { readRetryAfter } from './retry-after.ts'

const NOON = Date.UTC(2026, 7, 22, 12)

const CASES: readonly (readonly [string, Record<string, string>, number | null])[] = [
  ['seconds', { 'retry-after': '3' }, 3000],
  ['a fraction of a second', { 'retry-after': ' 0.5 ' }, 500],
  ['milliseconds, which go first', { 'retry-after': '3', 'retry-after-ms': '250' }, 250],
  ['a date', { 'retry-after': 'Sat, 22 Aug 2026 12:00:30 GMT' }, 30_000],
  ['a date that is past', { 'retry-after': 'Sat, 22 Aug 2026 11:00:00 GMT' }, 0],
  [
    'a date, by the clock of the server where it tells its own',
    { 'retry-after': 'Sat, 22 Aug 2026 15:00:05 GMT', date: 'Sat, 22 Aug 2026 15:00:00 GMT' },
    5000,
  ],
  ['nothing', {}, null],
  ['words', { 'retry-after': 'soon' }, null],
  ['a negative number', { 'retry-after': '-5' }, null],
  ['a number beyond all sense', { 'retry-after': '9'.repeat(400) }, null],
  ['a date of another form', { 'retry-after': '2026-08-22T12:00:30Z' }, null],
  ['a date that does not exist', { 'retry-after': 'Sat, 99 Abc 2026 12:00:30 GMT' }, null],
]

describe('readRetryAfter', () => {
  test.each(CASES)('reads %s', (_what, headers, expected) => {
    expect(readRetryAfter(Object.entries(headers), NOON)).toBe(expected)
  })
})
