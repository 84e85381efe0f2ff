import { describe, expect, test } from 'vitest'
import {
  createDraft,
  withBaseUrl,
  withDoctorAction,
  withLocalServer,
  withProvider,
  withWire,
} from './connect-draft.ts'

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

  test('another wire brings its own address only while the address is the catalog’s', () => {
    const ollama = withProvider(createDraft(null, []), 'ollama')
    const native = withWire(ollama, 'ollama')
    expect(native).toMatchObject({ wire: 'ollama', baseUrl: 'http://localhost:11434' })
    expect(withWire(native, 'responses').baseUrl).toBe(ollama.baseUrl)
    const typed = withBaseUrl(ollama, 'http://localhost:9/v1')
    expect(withWire(typed, 'ollama').baseUrl).toBe('http://localhost:9/v1')
  })

  test('another provider brings a wire that it offers', () => {
    const native = withWire(withProvider(createDraft(null, []), 'ollama'), 'ollama')
    expect(withProvider(native, 'vllm')).toMatchObject({
      wire: 'chat-completions',
      baseUrl: 'http://localhost:8000/v1',
    })
  })

  test.each([
    [{ kind: 'use-relay' }, { usesRelay: true }],
    [
      { kind: 'use-base-url', baseUrl: 'https://b.example' },
      { baseUrl: 'https://b.example', key: '' },
    ],
    [
      { kind: 'use-wire', wire: 'messages' },
      { wire: 'messages', key: 'sk-1' },
    ],
    [{ kind: 'use-model', model: 'm2' }, { model: 'm2' }],
    [{ kind: 'drop-key' }, { key: '' }],
  ] as const)('the doctor’s %j changes what it says', (action, changes) => {
    const custom = { ...DRAFT, providerId: 'custom' }
    expect(withDoctorAction(custom, action)).toEqual({ ...custom, ...changes })
  })

  test('a local server fills provider, address and model, and takes no key along', () => {
    const server = {
      kind: 'found',
      origin: 'http://localhost:8080',
      providerId: 'llamacpp',
      baseUrl: 'http://localhost:8080/v1',
      models: ['a', 'b'],
      bestModel: 'b',
    } as const
    expect(withLocalServer(DRAFT, server)).toMatchObject({
      providerId: 'llamacpp',
      baseUrl: server.baseUrl,
      model: 'b',
      key: '',
    })
    const named = withLocalServer({ ...DRAFT, model: 'a' }, server)
    expect(named.model).toBe('a')
  })
})
