import { expect, test } from 'vitest'
import { freshRequestId } from './retry-request-id.ts'

test.each([
  ['my-request', [], 'my-request'],
  ['my-request', ['my-request'], 'my-request-2'],
  ['my-request', ['my-request', 'my-request-2', 'my-request-3'], 'my-request-4'],
  ['twelve-chars', ['twelve-chars'], 'twelve-cha-2'],
])('%s, with %j used before, goes out as %s', (wanted, used, expected) => {
  expect(freshRequestId(wanted, new Set(used), 12)).toBe(expected)
})
