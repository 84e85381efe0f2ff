import { describe, expect, it } from 'vitest'
import type { ModelProfile, ThinkingSwitch } from '@/core/catalog/types.ts'
import { buildSample, sampleTarget } from '@/testing/sample-request.ts'
import type { RequestParameters } from './request-parameters.ts'
import { thinkingFields } from './thinking-fields.ts'

type Case = readonly [
  form: ThinkingSwitch,
  on: object,
  off: object,
  high: object,
  untouched: object,
]

const OF_FORM: readonly Case[] = [
  [
    'thinking-object',
    { thinking: { type: 'enabled' } },
    { thinking: { type: 'disabled' } },
    { thinking: { type: 'enabled' }, reasoning_effort: 'high' },
    {},
  ],
  [
    'enable-thinking',
    { enable_thinking: true },
    { enable_thinking: false },
    { enable_thinking: true, reasoning_effort: 'high' },
    {},
  ],
  [
    'chat-template-kwargs',
    { chat_template_kwargs: { enable_thinking: true } },
    { chat_template_kwargs: { enable_thinking: false } },
    { chat_template_kwargs: { enable_thinking: true }, reasoning_effort: 'high' },
    {},
  ],
  ['reasoning-effort', {}, { reasoning_effort: 'none' }, { reasoning_effort: 'high' }, {}],
  [
    'reasoning-enabled',
    { reasoning: { enabled: true } },
    { reasoning: { enabled: false } },
    { reasoning: { enabled: true, effort: 'high' } },
    {},
  ],
  [
    'reasoning-object',
    {},
    { reasoning: { effort: 'none' } },
    { reasoning: { effort: 'high' } },
    {},
  ],
  [
    'thinking-budget',
    { thinking: { type: 'enabled', budget_tokens: 4000 } },
    { thinking: { type: 'disabled' } },
    { thinking: { type: 'enabled', budget_tokens: 4000 } },
    {},
  ],
  ['think', { think: true }, { think: false }, { think: 'high' }, {}],
  ['none', {}, {}, { reasoning_effort: 'high' }, {}],
]

function fieldsOf(
  form: ThinkingSwitch,
  thinking: boolean | null,
  values: RequestParameters['values'] = {},
  profile: Partial<ModelProfile> = {},
) {
  const target = sampleTarget('custom', 'chat-completions')
  const bent = {
    ...target,
    dialect: { ...target.dialect, thinking: form },
    profile: { ...target.profile, ...profile },
  }
  return thinkingFields(bent, thinking, values, 8000)
}

describe('thinkingFields', () => {
  it.each(OF_FORM)('speaks the form %s', (form, on, off, high, untouched) => {
    expect(fieldsOf(form, true)).toEqual(on)
    expect(fieldsOf(form, false)).toEqual(off)
    expect(fieldsOf(form, true, { reasoning_effort: 'high' })).toEqual(high)
    expect(fieldsOf(form, null)).toEqual(untouched)
  })

  it.each(OF_FORM)(
    'asks for no effort and no budget with thinking off, in the form %s',
    (form, _on, off) => {
      expect(fieldsOf(form, false, { reasoning_effort: 'high', thinking_budget: 9 })).toEqual(off)
    },
  )

  it.each(OF_FORM)('does not switch a model that has no switch, in the form %s', (form) => {
    for (const thinking of ['none', 'forced'] as const) {
      expect(fieldsOf(form, true, {}, { thinking })).toEqual({})
      expect(fieldsOf(form, false, {}, { thinking })).toEqual({})
    }
  })

  it('sends a budget as it is where thinking has a field of its own for it', () => {
    expect(fieldsOf('enable-thinking', true, { thinking_budget: 9 })).toEqual({
      enable_thinking: true,
      thinking_budget: 9,
    })
  })

  it.each(['glm-4.1v-9b-thinking', 'glm-5.3-flash', 'autoglm-phone'])(
    'says nothing of thinking to %s, which has no switch',
    (model) => {
      const { body } = buildSample(sampleTarget('zai', 'chat-completions', model))
      expect(body).not.toHaveProperty('thinking')
    },
  )

  it('tells GLM-5.3-Flash how much to think, which it cannot be told not to', () => {
    const parameters = { reasoning_effort: 'low' }
    const fields = (model: string) =>
      buildSample(sampleTarget('zai', 'chat-completions', model), { parameters, thinking: false })
        .body
    expect(fields('glm-5.3-flash')).toMatchObject({ reasoning_effort: 'low' })
    expect(fields('glm-4.6v')).not.toHaveProperty('reasoning_effort')
  })

  it('tells a model with degrees of thinking how much to think', () => {
    const target = sampleTarget('vllm', 'chat-completions')
    const profile = { ...target.profile, thinking: 'effort' } as const
    const { body } = buildSample(
      { ...target, profile },
      { parameters: { reasoning_effort: 'low' } },
    )
    expect(body).toMatchObject({
      chat_template_kwargs: { enable_thinking: true },
      reasoning_effort: 'low',
    })
  })
})
