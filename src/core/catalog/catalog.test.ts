import { describe, expect, it } from 'vitest'
import { parseBaseUrl } from '@/core/protocol/base-url.ts'
import { checkParameter } from './check-parameter.ts'
import { findModelProfile } from './find-model-profile.ts'
import { findProvider } from './find-provider.ts'
import { GENERIC_MODEL, MODELS } from './models.ts'
import { findParameter, PARAMETERS } from './parameters.ts'
import { parametersFor } from './parameters-for.ts'
import { PROVIDERS } from './providers.ts'
import type { ModelProfile, ParameterId } from './types.ts'

describe('the provider table', () => {
  it('has one row an id, and a custom one', () => {
    const ids = PROVIDERS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual([
      ...['zai', 'zai-coding', 'bigmodel', 'empiriolabs', 'novita', 'openrouter', 'siliconflow'],
      ...['modelscope', 'vllm', 'sglang', 'llamacpp', 'ollama', 'lmstudio', 'transformers'],
      'custom',
    ])
  })

  it.each(PROVIDERS.filter(({ id }) => id !== 'custom'))(
    'holds a base URL of $id that the form accepts as it stands',
    ({ baseUrl }) => {
      const parsed = parseBaseUrl(baseUrl)
      expect(parsed.ok && parsed.value.href).toBe(baseUrl)
    },
  )

  it.each(PROVIDERS)('offers only models of $id that have a profile', ({ models }) => {
    for (const model of models) {
      expect(findModelProfile(model), model).not.toBe(GENERIC_MODEL)
    }
  })

  it('takes an id that it does not know for a custom endpoint', () => {
    expect(findProvider('zai').name).toBe('Z.ai')
    expect(findProvider('gone').id).toBe('custom')
    expect(findProvider('constructor').id).toBe('custom')
  })
})

describe('the model table', () => {
  it.each(MODELS)('recommends only values for $id that the parameter table allows', (profile) => {
    const filled = Object.entries(profile.recommended)
    for (const parameter of PARAMETERS) {
      const value = filled.find(([id]) => id === parameter.id)?.[1]
      if (value !== undefined) {
        expect(checkParameter(parameter, value)).toEqual({ ok: true, value })
      }
    }
    expect(filled.every(([id]) => PARAMETERS.some((parameter) => parameter.id === id))).toBe(true)
  })
})

describe('findModelProfile', () => {
  it.each([
    ['glm-4.6v', 'glm-4.6v'],
    ['zai-org/GLM-4.6V-Flash', 'glm-4.6v-flash'],
    ['zai-org/GLM-4.6V-FP8', 'glm-4.6v'],
    ['glm-4.6v-flashx', 'glm-4.6v-flashx'],
    ['glm-4-6v-flash', 'glm-4.6v-flash'],
    ['z-ai/glm-4.5v', 'glm-4.5v'],
    ['glm-4.5v-tiny', 'glm-4.5v'],
    ['accounts/fireworks/models/glm-4p5v', 'glm-4.5v'],
    ['THUDM/GLM-4.1V-9B-Thinking', 'glm-4.1v-9b-thinking'],
    ['hf.co/unsloth/GLM-4.1V-9B-Thinking-GGUF:Q4_K_M', 'glm-4.1v-9b-thinking'],
    ['THUDM_GLM-4.1V-9B-Thinking', 'glm-4.1v-9b-thinking'],
    ['glm-4.1v-thinking-flash', 'glm-4.1v-thinking-flash'],
    ['glm-4.1v-thinking-flashx', 'glm-4.1v-thinking-flashx'],
    ['glm-4.1v', 'glm-4.1v-9b-thinking'],
    ['z-ai/glm-5v-turbo', 'glm-5v-turbo'],
    ['glm-5.3-flash', 'glm-5.3-flash'],
    ['zai-org/AutoGLM-Phone-9B', 'autoglm-phone'],
    ['autoglm-phone-multilingual', 'autoglm-phone-multilingual'],
    ['glm-4.6', 'generic'],
    ['glm-14.6v', 'generic'],
    ['qwen3-vl-8b', 'generic'],
    ['', 'generic'],
    [`glm-4.6v${'-'.repeat(400)}`, 'generic'],
  ])('knows %s as %s', (modelId, profileId) => {
    expect(findModelProfile(modelId).id).toBe(profileId)
  })

  it('gives an unknown model a switch, pictures and no recommendation', () => {
    expect(findModelProfile('mystery')).toMatchObject({
      thinking: 'toggle',
      takesImages: true,
      space: 'norm1000',
      order: 'xyxy',
      recommended: {},
    })
  })
})

function offer(providerId: string, profile: ModelProfile, id: ParameterId) {
  const found = parametersFor(
    findProvider(providerId),
    findProvider(providerId).dialect,
    profile,
  ).find(({ parameter }) => parameter.id === id)
  if (found === undefined) {
    throw new Error(`no row for ${id}`)
  }
  return found
}

