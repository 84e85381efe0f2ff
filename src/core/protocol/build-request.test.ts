import { describe, expect, it } from 'vitest'
import { PROVIDERS } from '@/core/catalog/providers.ts'
import { buildSample, SAMPLE_TOOL, sampleTarget } from '@/testing/sample-request.ts'
import type { Wire } from './stream-event.ts'

const DATA_URL = 'data:image/png;base64,iVBO'
const CUSTOM = { x_custom: { a: [1] } }
const BASICS = { temperature: 0.8, top_p: 0.6 }
const TOOLS = { tools: [SAMPLE_TOOL] }
const JSON_MODE = { response_format: { type: 'json_object' } }
const SEARCH = {
  search_result: true,
  search_prompt: 'Sum up.',
  count: 5,
  search_domain_filter: 'example.com',
  search_recency_filter: 'oneWeek',
}

function chatMessages(imageUrl: string) {
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

const LEAST = {
  model: 'm',
  messages: chatMessages(DATA_URL),
  stream: true,
  ...BASICS,
  max_tokens: 8192,
  stop: ['END'],
  ...CUSTOM,
}
const USAGE = { stream_options: { include_usage: true } }
const OPENAI = { ...LEAST, presence_penalty: 0.2, frequency_penalty: 0.3, seed: 7 }
const TEMPLATE = { chat_template_kwargs: { enable_thinking: true } }
const CHOICE = { tool_choice: 'auto' }

const ZHIPU = {
  ...LEAST,
  messages: chatMessages('iVBO'),
  thinking: { type: 'enabled' },
  do_sample: true,
  request_id: 'request-1',
  user_id: 'user-1',
  ...TOOLS,
  ...CHOICE,
}
const EMPIRIOLABS = {
  ...LEAST,
  enable_thinking: true,
  do_sample: true,
  ...JSON_MODE,
  ...TOOLS,
  ...CHOICE,
  tool_stream: true,
  tool_web_search: true,
  ...SEARCH,
}
const SELF_HOSTED = {
  ...OPENAI,
  ...USAGE,
  ...TEMPLATE,
  skip_special_tokens: false,
  top_k: 2,
  min_p: 0.05,
  repetition_penalty: 1.1,
  ...JSON_MODE,
  ...TOOLS,
  ...CHOICE,
}

const RESPONSES = {
  model: 'm',
  instructions: 'Be brief.',
  input: [
    { role: 'user', content: 'What is it?' },
    { role: 'assistant', content: 'A cat.' },
    {
      role: 'user',
      content: [
        { type: 'input_image', image_url: DATA_URL, detail: 'auto' },
        { type: 'input_text', text: 'Where?' },
      ],
    },
  ],
  stream: true,
  store: false,
  ...BASICS,
  max_output_tokens: 8192,
  tools: [{ type: 'function', ...SAMPLE_TOOL.function }],
  ...CUSTOM,
}
const RESPONSES_JSON = { text: { format: { type: 'json_object' } } }

const { name, description, parameters: schema } = SAMPLE_TOOL.function
const MESSAGES = {
  model: 'm',
  system: 'Be brief.',
  messages: [
    { role: 'user', content: [{ type: 'text', text: 'What is it?' }] },
    { role: 'assistant', content: [{ type: 'text', text: 'A cat.' }] },
    {
      role: 'user',
      content: [
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBO' } },
        { type: 'text', text: 'Where?' },
      ],
    },
  ],
  stream: true,
  max_tokens: 8192,
  ...BASICS,
  stop_sequences: ['END'],
  tools: [{ name, description, input_schema: schema }],
  ...CUSTOM,
}
const BUDGET = { thinking: { type: 'enabled', budget_tokens: 2048 } }
const MESSAGES_CHOICE = { tool_choice: { type: 'auto' } }

const OLLAMA = {
  model: 'm',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'What is it?' },
    { role: 'assistant', content: 'A cat.' },
    { role: 'user', content: 'Where?', images: ['iVBO'] },
  ],
  stream: true,
  think: true,
  format: 'json',
  ...TOOLS,
  options: {
    ...BASICS,
    top_k: 2,
    min_p: 0.05,
    repeat_penalty: 1.1,
    presence_penalty: 0.2,
    frequency_penalty: 0.3,
    num_predict: 8192,
    num_ctx: 16_384,
    seed: 7,
    stop: ['END'],
  },
  ...CUSTOM,
}

const OPEN_PENALTIES = { top_k: 2, min_p: 0.05, repetition_penalty: 1.1 }
const WEB_SEARCH_TOOL = { type: 'web_search', web_search: { enable: true, ...SEARCH } }

