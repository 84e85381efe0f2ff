import { describe, expect, it } from 'vitest'
import { buildSample, sampleTarget } from '@/testing/sample-request.ts'
import type { ChatMessage } from './chat-request.ts'

const TARGET = sampleTarget('ollama', 'ollama')

describe('buildOllama', () => {
  it('hands over calls with their arguments read, and results by the name of the function', () => {
    const messages: readonly ChatMessage[] = [
      {
        role: 'assistant',
        text: '',
        toolCalls: [{ id: 'c1', name: 'crop', arguments: '{"a":1}' }],
      },
      { role: 'tool', callId: 'c1', name: 'crop', text: 'done' },
    ]
    expect(buildSample(TARGET, { messages, parameters: {} }).body).toMatchObject({
      messages: [
        { role: 'assistant', tool_calls: [{ function: { name: 'crop', arguments: { a: 1 } } }] },
        { role: 'tool', tool_name: 'crop', content: 'done' },
      ],
    })
  })

  it('has no options where none are set, and no form of the answer for plain text', () => {
    const { body } = buildSample(TARGET, { parameters: { response_format: 'text' } })
    expect(Object.keys(Object(body))).toEqual(['model', 'messages', 'stream', 'think'])
  })
})