describe('parametersFor', () => {
  const flash = findModelProfile('glm-4.6v-flash')
  const forced = findModelProfile('glm-4.1v-thinking-flash')

  it.each([
    ['zai', flash, 'temperature', { minimum: 0, maximum: 1 }],
    ['zai', flash, 'top_p', { minimum: 0.01, maximum: 1 }],
    ['zai', flash, 'max_tokens', { minimum: 1, maximum: 32_768 }],
    ['bigmodel', forced, 'max_tokens', { minimum: 1, maximum: 65_536 }],
    ['bigmodel', GENERIC_MODEL, 'max_tokens', { minimum: 1, maximum: 131_072 }],
    ['zai', flash, 'stop', { maxItems: 1 }],
    ['vllm', flash, 'temperature', { minimum: 0, maximum: 2 }],
    ['vllm', flash, 'stop', { maxItems: 4 }],
    ['custom', GENERIC_MODEL, 'max_tokens', { minimum: 1, maximum: 1_048_576 }],
  ] as const)('narrows the range for %s: %o %s', (providerId, profile, id, range) => {
    expect(offer(providerId, profile, id).parameter).toMatchObject(range)
  })

  it.each([
    ['zai', 'top_k', 'Z.ai does not take this parameter.'],
    ['vllm', 'do_sample', 'vLLM does not take this parameter.'],
  ] as const)('says why %s has no %s', (providerId, id, reason) => {
    expect(offer(providerId, flash, id)).toMatchObject({
      isAvailable: false,
      reason,
      recommended: null,
    })
  })

  it("recommends the model's values where the provider takes them", () => {
    expect(offer('vllm', flash, 'top_k').recommended).toBe(2)
    expect(offer('zai', flash, 'temperature').recommended).toBe(0.8)
    expect(offer('zai', flash, 'seed').recommended).toBeNull()
  })

  it.each(PROVIDERS)('recommends nothing that $id would refuse', (provider) => {
    for (const profile of [...MODELS, GENERIC_MODEL]) {
      for (const { parameter, recommended } of parametersFor(provider, provider.dialect, profile)) {
        if (recommended !== null) {
          expect(checkParameter(parameter, recommended).ok).toBe(true)
        }
      }
    }
  })
})

describe('checkParameter', () => {
  it.each([
    ['temperature', 0.5, { ok: true, value: 0.5 }],
    ['temperature', 3, { ok: false, error: 'Temperature must lie between 0 and 2.' }],
    ['temperature', Number.NaN, { ok: false, error: 'Temperature must be a number.' }],
    ['temperature', '1', { ok: false, error: 'Temperature must be a number.' }],
    ['max_tokens', 1.5, { ok: false, error: 'Max tokens must be a whole number.' }],
    ['do_sample', false, { ok: true, value: false }],
    ['do_sample', 'no', { ok: false, error: 'Sampling must be on or off.' }],
    ['user_id', '', { ok: true, value: '' }],
    ['user_id', 'abc', { ok: false, error: 'User ID must have at least 6 characters.' }],
    [
      'request_id',
      'x'.repeat(65),
      { ok: false, error: 'Request ID must have at most 64 characters.' },
    ],
    ['system_prompt', 7, { ok: false, error: 'System prompt must be text.' }],
    ['stop', ['a', '', 'b'], { ok: true, value: ['a', 'b'] }],
    ['stop', 'a', { ok: true, value: ['a'] }],
    ['stop', ['a', 7], { ok: false, error: 'Stop sequences must be texts, one a line.' }],
    [
      'stop',
      ['a', 'b', 'c', 'd', 'e'],
      { ok: false, error: 'Stop sequences may have at most 4 lines.' },
    ],
  ] as const)('checks %s against %j', (id, value, expected) => {
    const parameter = findParameter(id)
    expect(parameter && checkParameter(parameter, value)).toEqual(expected)
  })

  it('names the narrowed range', () => {
    const { parameter } = offer('zai', GENERIC_MODEL, 'temperature')
    expect(checkParameter(parameter, 1.5)).toEqual({
      ok: false,
      error: 'Temperature must lie between 0 and 1.',
    })
    const stop = offer('zai', GENERIC_MODEL, 'stop').parameter
    expect(checkParameter(stop, ['a', 'b'])).toEqual({
      ok: false,
      error: 'Stop sequences may have at most 1 line.',
    })
  })
})

describe('a custom endpoint', () => {
  it('offers everything, but recommends only what every server takes', () => {
    const { dialect } = findProvider('custom')
    const offered = (model: string) =>
      parametersFor(findProvider('custom'), dialect, findModelProfile(model))
    expect(offered('mystery').filter(({ isAvailable }) => !isAvailable)).toEqual([])
    const recommended = offered('glm-4.6v').filter(({ recommended }) => recommended !== null)
    expect(recommended.map(({ parameter }) => parameter.id).sort()).toEqual(
      expect.not.arrayContaining(['top_k', 'repetition_penalty', 'do_sample']),
    )
    expect(recommended.length).toBeGreaterThan(0)
  })
})
