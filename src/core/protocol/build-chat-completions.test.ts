import { describe, expect, it } from 'vitest'
import { buildSample, SAMPLE_TOOL, sampleTarget } from '@/testing/sample-request.ts'
import type { ChatMessage } from './chat-request.ts'

function build(providerId: string, changes: Parameters<typeof buildSample>[1] = {}) {
  return buildSample(sampleTarget(providerId, 'chat-completions'), changes)
}

describe('sampling over chat completions', () => {
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

  it('sends the coldest temperature to Z.ai where there is no sampling switch', () => {
    const { body } = buildSample(sampleTarget('zai', 'messages'), {
      parameters: { temperature: 0 },
    })
    expect(body).toMatchObject({ temperature: 0.01 })
  })

  it('sends a temperature of 0 as it is where there is no sampling switch', () => {
    const { body } = build('vllm', { parameters: { do_sample: false, temperature: 0 } })
    expect(body).toMatchObject({ temperature: 0 })
    expect(body).not.toHaveProperty('do_sample')
  })
})

describe('messages over chat completions', () => {
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

  it('sends calls and their results, with the arguments as the model wrote them', () => {
    const messages: readonly ChatMessage[] = [
      { role: 'user', text: 'Crop it.', images: [] },
      {
        role: 'assistant',
        text: '',
        toolCalls: [{ id: 'c1', name: 'crop', arguments: '{"a": 1' }],
      },
      { role: 'tool', callId: 'c1', name: 'crop', text: 'done' },
    ]
    expect(build('zai', { messages, parameters: {} }).body).toMatchObject({
      messages: [
        { role: 'user', content: 'Crop it.' },
        {
          role: 'assistant',
          content: '',
          tool_calls: [
            { id: 'c1', type: 'function', function: { name: 'crop', arguments: '{"a": 1' } },
          ],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'done' },
      ],
    })
  })
})

describe('built-in web search', () => {
  const search = { web_search: true, search_count: 3 }

  it.each([
    ['zai', 'search_pro_jina'],
    ['bigmodel', 'search_std'],
  ])('is a row of the tools of %s, for models without pictures', (providerId, engine) => {
    const tools = JSON.stringify([SAMPLE_TOOL])
    const text = buildSample(sampleTarget(providerId, 'chat-completions', 'glm-4.6'), {
      parameters: { ...search, tools },
    })
    expect(text.body).toMatchObject({
      tools: [
        SAMPLE_TOOL,
        { type: 'web_search', web_search: { enable: true, search_engine: engine, count: 3 } },
      ],
    })
    expect(build(providerId, { parameters: search }).body).not.toHaveProperty('tools')
  })

  it('is a field of its own at EmpirioLabs', () => {
    const { body } = build('empiriolabs', { parameters: search })
    expect(body).toMatchObject({ tool_web_search: true, count: 3 })
    expect(body).not.toHaveProperty('tools')
  })

  it.each([false, undefined])('sends none of its settings when it is %s', (isOn) => {
    const parameters = { search_count: 3, ...(isOn === undefined ? {} : { web_search: isOn }) }
    const { body } = build('empiriolabs', { parameters })
    expect(Object.keys(Object(body))).toEqual(['model', 'messages', 'stream', 'enable_thinking'])
  })
})

describe('an answer that was cut', () => {
  const messages: readonly ChatMessage[] = [
    { role: 'user', text: 'Where?', images: [] },
    { role: 'assistant', text: 'At [[12,', isUnfinished: true },
  ]

  it.each([
    ['vllm', { continue_final_message: true, add_generation_prompt: false }],
    ['sglang', { continue_final_message: true, add_generation_prompt: false }],
    ['llamacpp', {}],
  ])('is gone on with by %s, without thinking anew', (providerId, fields) => {
    const { body } = build(providerId, { messages, parameters: {} })
    expect(body).toMatchObject({
      messages: [{}, { role: 'assistant', content: 'At [[12,' }],
      chat_template_kwargs: { enable_thinking: false },
      ...fields,
    })
    expect(Object.hasOwn(Object(body), 'continue_final_message')).toBe(providerId !== 'llamacpp')
  })

  it.each([
    ['glm-4.6v', true],
    ['some-model.gguf', null],
    ['GLM-4.1V-9B-Thinking', null],
  ])('is gone on with by llama.cpp whatever is known of %s', (model, thinking) => {
    const target = sampleTarget('llamacpp', 'chat-completions', model)
    const { body } = buildSample(target, { messages, parameters: {}, thinking })
    expect(body).toMatchObject({ chat_template_kwargs: { enable_thinking: false } })
    const asked = buildSample(target, { parameters: {}, thinking: null })
    expect(asked.body).not.toHaveProperty('chat_template_kwargs')
  })

  it('is an answer like any other once it is whole', () => {
    const { body } = build('vllm', { messages: [{ role: 'assistant', text: 'At 1.' }] })
    expect(body).not.toHaveProperty('continue_final_message')
    expect(body).toMatchObject({ chat_template_kwargs: { enable_thinking: true } })
  })
})
