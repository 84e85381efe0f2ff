import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MODELS } from '@/core/catalog/models.ts'
import { PROVIDERS } from '@/core/catalog/providers.ts'
import type { ParameterId } from '@/core/catalog/types.ts'
import {
  ALL_PARAMETERS,
  buildSample,
  sampleRequest,
  sampleTarget,
} from '@/testing/sample-request.ts'
import { buildRequest } from './build-request.ts'
import { isRecord } from './json-value.ts'

const TARGETS = PROVIDERS.flatMap(({ id, wires }) => wires.map((wire) => [id, wire] as const))

/** Names under which a parameter may stand in a body, wherever they are. */
const NAMES: Readonly<Record<ParameterId, readonly string[]>> = {
  do_sample: ['do_sample'],
  temperature: ['temperature'],
  top_p: ['top_p'],
  top_k: ['top_k'],
  min_p: ['min_p'],
  repetition_penalty: ['repetition_penalty', 'repeat_penalty'],
  presence_penalty: ['presence_penalty'],
  frequency_penalty: ['frequency_penalty'],
  max_tokens: ['max_output_tokens', 'num_predict'],
  num_ctx: ['num_ctx'],
  seed: ['seed'],
  stop: ['stop', 'stop_sequences'],
  system_prompt: ['system', 'instructions'],
  request_id: ['request_id'],
  user_id: ['user_id'],
  stream: [],
  response_format: ['response_format', 'format'],
  reasoning_effort: ['reasoning_effort', 'effort'],
  thinking_budget: ['thinking_budget', 'budget_tokens'],
  tools: ['tools'],
  tool_choice: ['tool_choice'],
  tool_stream: ['tool_stream'],
  web_search: ['tool_web_search', 'web_search'],
  search_result: ['search_result'],
  search_prompt: ['search_prompt'],
  search_count: ['count'],
  search_domain_filter: ['search_domain_filter'],
  search_recency_filter: ['search_recency_filter'],
  extra_body: ['x_custom'],
}

function keysOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(keysOf)
  }
  return isRecord(value)
    ? Object.entries(value).flatMap(([key, content]) => [key, ...keysOf(content)])
    : []
}

const anyTarget = fc
  .tuple(fc.constantFrom(...TARGETS), fc.constantFrom(...MODELS.map(({ id }) => id), 'mystery'))
  .map(([[id, wire], model]) => sampleTarget(id, wire, model))
const someParameters = fc
  .subarray(Object.keys(ALL_PARAMETERS))
  .map((ids) =>
    Object.fromEntries(Object.entries(ALL_PARAMETERS).filter(([id]) => ids.includes(id))),
  )

describe('every request', () => {
  it('holds no parameter that the dialect does not have', () => {
    fc.assert(
      fc.property(anyTarget, (target) => {
        const keys = keysOf(buildSample(target).body)
        for (const [id, names] of Object.entries(NAMES)) {
          if (!target.dialect.parameters.some((known) => known === id)) {
            expect(names.filter((known) => keys.includes(known))).toEqual([])
          }
        }
      }),
      { seed: 41, numRuns: 300 },
    )
  })

  it('holds no empty value, and no tool setting without a tool', () => {
    const thinking = fc.constantFrom(true, false, null)
    fc.assert(
      fc.property(
        anyTarget,
        someParameters,
        thinking,
        fc.boolean(),
        (target, parameters, isOn, stream) => {
          const { body } = buildRequest(target, sampleRequest({ parameters, thinking: isOn }), {
            stream,
          })
          expect(body).not.toMatch(/:null|\[\]|undefined|NaN/)
          const keys = keysOf(JSON.parse(body ?? ''))
          if (!keys.includes('tools')) {
            expect(keys).not.toContain('tool_choice')
            expect(keys).not.toContain('tool_stream')
          }
        },
      ),
      { seed: 42, numRuns: 1000 },
    )
  })

  it('leaves out a value that is no number', () => {
    const { body } = buildSample(sampleTarget('vllm', 'chat-completions'), {
      parameters: {
        temperature: Number.NaN,
        top_p: Number.POSITIVE_INFINITY,
        tools: '[',
        extra_body: '7',
      },
    })
    expect(body).not.toHaveProperty('temperature')
    expect(body).not.toHaveProperty('top_p')
    expect(body).not.toHaveProperty('tools')
  })
})

describe('JSON of the user and of the model', () => {
  it('stands in the request, whatever else it would say', () => {
    fc.assert(
      fc.property(anyTarget, fc.dictionary(fc.string(), fc.jsonValue()), (target, extra) => {
        const own = { ...extra, model: 'other', temperature: { a: 1 } }
        const { body } = buildSample(target, { parameters: { extra_body: JSON.stringify(own) } })
        const expected: unknown = JSON.parse(JSON.stringify(own))
        const written = isRecord(body) ? body : {}
        const same = Object.keys(own).map((key) => [key, written[key]])
        expect(Object.fromEntries(same)).toEqual(expected)
      }),
      { seed: 43, numRuns: 300 },
    )
  })

  it('may use `__proto__` as a name like any other', () => {
    const hostile =
      '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'
    const messages = [
      { role: 'user', text: 'a', images: [] },
      { role: 'assistant', text: '', toolCalls: [{ id: '1', name: 'crop', arguments: hostile }] },
      { role: 'tool', callId: '1', name: 'crop', text: 'done' },
    ] as const
    for (const [id, wire] of TARGETS) {
      const { body } = buildRequest(
        sampleTarget(id, wire),
        sampleRequest({ messages, parameters: { extra_body: hostile } }),
      )
      expect(body).toContain('"__proto__":{"polluted":true}')
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    }
  })

  it('may be too deep to be written again', () => {
    const deep = `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
    const messages = [
      { role: 'assistant', text: '', toolCalls: [{ id: '1', name: 'crop', arguments: deep }] },
    ] as const
    for (const [id, wire] of TARGETS) {
      const target = sampleTarget(id, wire)
      expect(() =>
        buildSample(target, { messages, parameters: { extra_body: deep } }),
      ).not.toThrow()
    }
  })
})
