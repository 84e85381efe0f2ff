import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildSample, SAMPLE_TOOL, sampleTarget } from '@/testing/sample-request.ts'
import type { ChatMessage } from './chat-request.ts'
import { readField } from './json-value.ts'

const TARGET = sampleTarget('empiriolabs', 'messages')
const IMAGE = { type: 'image/png', base64: 'iVBO' }
const tools = JSON.stringify([SAMPLE_TOOL])

describe('buildMessages', () => {
  it('hands calls and results over as blocks, the results of one round in one turn', () => {
    const messages: readonly ChatMessage[] = [
      { role: 'user', text: '', images: [IMAGE] },
      {
        role: 'assistant',
        text: '',
        toolCalls: [
          { id: 'c1', name: 'crop', arguments: '{"a":1}' },
          { id: 'c2', name: 'crop', arguments: '{"a":' },
          { id: 'c3', name: 'crop', arguments: ' ' },
        ],
      },
      { role: 'tool', callId: 'c1', name: 'crop', text: 'one' },
      { role: 'tool', callId: 'c2', name: 'crop', text: '' },
      { role: 'user', text: 'And now?', images: [] },
    ]
    expect(buildSample(TARGET, { messages, parameters: {} }).body).toMatchObject({
      messages: [
        { role: 'user', content: [{ type: 'image' }] },
        {
          role: 'assistant',
          content: [
            { type: 'tool_use', id: 'c1', name: 'crop', input: { a: 1 } },
            { type: 'tool_use', id: 'c2', name: 'crop', input: { arguments: '{"a":' } },
            { type: 'tool_use', id: 'c3', name: 'crop', input: {} },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'c1', content: 'one' },
            { type: 'tool_result', tool_use_id: 'c2', content: '' },
            { type: 'text', text: 'And now?' },
          ],
        },
      ],
    })
  })

  it('has no turn without a word, and never two of one role in a row', () => {
    const messages: readonly ChatMessage[] = [
      { role: 'user', text: 'a', images: [] },
      { role: 'assistant', text: '' },
      { role: 'user', text: 'b', images: [] },
    ]
    expect(buildSample(TARGET, { messages, parameters: {} }).body).toMatchObject({
      messages: [{ content: [{ text: 'a' }, { text: 'b' }] }],
    })
  })
})

describe('tools over messages', () => {
  it.each([
    ['auto', 'auto'],
    ['none', 'none'],
    ['required', 'any'],
  ])('calls the choice %s of a tool by its own word', (choice, type) => {
    const { body } = buildSample(TARGET, { parameters: { tools, tool_choice: choice } })
    expect(body).toMatchObject({ tool_choice: { type } })
  })

  it('gives a function without a schema the empty one', () => {
    const bare = JSON.stringify([{ type: 'function', function: { name: 'now', parameters: {} } }])
    expect(buildSample(TARGET, { parameters: { tools: bare } }).body).toMatchObject({
      tools: [{ name: 'now', input_schema: { type: 'object', properties: {} } }],
    })
  })
})

describe('the limit over messages', () => {
  it.each([
    ['mystery', {}, 4096],
    ['glm-4.6v', {}, 16_384],
    ['autoglm-phone', {}, 4096],
    ['glm-4.6v', { max_tokens: 77 }, 77],
  ])('always names a limit of tokens: %s with %o', (model, parameters, limit) => {
    const { body } = buildSample(sampleTarget('empiriolabs', 'messages', model), { parameters })
    expect(body).toMatchObject({ max_tokens: limit })
  })

  it('leaves tokens for the answer, whatever budget is set', () => {
    const tokens = fc.integer({ min: 1, max: 200_000 })
    fc.assert(
      fc.property(tokens, fc.option(tokens, { nil: undefined }), (limit, budget) => {
        const parameters = {
          max_tokens: limit,
          ...(budget === undefined ? {} : { thinking_budget: budget }),
        }
        const { body } = buildSample(TARGET, { parameters })
        const thinking = readField(body, 'thinking')
        const thought = readField(thinking, 'budget_tokens') ?? 0
        expect(thought).toBeLessThan(limit)
        expect(readField(thinking, 'type')).toBe(limit > 1 ? 'enabled' : 'disabled')
      }),
      { seed: 51 },
    )
  })
})

describe('the headers of messages', () => {
  it.each([
    ['https://api.anthropic.com', true],
    ['https://api.anthropic.com/v1', true],
    ['https://api.anthropic.com.evil.example', false],
    ['https://api.z.ai/api/anthropic', false],
  ])('asks %s for leave to be called by a page: %s', (baseUrl, isAsked) => {
    const { headers } = buildSample({ ...TARGET, baseUrl })
    const names = Object.keys(headers)
    expect(names.includes('anthropic-dangerous-direct-browser-access')).toBe(isAsked)
    expect(headers['anthropic-version']).toBe('2023-06-01')
  })
})
