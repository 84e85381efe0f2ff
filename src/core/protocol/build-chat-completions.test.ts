import { describe, expect, it } from 'vitest'
import { findModelProfile } from '@/core/catalog/find-model-profile.ts'
import { findProvider } from '@/core/catalog/find-provider.ts'
import type { ParameterId, ParameterValue } from '@/core/catalog/types.ts'
import { buildRequest } from './build-request.ts'
import type { ChatRequest } from './chat-request.ts'

const ALL_PARAMETERS: Readonly<Partial<Record<ParameterId, ParameterValue>>> = {
  do_sample: true,
  temperature: 0.8,
  top_p: 0.6,
  top_k: 2,
  min_p: 0.05,
  repetition_penalty: 1.1,
  presence_penalty: 0.2,
  frequency_penalty: 0.3,
  max_tokens: 1024,
  seed: 7,
  stop: ['END'],
  system_prompt: 'Be brief.',
  request_id: 'request-1',
  user_id: 'user-1',
}

function request(changes: Partial<ChatRequest> = {}): ChatRequest {
  return {
    model: 'm',
    messages: [
      { role: 'user', text: 'What is it?', images: [] },
      { role: 'assistant', text: 'A cat.' },
      { role: 'user', text: 'Where?', images: [{ type: 'image/png', base64: 'iVBO' }] },
    ],
    thinking: true,
    parameters: ALL_PARAMETERS,
    ...changes,
  }
}

function build(providerId: string, changes: Partial<ChatRequest> = {}, stream = true) {
  const provider = findProvider(providerId)
  const target = {
    baseUrl: provider.baseUrl || 'https://example.com/v1',
    wire: 'chat-completions' as const,
    dialect: provider.dialect,
    profile: findModelProfile('glm-4.6v'),
  }
  const wire = buildRequest(target, request(changes), { stream })
  const body: unknown = JSON.parse(wire.body ?? '')
  return { ...wire, body }
}

function messages(imageUrl: string): readonly unknown[] {
  return [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'What is it?' },
    { role: 'assistant', content: 'A cat.' },
    {
      role: 'user',
      content: [
        { type: 'image_url', image_url: { url: imageUrl } },
        { type: 'text', text: 'Where?' },
      ],
    },
  ]
}

const DATA_URL = 'data:image/png;base64,iVBO'

const ZHIPU_BODY = {
  model: 'm',
  messages: messages('iVBO'),
  stream: true,
  thinking: { type: 'enabled' },
  do_sample: true,
  temperature: 0.8,
  top_p: 0.6,
  max_tokens: 1024,
  stop: ['END'],
  request_id: 'request-1',
  user_id: 'user-1',
}

const COMMON_BODY = {
  model: 'm',
  messages: messages(DATA_URL),
  stream: true,
  stream_options: { include_usage: true },
  temperature: 0.8,
  top_p: 0.6,
  presence_penalty: 0.2,
  frequency_penalty: 0.3,
  max_tokens: 1024,
  seed: 7,
  stop: ['END'],
}

const ENABLED = { chat_template_kwargs: { enable_thinking: true } }

const SELF_HOSTED_BODY = {
  ...COMMON_BODY,
  ...ENABLED,
  skip_special_tokens: false,
  top_k: 2,
  min_p: 0.05,
  repetition_penalty: 1.1,
}

const { system_prompt: _prompt, ...ALL_FIELDS } = ALL_PARAMETERS
const CUSTOM_BODY = { ...COMMON_BODY, ...ENABLED, ...ALL_FIELDS, stop: ['END'] }

