import { describe, expect, it } from 'vitest'
import { PROVIDERS } from '@/core/catalog/providers.ts'
import { joinUrl, trimWirePath, wirePath } from './wire-path.ts'

describe('trimWirePath', () => {
  it.each([
    ['https://a.example/v1', 'https://a.example/v1', null],
    ['https://a.example/v1//', 'https://a.example/v1', null],
    ['https://a.example/v1/chat/completions', 'https://a.example/v1', '/chat/completions'],
    ['https://a.example/v1/chat/completions/', 'https://a.example/v1', '/chat/completions'],
    ['https://a.example/v1/responses', 'https://a.example/v1', '/responses'],
    [
      'https://a.example/api/anthropic/v1/messages',
      'https://a.example/api/anthropic/v1',
      '/messages',
    ],
    ['https://a.example/v1/models', 'https://a.example/v1', '/models'],
    ['https://a.example/v1/completions', 'https://a.example/v1', '/completions'],
    ['http://localhost:11434/api/chat', 'http://localhost:11434', '/api/chat'],
    ['http://localhost:11434/api/tags', 'http://localhost:11434', '/api/tags'],
    ['https://a.example/models', 'https://a.example/models', null],
  ])('reads %s', (typed, baseUrl, cut) => {
    expect(trimWirePath(typed)).toEqual({ baseUrl, cut })
  })
})

describe('joinUrl', () => {
  it.each([
    ['chat-completions', 'https://a.example/v1', 'https://a.example/v1/chat/completions'],
    ['chat-completions', 'https://a.example/v1/', 'https://a.example/v1/chat/completions'],
    ['chat-completions', 'https://a.example/v1/responses', 'https://a.example/v1/chat/completions'],
    ['responses', 'https://a.example/v1/chat/completions', 'https://a.example/v1/responses'],
    ['messages', 'https://a.example/v1', 'https://a.example/v1/messages'],
    ['messages', 'https://a.example/v1/messages', 'https://a.example/v1/messages'],
    ['messages', 'https://a.example/api/anthropic', 'https://a.example/api/anthropic/v1/messages'],
    ['ollama', 'http://localhost:11434', 'http://localhost:11434/api/chat'],
    ['ollama', 'http://localhost:11434/v1', 'http://localhost:11434/api/chat'],
    ['ollama', 'http://localhost:11434/api', 'http://localhost:11434/api/chat'],
    ['ollama', 'http://localhost:11434/api/chat', 'http://localhost:11434/api/chat'],
  ] as const)('asks over %s at %s', (wire, baseUrl, url) => {
    expect(joinUrl(wire, baseUrl)).toBe(url)
    expect(joinUrl(wire, url)).toBe(url)
  })

  it('asks every provider of the catalog at the address that its documents name', () => {
    const rows = PROVIDERS.filter(({ id }) => id !== 'custom').flatMap(
      ({ id, baseUrl, wires, wireBaseUrls }) =>
        wires.map((wire) => `${id} ${joinUrl(wire, wireBaseUrls[wire] ?? baseUrl)}`),
    )
    expect(rows).toEqual([
      'zai https://api.z.ai/api/paas/v4/chat/completions',
      'zai https://api.z.ai/api/anthropic/v1/messages',
      'zai-coding https://api.z.ai/api/coding/paas/v4/chat/completions',
      'zai-coding https://api.z.ai/api/anthropic/v1/messages',
      'bigmodel https://open.bigmodel.cn/api/paas/v4/chat/completions',
      'bigmodel https://open.bigmodel.cn/api/anthropic/v1/messages',
      'empiriolabs https://api.empiriolabs.ai/v1/chat/completions',
      'empiriolabs https://api.empiriolabs.ai/v1/responses',
      'empiriolabs https://api.empiriolabs.ai/v1/messages',
      'novita https://api.novita.ai/openai/v1/chat/completions',
      'openrouter https://openrouter.ai/api/v1/chat/completions',
      'openrouter https://openrouter.ai/api/v1/responses',
      'openrouter https://openrouter.ai/api/v1/messages',
      'siliconflow https://api.siliconflow.cn/v1/chat/completions',
      'modelscope https://api-inference.modelscope.cn/v1/chat/completions',
      'vllm http://localhost:8000/v1/chat/completions',
      'vllm http://localhost:8000/v1/responses',
      'sglang http://localhost:30000/v1/chat/completions',
      'sglang http://localhost:30000/v1/responses',
      'sglang http://localhost:30000/v1/messages',
      'llamacpp http://localhost:8080/v1/chat/completions',
      'llamacpp http://localhost:8080/v1/responses',
      'llamacpp http://localhost:8080/v1/messages',
      'ollama http://localhost:11434/v1/chat/completions',
      'ollama http://localhost:11434/v1/responses',
      'ollama http://localhost:11434/v1/messages',
      'ollama http://localhost:11434/api/chat',
      'lmstudio http://localhost:1234/v1/chat/completions',
      'lmstudio http://localhost:1234/v1/responses',
      'lmstudio http://localhost:1234/v1/messages',
      'transformers http://localhost:8000/v1/chat/completions',
      'transformers http://localhost:8000/v1/responses',
    ])
  })
})

describe('wirePath', () => {
  it('counts the version as part of the path where the base URL has none', () => {
    expect(wirePath('messages', 'https://a.example')).toBe('/v1/messages')
    expect(wirePath('messages', 'https://a.example/v2/')).toBe('/messages')
  })
})
