import { expect, test } from 'vitest'
import { GENERIC_MODEL } from '@/core/catalog/models.ts'
import { describeProfile } from './describe-profile.ts'

test.each([
  [{}, 'Not in the catalog, thinking can be switched'],
  [
    { contextTokens: 131_072, outputTokens: 32_768 },
    '128K context, 32K output, thinking can be switched',
  ],
  [{ contextTokens: 1_048_576, thinking: 'forced' }, '1M context, always thinks'],
  [
    { id: 'x', outputTokens: 500, thinking: 'none', takesImages: false },
    '500 output, does not think aloud, takes no pictures',
  ],
] as const)('%j is said in one line', (changes, line) => {
  expect(describeProfile({ ...GENERIC_MODEL, ...changes })).toBe(line)
})
