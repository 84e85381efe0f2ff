import { expect, test } from 'vitest'
import { dialectFor } from '@/core/catalog/dialect-for.ts'
import { findModelProfile } from '@/core/catalog/find-model-profile.ts'
import { findProvider } from '@/core/catalog/find-provider.ts'
import { chooseParameters, type ParameterValues } from './chosen-parameters.ts'

const provider = findProvider('empiriolabs')
const TARGET = {
  provider,
  dialect: dialectFor(provider, 'chat-completions'),
  profile: findModelProfile('glm-4-6v-flash'),
}

function choose(changes: ParameterValues): ParameterValues {
  const chosen = chooseParameters(TARGET, changes)
  if (!chosen.ok) throw new Error(chosen.error.sentence)
  return chosen.value
}

test.each<readonly [string, ParameterValues, ParameterValues, string]>([
  ['web search', { search_count: 5 }, { web_search: true }, 'search_count'],
  ['tools', { tool_choice: 'auto' }, { tools: '[]' }, 'tool_choice'],
  ['sampling', { temperature: 0.5 }, { do_sample: true }, 'temperature'],
])('what belongs to %s waits for it', (_name, setting, condition, id) => {
  const without = { ...setting, ...(id === 'temperature' ? { do_sample: false } : {}) }
  expect(choose(without)).not.toHaveProperty(id)
  expect(choose({ ...without, ...condition })).toMatchObject(setting)
})

test('a value outside its range refuses the question only where it would be sent', () => {
  expect(choose({ search_count: 999 })).not.toHaveProperty('search_count')
  const refused = chooseParameters(TARGET, { search_count: 999, web_search: true })
  expect(refused).toMatchObject({
    error: {
      sentence: 'Search count must lie between 1 and 50.',
      parameter: { id: 'search_count' },
    },
  })
})

test.each<readonly [string, ParameterValues, RegExp]>([
  ['Tools', { tools: '[{"type": "function",]' }, /^Tools: Line 1, column \d+/],
  ['Custom JSON', { extra_body: '{"a" 1}' }, /^[\w ]+: Line 1, column \d+/],
  ['Temperature', { temperature: 99 }, /^Temperature must lie between/],
])('a broken value of %s is named in the sentence above the question', (_name, changes, says) => {
  const refused = chooseParameters(TARGET, changes)
  expect(refused.ok ? '' : refused.error.sentence).toMatch(says)
})
