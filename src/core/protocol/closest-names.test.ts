import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closestNames } from './closest-names.ts'

const LISTED = ['zai-org/GLM-4.6V-Flash', 'zai-org/GLM-4.6V', 'zai-org/GLM-4.5V', 'qwen/Qwen3-VL']

test.each([
  ['glm-4.6v-flash', 'zai-org/GLM-4.6V-Flash'],
  ['glm-4.6v', 'zai-org/GLM-4.6V'],
  ['GLM-4_5v', 'zai-org/GLM-4.5V'],
  ['glm-4.6v-flsh', 'zai-org/GLM-4.6V-Flash'],
])('%s is most like %s', (wanted, nearest) => {
  expect(closestNames(wanted, LISTED, 3)[0]).toBe(nearest)
})

test('names that have nothing in common are left out of a long list, and offered from a short one', () => {
  expect(closestNames('glm-4.6v', LISTED, 3)).not.toContain('qwen/Qwen3-VL')
  expect(closestNames('glm-4.6v', ['llava:13b'], 3)).toEqual(['llava:13b'])
})

test('it offers some of the names, each once and no more than asked for', () => {
  fc.assert(
    fc.property(fc.string(), fc.uniqueArray(fc.string()), fc.nat(5), (wanted, names, count) => {
      const found = closestNames(wanted, names, count)
      expect(found.length).toBeLessThanOrEqual(count)
      expect(new Set(found).size).toBe(found.length)
      for (const name of found) expect(names).toContain(name)
    }),
    { seed: 5 },
  )
})
