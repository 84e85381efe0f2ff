import { expect, test } from 'vitest'
import { identifyServer } from './identify-server.ts'

const row = (id: string, owner: string, more = {}) => ({
  id,
  object: 'model',
  owned_by: owner,
  ...more,
})
const list = (...data: readonly unknown[]) => ({ object: 'list', data })

test.each([
  ['vllm', list(row('zai-org/GLM-4.6V-Flash', 'vllm', { max_model_len: 8192 }))],
  ['sglang', list(row('zai-org/GLM-4.6V-Flash', 'sglang'))],
  [
    'llamacpp',
    {
      models: [{ name: 'm', capabilities: ['multimodal'] }],
      ...list(row('m', 'llamacpp', { meta: { n_ctx: 8192 } })),
    },
  ],
  ['ollama', { models: [{ name: 'qwen:4b', digest: 'c9f7', size: 5, details: {} }] }],
  ['ollama', { models: [] }],
  ['lmstudio', list(row('glm-4.6v-flash', 'organization_owner'))],
  ['transformers', list(row('zai-org/GLM-4.1V-9B-Thinking', 'zai-org'))],
  ['custom', list(row('glm', 'somebody'))],
  ['custom', list()],
])('%s shows who it is', (providerId, body) => {
  expect(identifyServer(body)?.providerId).toBe(providerId)
})

test('the model that takes pictures is preferred', () => {
  const body = {
    models: [
      { name: 'text', digest: 'a', capabilities: ['completion'] },
      { name: 'eyes', digest: 'b', capabilities: ['completion', 'vision'] },
    ],
  }
  expect(identifyServer(body)).toEqual({
    providerId: 'ollama',
    models: ['text', 'eyes'],
    bestModel: 'eyes',
  })
})

test.each([[null], ['<html>'], [{ error: { message: 'no' } }], [{ hello: 'world' }], [[1]]])(
  '%j is no list of models',
  (body) => {
    expect(identifyServer(body)).toBeNull()
  },
)
