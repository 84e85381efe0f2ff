import { expect, test } from 'vitest'
import type { StreamEvent } from '@/core/protocol/stream-event.ts'
import { createFakePorts } from '@/testing/fake-ports.ts'
import { findLocalServers } from './find-local-servers.ts'

const network = (code: string): StreamEvent => ({
  type: 'end',
  status: 'error',
  finishReason: null,
  error: { kind: 'network', retry: 'never', code, message: '' },
})

const ANSWERS: Readonly<Record<string, unknown>> = {
  'http://localhost:8000/v1/models': {
    object: 'list',
    data: [{ id: 'zai-org/GLM-4.6V-Flash', owned_by: 'vllm' }],
  },
  'http://localhost:11434/api/tags': { models: [{ name: 'qwen:4b', digest: 'd' }] },
}

test('every usual port is asked once, without a key, and who answers is named', async () => {
  const fake = createFakePorts()
  fake.secrets.set('http://localhost:8000', 'a-key')
  const found = findLocalServers(fake.ports, new AbortController().signal)
  expect(fake.requests.map(({ options }) => options.request.url).sort()).toEqual([
    'http://localhost:11434/api/tags',
    'http://localhost:1234/v1/models',
    'http://localhost:30000/v1/models',
    'http://localhost:8000/v1/models',
    'http://localhost:8080/v1/models',
  ])
  for (const { options, end } of fake.requests) {
    expect(options.key).toBeNull()
    const answer = ANSWERS[options.request.url]
    if (answer === undefined) {
      end(network(options.request.url.includes(':1234') ? 'cors' : 'unreachable'))
      continue
    }
    options.onResponse?.({ status: 200, headers: [] }, 1)
    options.onBytes?.(new TextEncoder().encode(JSON.stringify(answer)), 1)
    end(network('unreachable'))
  }
  expect(await found).toMatchObject([
    { kind: 'found', origin: 'http://localhost:8000', providerId: 'vllm' },
    {
      kind: 'found',
      origin: 'http://localhost:11434',
      baseUrl: 'http://localhost:11434/v1',
      providerId: 'ollama',
      bestModel: 'qwen:4b',
    },
    { kind: 'closed', origin: 'http://localhost:1234', providers: [{ id: 'lmstudio' }] },
  ])
})
