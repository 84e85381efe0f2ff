import { describe, expect, it } from 'vitest'
import { buildSample, sampleTarget } from '@/testing/sample-request.ts'
import type { ChatMessage } from './chat-request.ts'

const TARGET = sampleTarget('empiriolabs', 'responses')

describe('buildResponses', () => {
  it('makes an item of each call and each result', () => {
    const messages: readonly ChatMessage[] = [
      { role: 'user', text: 'Crop it.', images: [] },
      {
        role: 'assistant',
        text: 'Cropping.',
        toolCalls: [
          { id: 'c1', name: 'crop', arguments: '{"a":1}' },
          { id: 'c2', name: 'crop', arguments: '' },
        ],
      },
      { role: 'tool', callId: 'c1', name: 'crop', text: 'one' },
      { role: 'tool', callId: 'c2', name: 'crop', text: 'two' },
      { role: 'assistant', text: '', toolCalls: [{ id: 'c3', name: 'zoom', arguments: '{}' }] },
    ]
    expect(buildSample(TARGET, { messages, parameters: {} }).body).toMatchObject({
      input: [
        { role: 'user', content: 'Crop it.' },
        { role: 'assistant', content: 'Cropping.' },
        { type: 'function_call', call_id: 'c1', name: 'crop', arguments: '{"a":1}' },
        { type: 'function_call', call_id: 'c2', name: 'crop', arguments: '' },
        { type: 'function_call_output', call_id: 'c1', output: 'one' },
        { type: 'function_call_output', call_id: 'c2', output: 'two' },
        { type: 'function_call', call_id: 'c3', name: 'zoom', arguments: '{}' },
      ],
    })
  })

  it('hands an answer back to llama.cpp as the item it came as, since it takes no string there', () => {
    const { body } = buildSample(sampleTarget('llamacpp', 'responses'))
    expect(body).toMatchObject({
      input: [
        { role: 'user', content: 'What is it?' },
        {
          type: 'message',
          role: 'assistant',
          content: [{ type: 'output_text', text: 'A cat.' }],
        },
        { role: 'user' },
      ],
    })
  })

  it('keeps nothing on the server', () => {
    expect(buildSample(TARGET).body).toMatchObject({ store: false })
  })
})
