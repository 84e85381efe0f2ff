import { dialectFor } from '@/core/catalog/dialect-for.ts'
import { findModelProfile } from '@/core/catalog/find-model-profile.ts'
import { findProvider } from '@/core/catalog/find-provider.ts'
import type { ParameterId, ParameterValue } from '@/core/catalog/types.ts'
import { buildRequest } from '@/core/protocol/build-request.ts'
import type { ChatRequest } from '@/core/protocol/chat-request.ts'
import type { ChatTarget } from '@/core/protocol/chat-target.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'

export const SAMPLE_TOOL = {
  type: 'function',
  function: {
    name: 'crop',
    description: 'Cuts a box out.',
    parameters: { type: 'object', properties: { box: { type: 'array' } } },
  },
} as const

/** A value for every parameter of the table. */
export const ALL_PARAMETERS: Readonly<Record<ParameterId, ParameterValue>> = {
  do_sample: true,
  temperature: 0.8,
  top_p: 0.6,
  top_k: 2,
  min_p: 0.05,
  repetition_penalty: 1.1,
  presence_penalty: 0.2,
  frequency_penalty: 0.3,
  max_tokens: 8192,
  num_ctx: 16_384,
  seed: 7,
  stop: ['END'],
  system_prompt: 'Be brief.',
  request_id: 'request-1',
  user_id: 'user-1',
  stream: true,
  response_format: 'json_object',
  reasoning_effort: 'high',
  thinking_budget: 2048,
  tools: JSON.stringify([SAMPLE_TOOL]),
  tool_choice: 'auto',
  tool_stream: true,
  web_search: true,
  search_result: true,
  search_prompt: 'Sum up.',
  search_count: 5,
  search_domain_filter: 'example.com',
  search_recency_filter: 'oneWeek',
  extra_body: '{"x_custom": {"a": [1]}}',
}

/** A conversation of two questions, the second with a picture. */
export function sampleRequest(changes: Partial<ChatRequest> = {}): ChatRequest {
  return {
    model: 'm',
    messages: [
      { role: 'user', text: 'What is it?', images: [] },
      { role: 'assistant', text: 'A cat.' },
      { role: 'user', text: 'Where?', images: [{ type: 'image/png', base64: 'iVBO' }] },
    ],
    thinking: true,
    parameters: ALL_PARAMETERS,
    ...changes,
  }
}

/** A row of the catalog as a target; the model is GLM-4.6V where no other is named. */
export function sampleTarget(providerId: string, wire: Wire, model = 'glm-4.6v'): ChatTarget {
  const provider = findProvider(providerId)
  return {
    baseUrl: provider.wireBaseUrls[wire] ?? (provider.baseUrl || 'https://example.com/v1'),
    wire,
    dialect: dialectFor(provider, wire),
    profile: findModelProfile(model),
  }
}

/** The request that is built for a target, its body read again. */
export function buildSample(target: ChatTarget, changes: Partial<ChatRequest> = {}, stream = true) {
  const request = buildRequest(target, sampleRequest(changes), { stream })
  const body: unknown = JSON.parse(request.body ?? '')
  return { ...request, body }
}
