import { expect, test } from 'vitest'
import { startServer } from '../../../server/testing/loopback-server.ts'
import { makePng } from '../../make-picture.ts'
import { createDialectHandler, dialects, rightKey } from './create-dialect-handler.ts'

const picture = makePng('dot.png', 8, 6, [255, 0, 0]).buffer.toString('base64')
const dataUrl = `data:image/png;base64,${picture}`

const ask = (content: unknown, more: object = {}) => ({
  messages: [{ role: 'user', content }],
  ...more,
})
const see = (url: string) =>
  ask([
    { type: 'image_url', image_url: { url } },
    { type: 'text', text: 'hi' },
  ])
const input = (image_url: string) => ({
  input: [{ role: 'user', content: [{ type: 'input_image', image_url }] }],
})
const answered = (content: unknown) => ({
  input: [
    { type: 'message', role: 'assistant', content },
    { role: 'user', content: 'hi' },
  ],
})
const toolResult = { role: 'tool', tool_call_id: 'call_1', content: 'seven' }
const block = (data: string) =>
  ask([{ type: 'image', source: { type: 'base64', media_type: 'image/png', data } }], {
    max_tokens: 10,
  })

async function send(id: string, body: object, headers: Readonly<Record<string, string>> = {}) {
  const dialect = dialects.find((row) => row.id === id)
  const origin = await startServer(createDialectHandler(id))
  const suffix = {
    'chat-completions': '/chat/completions',
    responses: '/responses',
    messages: '/messages',
    ollama: '/chat',
  }
  const answer = await fetch(`${origin}${dialect?.basePath}${suffix[dialect?.wire ?? 'ollama']}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(dialect?.wire === 'messages'
        ? { 'anthropic-version': '2023-06-01', 'x-api-key': rightKey }
        : { Authorization: `Bearer ${rightKey}` }),
      ...headers,
    },
    body: JSON.stringify({ model: dialect?.models[0], ...body }),
  })
  return { status: answer.status, text: await answer.text() }
}

const refusals = [
  ['zai/chat-completions', see(dataUrl), 400, '"code":"1210","message":"图片输入格式/解析错误"'],
  ['zai/chat-completions', ask('hi', { stop: ['a', 'b'] }), 400, '"code":"1214"'],
  ['zai/chat-completions', ask('hi', { stream_options: {} }), 400, 'stream_options'],
  ['zai/chat-completions', ask('hi', { temperature: 1.5 }), 400, 'temperature'],
  ['zai/chat-completions', ask('hi', { model: 'glm-4.6v', max_tokens: 99_999 }), 400, 'max_tokens'],
  ['zai/chat-completions', ask('hi', { model: 'gpt' }), 400, '"code":"1211"'],
  ['zai/chat-completions', { messages: [{ role: 'system', content: 'x' }] }, 400, 'user message'],
  ['zai/messages', ask('hi'), 400, '"code":"1213"'],
  [
    'bigmodel/chat-completions',
    ask('hi', { model: 'glm-4.1v-thinking-flash', stop: ['a'] }),
    400,
    'stop',
  ],
  ['empiriolabs/chat-completions', see(picture), 400, 'image_url.url'],
  ['empiriolabs/chat-completions', ask('hi', { stream_options: {} }), 400, 'stream_options'],
  ['novita/chat-completions', ask('hi', { model: 'x' }), 404, 'MODEL_NOT_FOUND'],
  ['openrouter/chat-completions', ask('hi', { model: 'x' }), 400, '"code":400'],
  ['siliconflow/chat-completions', ask('hi', { seed: 1 }), 400, '"code":20015'],
  [
    'modelscope/chat-completions',
    ask('hi', { thinking: {} }),
    400,
    '"errors":{"message":"thinking',
  ],
  ['vllm/chat-completions', ask([{ type: 'file_url' }]), 400, 'BadRequestError'],
  ['sglang/chat-completions', ask('hi', { nonsense: 1 }), 400, '"object":"error"'],
  ['llamacpp/chat-completions', ask([{ type: 'video_url' }]), 400, '"code":400'],
  ['llamacpp/chat-completions', see('data:image/png;base64,AAAA'), 400, 'Failed to load image'],
  [
    'ollama/chat-completions',
    see('https://a.test/a.png'),
    400,
    'image URLs are not currently supported',
  ],
  ['ollama/chat-completions', see(picture), 400, 'invalid image input'],
  ['ollama/chat-completions', ask('hi', { reasoning_effort: 'some' }), 400, 'reasoning_effort'],
  [
    'ollama/ollama',
    { messages: [{ role: 'user', content: '', images: [dataUrl] }] },
    400,
    'illegal base64',
  ],
  ['ollama/ollama', ask('hi', { options: { stopp: 1 } }), 400, 'options.stopp'],
  ['lmstudio/chat-completions', ask('hi', { reasoning_effort: 'low' }), 400, 'reasoning_effort'],
  ['transformers/chat-completions', ask('hi', { stream_options: {} }), 422, "{'stream_options'}"],
  ['openrouter/responses', { input: 'hi', stop: ['a'] }, 400, 'stop'],
  ['openrouter/responses', input(picture), 400, 'image_url'],
  ['llamacpp/responses', answered('a cat'), 400, 'input[0].content'],
  ['vllm/responses', answered([{ type: 'output_text', text: 'a cat' }]), 400, 'input[0].id'],
  ['zai/chat-completions', { messages: [toolResult] }, 400, 'which nobody called'],
  ['llamacpp/messages', block(dataUrl), 400, 'Failed to load image'],
  [
    'empiriolabs/messages',
    ask('hi', { max_tokens: 2000, thinking: { type: 'enabled', budget_tokens: 2000 } }),
    400,
    'budget_tokens',
  ],
] as const

test.each(refusals.map(([id, body, status, words]) => ({ id, body, status, words })))(
  '$id refuses with $status and $words',
  async ({ id, body, status, words }) => {
    const answer = await send(id, body)
    expect(answer).toMatchObject({ status, text: expect.stringContaining(words) })
  },
)

const pictures = [
  ['zai/chat-completions', see(picture)],
  ['vllm/chat-completions', see(dataUrl)],
  ['llamacpp/chat-completions', see(picture)],
  ['ollama/responses', input(dataUrl)],
  ['zai/messages', block(picture)],
  [
    'ollama/ollama',
    { messages: [{ role: 'user', content: 'hi', images: [picture] }], stream: false },
  ],
] as const

test.each(pictures)('%s reads a picture and says its size', async (id, body) => {
  const answer = await send(id, body)
  expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('Seen: 8x6 at') })
})

test.each([
  ['zai/chat-completions', { Authorization: 'Bearer wrong' }, 401, '"code":"1000"'],
  ['siliconflow/chat-completions', { Authorization: 'Bearer wrong' }, 401, '"Invalid token"'],
  ['modelscope/chat-completions', { 'x-stainless-lang': 'js' }, 400, 'x-stainless-lang'],
  ['zai/messages', { 'anthropic-dangerous-direct-browser-access': 'true' }, 400, 'dangerous'],
  ['zai/messages', { 'anthropic-version': '' }, 400, 'anthropic-version'],
] as const)('%s refuses the headers %j', async (id, headers, status, words) => {
  const answer = await send(id, ask('hi', { max_tokens: 10 }), headers)
  expect(answer).toMatchObject({ status, text: expect.stringContaining(words) })
})

test('special tokens come through where they are asked for', async () => {
  const plain = await send('vllm/chat-completions', see(dataUrl))
  expect(plain.text).not.toContain('begin_of_box')
  const body = { ...see(dataUrl), skip_special_tokens: false }
  expect((await send('vllm/chat-completions', body)).text).toContain('begin_of_box')
})