/** The whole body for each provider and wire, asked with every parameter of the table. */
const BODIES: readonly (readonly [string, Wire, object])[] = [
  ['zai', 'chat-completions', ZHIPU],
  [
    'zai',
    'messages',
    { ...MESSAGES, ...BUDGET, ...MESSAGES_CHOICE, metadata: { user_id: 'user-1' } },
  ],
  ['zai-coding', 'chat-completions', ZHIPU],
  ['bigmodel', 'chat-completions', ZHIPU],
  ['empiriolabs', 'chat-completions', EMPIRIOLABS],
  ['empiriolabs', 'responses', { ...RESPONSES, ...RESPONSES_JSON, ...CHOICE }],
  ['empiriolabs', 'messages', { ...MESSAGES, ...BUDGET, ...MESSAGES_CHOICE }],
  [
    'novita',
    'chat-completions',
    { ...OPENAI, ...USAGE, enable_thinking: true, ...OPEN_PENALTIES, ...JSON_MODE, ...TOOLS },
  ],
  [
    'openrouter',
    'chat-completions',
    {
      ...OPENAI,
      reasoning: { enabled: true },
      ...OPEN_PENALTIES,
      ...JSON_MODE,
      ...TOOLS,
      ...CHOICE,
    },
  ],
  [
    'openrouter',
    'responses',
    { ...RESPONSES, reasoning: { enabled: true }, ...RESPONSES_JSON, ...CHOICE },
  ],
  ['openrouter', 'messages', { ...MESSAGES, ...BUDGET, top_k: 2, ...MESSAGES_CHOICE }],
  [
    'siliconflow',
    'chat-completions',
    {
      ...LEAST,
      enable_thinking: true,
      thinking_budget: 2048,
      top_k: 2,
      min_p: 0.05,
      frequency_penalty: 0.3,
      ...JSON_MODE,
      ...TOOLS,
    },
  ],
  ['modelscope', 'chat-completions', { ...LEAST, ...USAGE }],
  ['vllm', 'chat-completions', SELF_HOSTED],
  ['vllm', 'responses', { ...RESPONSES, skip_special_tokens: false, ...RESPONSES_JSON, ...CHOICE }],
  ['sglang', 'chat-completions', SELF_HOSTED],
  ['sglang', 'responses', { ...RESPONSES, ...RESPONSES_JSON, ...CHOICE }],
  ['sglang', 'messages', { ...MESSAGES, ...BUDGET, top_k: 2, ...MESSAGES_CHOICE }],
  [
    'llamacpp',
    'chat-completions',
    { ...OPENAI, ...USAGE, ...TEMPLATE, top_k: 2, min_p: 0.05, ...JSON_MODE, ...TOOLS, ...CHOICE },
  ],
  [
    'llamacpp',
    'responses',
    {
      ...RESPONSES,
      // Its answers are items; see the tests of `buildResponses`.
      input: expect.any(Array),
      ...RESPONSES_JSON,
      ...CHOICE,
    },
  ],
  ['llamacpp', 'messages', { ...MESSAGES, ...BUDGET, top_k: 2, ...MESSAGES_CHOICE }],
  ['ollama', 'chat-completions', { ...OPENAI, ...USAGE, ...JSON_MODE, ...TOOLS }],
  ['ollama', 'responses', { ...RESPONSES, ...RESPONSES_JSON }],
  ['ollama', 'messages', { ...MESSAGES, ...BUDGET }],
  ['ollama', 'ollama', OLLAMA],
  ['lmstudio', 'chat-completions', { ...OPENAI, ...USAGE, top_k: 2, ...TOOLS }],
  ['lmstudio', 'responses', RESPONSES],
  ['lmstudio', 'messages', { ...MESSAGES, top_k: 2 }],
  ['transformers', 'chat-completions', { ...LEAST, frequency_penalty: 0.3, seed: 7, ...TOOLS }],
  [
    'custom',
    'chat-completions',
    {
      ...OPENAI,
      ...USAGE,
      ...TEMPLATE,
      ...OPEN_PENALTIES,
      do_sample: true,
      request_id: 'request-1',
      user_id: 'user-1',
      num_ctx: 16_384,
      thinking_budget: 2048,
      ...JSON_MODE,
      tools: [SAMPLE_TOOL, WEB_SEARCH_TOOL],
      ...CHOICE,
      tool_stream: true,
    },
  ],
  ['custom', 'ollama', OLLAMA],
]

const TARGETS = PROVIDERS.flatMap(({ id, wires }) => wires.map((wire) => [id, wire] as const))

describe('buildRequest', () => {
  it.each(BODIES)('writes the whole body for %s over %s', (providerId, wire, body) => {
    expect(buildSample(sampleTarget(providerId, wire)).body).toEqual(body)
  })

  it('leaves `store` out of what transformers serve is sent, which refuses it by name', () => {
    const { store: _store, ...body } = RESPONSES
    expect(buildSample(sampleTarget('transformers', 'responses')).body).toEqual(body)
  })

  it.each([
    ['zai', 'chat-completions', 'authorization', 'text/event-stream, application/json'],
    ['zai', 'messages', 'x-api-key', 'text/event-stream, application/json'],
    ['openrouter', 'messages', 'authorization', 'text/event-stream, application/json'],
    ['sglang', 'messages', 'authorization', 'text/event-stream, application/json'],
    ['ollama', 'ollama', 'authorization', 'application/x-ndjson, application/json'],
  ] as const)(
    'names the header of the key for %s over %s',
    (providerId, wire, keyHeader, accept) => {
      const request = buildSample(sampleTarget(providerId, wire))
      expect(request).toMatchObject({ method: 'POST', keyHeader })
      expect(request.headers).toEqual({
        'Content-Type': 'application/json',
        Accept: accept,
        ...(wire === 'messages' ? { 'anthropic-version': '2023-06-01' } : {}),
      })
    },
  )

  it.each(TARGETS)('asks %s over %s for one piece when it is not to be streamed', (id, wire) => {
    const { body, headers } = buildSample(sampleTarget(id, wire), {}, false)
    expect(body).toMatchObject({ stream: false })
    expect(body).not.toHaveProperty('stream_options')
    expect(headers['Accept']).toBe('application/json')
  })
})
