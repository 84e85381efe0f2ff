import { describe, expect, test } from 'vitest'
import { findReasoningPlace, isStreamed } from './stream-shape.ts'

const delta = (fields: object) => `data: ${JSON.stringify({ choices: [{ delta: fields }] })}\n\n`

describe('findReasoningPlace', () => {
  test.each([
    ['reasoning_content', delta({ reasoning_content: 'Hm' })],
    ['reasoning', delta({ reasoning: 'Hm' })],
    ['reasoning', delta({ reasoning: 'Hm', reasoning_content: '' })],
    ['thinking', '{"message":{"role":"assistant","content":"","thinking":"Hm"},"done":false}'],
    [
      'thinking',
      'data: {"type":"content_block_delta","delta":{"type":"thinking_delta","thinking":"Hm"}}',
    ],
    ['reasoning_text', 'data: {"type":"response.reasoning_text.delta","delta":"Hm"}'],
    [
      'reasoning_summary_text',
      'data: {"type": "response.reasoning_summary_text.delta","delta":"Hm"}',
    ],
  ])('finds the field %s', (name, raw) => {
    expect(findReasoningPlace(raw, 'Hm', '')).toEqual({ kind: 'field', name })
  })

  test('reasoning that no field holds stands inside the answer, whatever the model writes about fields', () => {
    const raw = delta({ content: '<think>I send "reasoning_content":"x"</think>Red' })
    expect(findReasoningPlace(raw, 'I send "reasoning_content":"x"', 'Red')).toEqual({
      kind: 'inline',
    })
  })

  test('a closing tag that was left in the answer betrays reasoning', () => {
    expect(findReasoningPlace('', '', 'Hm </think> Red')).toEqual({ kind: 'inline' })
  })

  test('there may be none', () => {
    expect(findReasoningPlace(delta({ content: 'Red' }), ' \n', 'Red')).toEqual({ kind: 'none' })
  })
})

describe('isStreamed', () => {
  test.each([
    ['chat-completions', 'data: {}', true],
    ['chat-completions', '\ufeff\r\n: ping', true],
    ['chat-completions', ' {"choices":[]}', false],
    ['chat-completions', '  ', null],
    ['ollama', '{"message":{"content":"R"},"done":false}', true],
    ['ollama', '{"message":{"content":"Red"},"done":true}', false],
    ['ollama', '{"message":{"cont', null],
    ['ollama', '{"message":{"content":"\\"done\\":false"},"done":true}', false],
  ] as const)('%s, %j: %s', (wire, raw, streams) => {
    expect(isStreamed(wire, raw)).toBe(streams)
  })
})
