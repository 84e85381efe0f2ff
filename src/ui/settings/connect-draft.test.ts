import { describe, expect, test } from 'vitest'
import { createDraft, withBaseUrl, withProvider } from './connect-draft.ts'

const DRAFT = { ...createDraft(null, []), baseUrl: 'https://a.example/v1', key: 'sk-1' }

describe('the draft of a connection', () => {
  test('opens with the first provider of the catalog', () => {
    expect(createDraft(null, [])).toMatchObject({ providerId: 'zai', key: '', usesRelay: null })
  })

  test('a link fills its fields and keeps to Custom when it names an address without a known provider', () => {
    const fields = { baseUrl: 'http://localhost:9/v1', model: 'm' }
    const prefill = { kind: 'link', fields: { ok: true, value: fields } } as const
    expect(createDraft(prefill, [])).toMatchObject({ ...fields, providerId: 'custom', key: '' })
  })

  test('a link may name a provider as it stands on screen', () => {
    const prefill = {
      kind: 'link',
      fields: { ok: true, value: { provider: 'llama.cpp' } },
    } as const
    expect(createDraft(prefill, [])).toMatchObject({ providerId: 'llamacpp' })
  })

  test('a link cannot borrow the name of a hosted provider for another address', () => {
    const fields = { provider: 'zai', baseUrl: 'https://z.ai.example/v4' }
    const prefill = { kind: 'link', fields: { ok: true, value: fields } } as const
    expect(createDraft(prefill, [])).toMatchObject({ providerId: 'custom' })
  })

  test('a typed key stays while the origin does', () => {
    expect(withBaseUrl(DRAFT, 'https://a.example/v2').key).toBe('sk-1')
    expect(withBaseUrl(DRAFT, 'https://a.example:444/v1').key).toBe('')
    expect(withBaseUrl(DRAFT, 'https://b.example/v1').key).toBe('')
    expect(withBaseUrl(DRAFT, 'https://a.exampl').key).toBe('')
    expect(withProvider(DRAFT, 'vllm').key).toBe('')
  })
})
