import { describe, expect, it } from 'vitest'
import { dialectFor } from './dialect-for.ts'
import { findProvider } from './find-provider.ts'
import { PROVIDERS } from './providers.ts'

const dialect = (id: string, wire: Parameters<typeof dialectFor>[1]) =>
  dialectFor(findProvider(id), wire)

describe('dialectFor', () => {
  it.each(PROVIDERS)('leaves chat completions of $id as the row says', (provider) => {
    expect(dialectFor(provider, 'chat-completions')).toEqual(provider.dialect)
  })

  it.each(PROVIDERS)('carries pictures over every wire of $id', (provider) => {
    for (const wire of provider.wires) {
      const { imageTypes, usage } = dialectFor(provider, wire)
      expect(imageTypes).toContain('image/jpeg')
      expect(imageTypes).toContain('image/png')
      expect(wire === 'chat-completions' || usage === 'always').toBe(true)
    }
  })

  it('gives a wire its own form of thinking, unless the provider has no switch or another form', () => {
    expect(dialect('zai', 'messages').thinking).toBe('thinking-budget')
    expect(dialect('vllm', 'responses').thinking).toBe('reasoning-object')
    expect(dialect('ollama', 'ollama').thinking).toBe('think')
    expect(dialect('openrouter', 'responses').thinking).toBe('reasoning-enabled')
    expect(dialect('lmstudio', 'messages')).toMatchObject({ thinking: 'none' })
    expect(dialect('lmstudio', 'messages').parameters).not.toContain('thinking_budget')
  })

  it('carries only what the wire has a place for, and what it brings', () => {
    const { parameters } = dialect('sglang', 'messages')
    expect(parameters).not.toContain('seed')
    expect(parameters).toContain('thinking_budget')
    expect(dialect('llamacpp', 'messages').imageTypes).not.toContain('image/bmp')
    expect(dialect('ollama', 'ollama').parameters).toContain('num_ctx')
  })

  it('keeps the limits of the provider beside those of the wire', () => {
    expect(dialect('empiriolabs', 'messages').limits).toMatchObject({
      top_p: { minimum: 0.01, maximum: 1 },
      thinking_budget: { minimum: 1024 },
    })
    expect(dialect('vllm', 'messages').limits.temperature).toEqual({ minimum: 0, maximum: 1 })
  })
})