describe('buildRequest', () => {
  it.each([
    ['zai', 'https://api.z.ai/api/paas/v4/chat/completions', ZHIPU_BODY],
    ['bigmodel', 'https://open.bigmodel.cn/api/paas/v4/chat/completions', ZHIPU_BODY],
    ['vllm', 'http://localhost:8000/v1/chat/completions', SELF_HOSTED_BODY],
    ['sglang', 'http://localhost:30000/v1/chat/completions', SELF_HOSTED_BODY],
    [
      'llamacpp',
      'http://localhost:8080/v1/chat/completions',
      { ...COMMON_BODY, ...ENABLED, top_k: 2, min_p: 0.05 },
    ],
    ['ollama', 'http://localhost:11434/v1/chat/completions', COMMON_BODY],
    ['custom', 'https://example.com/v1/chat/completions', CUSTOM_BODY],
  ])('writes the whole request for %s', (providerId, url, body) => {
    expect(build(providerId)).toEqual({
      url,
      keyHeader: 'authorization',
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'text/event-stream, application/json',
      },
      body,
    })
  })

  it.each([
    ['zai', { thinking: { type: 'disabled' } }],
    ['vllm', { chat_template_kwargs: { enable_thinking: false } }],
    ['ollama', { reasoning_effort: 'none' }],
  ])('switches thinking off for %s', (providerId, fields) => {
    expect(build(providerId, { thinking: false }).body).toMatchObject(fields)
  })

  it.each(['glm-4.1v-9b-thinking', 'glm-5.3-flash', 'autoglm-phone'])(
    'says nothing of thinking to %s, which has no switch',
    (model) => {
      const { dialect, baseUrl } = findProvider('zai')
      const target = {
        wire: 'chat-completions' as const,
        baseUrl,
        dialect,
        profile: findModelProfile(model),
      }
      expect(buildRequest(target, request({ model })).body).not.toContain('"thinking"')
    },
  )

  it('asks for no stream and no usage when it is not to be streamed', () => {
    const { body, headers } = build('vllm', {}, false)
    expect(body).toMatchObject({ stream: false })
    expect(body).not.toHaveProperty('stream_options')
    expect(headers['Accept']).toBe('application/json')
  })

  it('sends a temperature of 0 as it is to whoever takes it', () => {
    for (const providerId of ['vllm', 'custom'])
      expect(build(providerId, { parameters: { temperature: 0 } }).body).toMatchObject({
        temperature: 0,
      })
  })

  it.each([
    ['sampling off', { do_sample: false, temperature: 0.8, top_p: 0.6 }],
    ['a temperature of 0', { do_sample: true, temperature: 0, top_p: 0.6 }],
  ])('sends neither temperature nor top P to Z.ai with %s', (_title, parameters) => {
    const { body } = build('zai', { parameters })
    expect(body).toMatchObject({ do_sample: false })
    expect(body).not.toHaveProperty('temperature')
    expect(body).not.toHaveProperty('top_p')
  })

  it('sends a temperature of 0 as it is where there is no sampling switch', () => {
    const { body } = build('vllm', { parameters: { do_sample: false, temperature: 0 } })
    expect(body).toMatchObject({ temperature: 0 })
    expect(body).not.toHaveProperty('do_sample')
  })

  it('leaves out what is empty', () => {
    const { body } = build('vllm', { parameters: { stop: [], system_prompt: ' ' } })
    expect(body).not.toHaveProperty('stop')
    expect(body).toMatchObject({ messages: [{ role: 'user' }, {}, {}] })
  })

  it('writes one stop sequence as a list', () => {
    expect(build('zai', { parameters: { stop: 'END' } }).body).toMatchObject({ stop: ['END'] })
  })

  it('sends pictures without words as pictures alone', () => {
    const images = [
      { type: 'image/png', base64: 'a' },
      { type: 'image/jpeg', base64: 'b' },
    ]
    const { body } = build('vllm', {
      parameters: {},
      messages: [{ role: 'user', text: '', images }],
    })
    expect(body).toMatchObject({
      messages: [
        {
          content: [
            { type: 'image_url', image_url: { url: 'data:image/png;base64,a' } },
            { type: 'image_url', image_url: { url: 'data:image/jpeg;base64,b' } },
          ],
        },
      ],
    })
  })

  it.each([
    'https://example.com/v1',
    'https://example.com/v1/',
    'https://example.com/v1//',
    'https://example.com/v1/chat/completions',
    'https://example.com/v1/chat/completions/',
  ])('finds the address below %s', (baseUrl) => {
    const { dialect } = findProvider('custom')
    const target = {
      wire: 'chat-completions' as const,
      baseUrl,
      dialect,
      profile: findModelProfile('x'),
    }
    expect(buildRequest(target, request()).url).toBe('https://example.com/v1/chat/completions')
  })
})
