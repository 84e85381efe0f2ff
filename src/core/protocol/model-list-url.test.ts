import { describe, expect, test } from 'vitest'
import { findProvider } from '@/core/catalog/find-provider.ts'
import { likelyBaseUrls, modelListUrl } from './model-list-url.ts'

describe('modelListUrl', () => {
  test.each([
    ['custom', 'chat-completions', 'http://localhost:8000/v1/', 'http://localhost:8000/v1/models'],
    ['custom', 'responses', 'http://localhost:8000/v1', 'http://localhost:8000/v1/models'],
    ['custom', 'messages', 'http://localhost:8000', 'http://localhost:8000/v1/models'],
    ['custom', 'messages', 'http://localhost:8000/v1', 'http://localhost:8000/v1/models'],
    ['ollama', 'ollama', 'http://localhost:11434', 'http://localhost:11434/api/tags'],
    ['ollama', 'ollama', 'http://localhost:11434/v1', 'http://localhost:11434/api/tags'],
    ['ollama', 'ollama', 'http://localhost:11434/api', 'http://localhost:11434/api/tags'],
    ['custom', 'chat-completions', 'http://h/v1/chat/completions', 'http://h/v1/models'],
  ] as const)('%s on the wire %s at %s: %s', (provider, wire, baseUrl, url) => {
    expect(modelListUrl(findProvider(provider), wire, baseUrl)).toBe(url)
  })

  test('a provider without a list has no address of one', () => {
    const provider = { ...findProvider('custom'), modelsPath: null }
    expect(modelListUrl(provider, 'chat-completions', 'http://localhost:8000/v1')).toBeNull()
  })
})

describe('likelyBaseUrls', () => {
  test.each([
    ['vllm', 'chat-completions', 'http://localhost:8000', ['http://localhost:8000/v1']],
    ['custom', 'chat-completions', 'http://a.example', ['http://a.example/v1']],
    ['custom', 'chat-completions', 'http://a.example/v1', []],
    ['custom', 'messages', 'http://a.example', []],
    [
      'zai',
      'chat-completions',
      'https://api.z.ai',
      ['https://api.z.ai/api/paas/v4', 'https://api.z.ai/v1'],
    ],
    ['zai', 'chat-completions', 'https://api.z.ai/api/paas/v4', []],
    ['custom', 'chat-completions', 'http://a.example/v1/v1', ['http://a.example/v1']],
    ['custom', 'chat-completions', 'https://api.novita.ai/v1', ['https://api.novita.ai/openai/v1']],
  ] as const)('%s on the wire %s at %s', (provider, wire, baseUrl, urls) => {
    expect(likelyBaseUrls(findProvider(provider), wire, baseUrl)).toEqual(urls)
  })
})
