import { describe, expect, it } from 'vitest'
import type { Wire } from '@/core/protocol/stream-event.ts'
import { checkParameter } from './check-parameter.ts'
import { dialectFor } from './dialect-for.ts'
import { findModelProfile } from './find-model-profile.ts'
import { findProvider } from './find-provider.ts'
import { GENERIC_MODEL, MODELS } from './models.ts'
import { parametersFor } from './parameters-for.ts'
import { PROVIDERS } from './providers.ts'
import type { ParameterId } from './types.ts'

function offer(providerId: string, wire: Wire, model: string, id: ParameterId) {
  const provider = findProvider(providerId)
  const rows = parametersFor(provider, dialectFor(provider, wire), findModelProfile(model))
  const row = rows.find(({ parameter }) => parameter.id === id)
  if (row === undefined) {
    throw new Error(`no row for ${id}`)
  }
  return row
}

const ALL: readonly ParameterId[] = parametersFor(
  findProvider('custom'),
  findProvider('custom').dialect,
  GENERIC_MODEL,
).map(({ parameter }) => parameter.id)

describe('parametersFor', () => {
  it.each([
    ['vllm', 'responses', 'glm-4.6v', 'seed', 'The Responses wire has no place for it.'],
    ['zai', 'messages', 'glm-4.6v', 'request_id', 'The Messages wire has no place for it.'],
    ['zai', 'chat-completions', 'glm-4.6v', 'seed', 'Z.ai does not take this parameter.'],
    [
      'ollama',
      'chat-completions',
      'mystery',
      'num_ctx',
      'Ollama takes Context length only over the Ollama wire.',
    ],
    [
      'zai',
      'chat-completions',
      'glm-4.6v',
      'response_format',
      'Z.ai takes it only for models without pictures.',
    ],
    [
      'bigmodel',
      'chat-completions',
      'glm-4.6v',
      'search_count',
      'BigModel takes it only for models without pictures.',
    ],
    [
      'bigmodel',
      'chat-completions',
      'glm-4.1v-thinking-flash',
      'stop',
      'GLM-4.1V-Thinking-Flash does not take this parameter.',
    ],
    [
      'vllm',
      'chat-completions',
      'glm-4.6v',
      'reasoning_effort',
      'GLM-4.6V does not know degrees of thinking.',
    ],
    [
      'empiriolabs',
      'messages',
      'autoglm-phone',
      'thinking_budget',
      'AutoGLM-Phone has no thinking to limit.',
    ],
  ] as const)('says why %s over %s with %s has no %s', (providerId, wire, model, id, reason) => {
    expect(offer(providerId, wire, model, id)).toMatchObject({
      isAvailable: false,
      reason,
      recommended: null,
    })
  })
})

describe('every row of parametersFor', () => {
  it.each(ALL)('offers %s somewhere, and says in a sentence where not', (id) => {
    const rows = PROVIDERS.flatMap((provider) =>
      provider.wires.map((wire) => offer(provider.id, wire, 'mystery', id)),
    )
    expect(rows.some(({ isAvailable }) => isAvailable)).toBe(true)
    for (const { isAvailable, reason } of rows) {
      expect(reason === null).toBe(isAvailable)
      expect(reason ?? 'It is.').toMatch(/^[A-Z].+\.$/i)
    }
  })

  it('gives a text model of Z.ai what only text models take', () => {
    expect(offer('zai', 'chat-completions', 'glm-4.6', 'response_format').isAvailable).toBe(true)
    expect(offer('zai', 'chat-completions', 'glm-4.6', 'web_search').isAvailable).toBe(true)
    const zai = findProvider('zai')
    const blind = { ...findModelProfile('glm-4.6v'), takesImages: false }
    const rows = parametersFor(zai, zai.dialect, blind)
    expect(rows.find(({ parameter }) => parameter.id === 'response_format')?.isAvailable).toBe(true)
  })
})

describe('the values that parametersFor offers', () => {
  it('narrows the words of a choice to what provider and model know', () => {
    const options = (...place: Parameters<typeof offer>) => {
      const { parameter } = offer(...place)
      return parameter.kind === 'choice' ? parameter.options.map(({ value }) => value) : []
    }
    expect(options('zai', 'chat-completions', 'glm-4.6v', 'tool_choice')).toEqual(['auto'])
    expect(options('vllm', 'chat-completions', 'm', 'tool_choice')).toEqual([
      ...['auto', 'none', 'required'],
    ])
    expect(options('ollama', 'ollama', 'm', 'reasoning_effort')).toEqual([
      ...['low', 'medium', 'high', 'max'],
    ])
    expect(options('zai', 'chat-completions', 'glm-5.3-flash', 'reasoning_effort')).toEqual([
      ...['low', 'high', 'max'],
    ])
  })

  it.each(PROVIDERS)('recommends nothing that $id would refuse on any wire', (provider) => {
    for (const wire of provider.wires) {
      for (const profile of [...MODELS, GENERIC_MODEL]) {
        for (const row of parametersFor(provider, dialectFor(provider, wire), profile)) {
          if (row.recommended !== null) {
            expect(checkParameter(row.parameter, row.recommended).ok).toBe(true)
          }
        }
      }
    }
  })
})

describe('the parameters of GLM-4.6V-Flash at EmpirioLabs', () => {
  const of = (id: ParameterId) => offer('empiriolabs', 'chat-completions', 'glm-4-6v-flash', id)

  it.each([
    ['temperature', { minimum: 0, maximum: 1 }, 1],
    ['top_p', { minimum: 0.01, maximum: 1 }, 0.95],
    ['max_tokens', { minimum: 1, maximum: 32_768 }, 16_384],
    ['stop', { maxItems: 1 }, null],
    ['do_sample', { kind: 'switch' }, null],
    ['response_format', { options: [{ value: 'text' }, { value: 'json_object' }] }, null],
    ['tools', { shape: 'tools' }, null],
    ['tool_choice', { options: [{ value: 'auto' }] }, null],
    ['tool_stream', { kind: 'switch' }, false],
    ['web_search', { kind: 'switch' }, false],
    ['search_result', { kind: 'switch' }, null],
    ['search_prompt', { kind: 'text' }, null],
    ['search_count', { minimum: 1, maximum: 50, integer: true }, null],
    ['search_domain_filter', { kind: 'text' }, null],
    [
      'search_recency_filter',
      {
        options: ['oneDay', 'oneWeek', 'oneMonth', 'oneYear', 'noLimit'].map((value) => ({
          value,
        })),
      },
      null,
    ],
  ] as const)('have %s as its page says', (id, parameter, recommended) => {
    expect(of(id)).toMatchObject({ isAvailable: true, parameter, recommended })
  })

  it.each(['top_k', 'min_p', 'seed', 'request_id', 'user_id', 'presence_penalty'] as const)(
    'do not have %s',
    (id) => {
      expect(of(id).isAvailable).toBe(false)
    },
  )
})
