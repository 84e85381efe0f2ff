import { describe, expect, it } from 'vitest'
import { type DecodeOptions, decodeText, eventStream, joinRun } from '@/testing/decode-run.ts'

function decode(values: readonly unknown[], options: Partial<DecodeOptions> = {}) {
  return joinRun(decodeText(eventStream(...values), { wire: 'messages', ...options }))
}

function decodeWhole(message: unknown) {
  return joinRun(decodeText(JSON.stringify(message), { wire: 'messages' }))
}

const start = {
  type: 'message_start',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: [],
    stop_reason: null,
    usage: { input_tokens: 7, cache_read_input_tokens: 2, output_tokens: 1 },
  },
}
const stop = { type: 'message_stop' }

function open(index: number, block: object) {
  return { type: 'content_block_start', index, content_block: block }
}

function add(index: number, delta: object) {
  return { type: 'content_block_delta', index, delta }
}

function text(value: string, index = 1) {
  return add(index, { type: 'text_delta', text: value })
}

function thinking(value: string, index = 0) {
  return add(index, { type: 'thinking_delta', thinking: value })
}

function close(index: number) {
  return { type: 'content_block_stop', index }
}

function end(reason: string | null) {
  return { type: 'message_delta', delta: { stop_reason: reason }, usage: { output_tokens: 5 } }
}

describe('the end of a Messages stream', () => {
  it.each([
    ['end_turn', 'complete', null],
    ['stop_sequence', 'complete', null],
    ['tool_use', 'complete', null],
    ['pause_turn', 'truncated', 'stream-cut'],
    ['a_word_of_tomorrow', 'complete', null],
    ['max_tokens', 'length', null],
    ['refusal', 'filtered', 'content-filter'],
    ['model_context_window_exceeded', 'error', 'context-length'],
    ['sensitive', 'filtered', 'content-filter'],
  ])('follows the stop reason %s', (reason, status, kind) => {
    const run = decode([start, text('a'), end(reason), stop])
    expect(run).toMatchObject({ status, finishReason: reason, text: 'a' })
    expect(run.error?.kind ?? null).toBe(kind)
  })

  it.each([
    ['message_stop without a stop reason', [text('a'), end(null), stop], 'close', 'unverified'],
    ['a stop reason without message_stop', [text('a'), end('end_turn')], 'close', 'complete'],
    ['a close without either', [text('a'), close(1)], 'close', 'truncated'],
    ['a reset', [text('a')], 'reset', 'truncated'],
    ['a stop by the user', [text('a')], 'abort', 'stopped'],
  ] as const)('is told truly at %s', (_title, values, reason, status) => {
    expect(decode([start, ...values], { reason })).toMatchObject({ status, text: 'a' })
  })

  it('takes nothing but pings for a cut, not for another protocol', () => {
    expect(decode([{ type: 'ping' }])).toMatchObject({ status: 'truncated' })
  })

  it.each([
    [
      'in a stream',
      [start, { type: 'error', error: { type: 'overloaded_error', message: 'Full' } }],
    ],
    ['at once', [{ type: 'error', error: { type: 'overloaded_error', message: 'Full' } }]],
  ])('is an error that the server reports %s', (_title, values) => {
    expect(decode(values)).toMatchObject({
      status: 'error',
      error: { kind: 'overloaded', retry: 'auto', code: 'overloaded_error' },
      message: 'Full',
    })
  })

  it('ends once where a gateway appends [DONE]', () => {
    const body = `${eventStream(start, text('a'), end('end_turn'))}event: data\ndata: [DONE]\n\n`
    expect(joinRun(decodeText(body, { wire: 'messages' }))).toMatchObject({ status: 'complete' })
    const after = `${eventStream(start, text('a'), end('end_turn'), stop)}event: data\ndata: [DONE]\n\n`
    expect(joinRun(decodeText(after, { wire: 'messages' }))).toMatchObject({ status: 'complete' })
  })

  it('is an error where an event of the wire is broken', () => {
    const body = `${eventStream(start)}event: content_block_delta\ndata: {"delta\n\n`
    expect(joinRun(decodeText(body, { wire: 'messages' })).error?.kind).toBe('protocol')
  })
})

describe('the text of a Messages stream', () => {
  it('keeps blocks apart that overlap', () => {
    const run = decode([
      start,
      open(0, { type: 'thinking', thinking: '' }),
      thinking('why'),
      open(1, { type: 'text', text: '' }),
      text('o'),
      add(0, { type: 'signature_delta', signature: 'c2ln' }),
      close(0),
      text('k'),
      close(1),
      end('end_turn'),
      stop,
    ])
    expect(run).toMatchObject({ reasoning: 'why', text: 'ok', status: 'complete' })
  })

  it('counts what a block holds as it begins', () => {
    const run = decode([
      open(0, { type: 'thinking', thinking: 'w' }),
      thinking('hy'),
      open(1, { type: 'text', text: 'o' }),
      text('k'),
    ])
    expect(run).toMatchObject({ reasoning: 'why', text: 'ok' })
  })

  it('shows nothing of blocks that are no text', () => {
    const run = decode([
      start,
      open(0, { type: 'redacted_thinking', data: 'xyz' }),
      open(1, { type: 'a_block_of_tomorrow', text: 'xyz' }),
      add(1, { type: 'a_delta_of_tomorrow', text: 'xyz' }),
      { type: 'an_event_of_tomorrow', text: 'xyz' },
      text('ok', 2),
    ])
    expect(run).toMatchObject({ reasoning: '', text: 'ok' })
  })

  it('splits inline reasoning off', () => {
    const run = decode([text('<think>wh'), text('y</think>'), text('ok'), end('end_turn'), stop])
    expect(run).toMatchObject({ reasoning: 'why', text: 'ok' })
  })
})

describe('what comes beside the text of a Messages stream', () => {
  it('numbers calls in the order of their blocks', () => {
    const json = (index: number, partial: string) =>
      add(index, { type: 'input_json_delta', partial_json: partial })
    const run = decode([
      open(3, { type: 'tool_use', id: 'a', name: 'look', input: {} }),
      open(4, { type: 'tool_use', id: 'b', name: 'zoom', input: {} }),
      open(5, { type: 'server_tool_use', id: 's', name: 'web_search', input: {} }),
      open(6, { type: 'tool_use', id: 'c', name: 'whole', input: { y: 2 } }),
      json(3, '{"x"'),
      json(4, ''),
      json(5, '{"query":"q"}'),
      json(3, ':1}'),
      json(6, '{"y":2}'),
      close(4),
      close(3),
      close(6),
      end('tool_use'),
      stop,
    ])
    expect(run.calls).toEqual([
      { id: 'a', name: 'look', arguments: '{"x":1}' },
      { id: 'b', name: 'zoom', arguments: '{}' },
      { id: 'c', name: 'whole', arguments: '{"y":2}' },
    ])
    expect(run.status).toBe('complete')
  })

  it('adds up usage of both ends, with cached tokens as a part of the prompt', () => {
    expect(decode([start, end('end_turn'), stop]).usage).toEqual({
      promptTokens: 9,
      cachedTokens: 2,
      completionTokens: 5,
      totalTokens: 14,
    })
    const late = { ...end('end_turn'), usage: { input_tokens: 30, output_tokens: 5 } }
    expect(decode([start, late, stop]).usage).toMatchObject({ promptTokens: 32, totalTokens: 37 })
  })

  it('counts no answer that is still to come, and never counts down', () => {
    expect(decode([start, text('a')]).usage).toEqual({ promptTokens: 9, cachedTokens: 2 })
    const zero = { ...end('end_turn'), usage: { input_tokens: 0, output_tokens: 5 } }
    expect(decode([start, zero, stop]).usage).toMatchObject({ promptTokens: 9, totalTokens: 14 })
  })

  it('passes id, model, search results and citations on', () => {
    const result = { type: 'web_search_result', url: 'https://example.com', title: 'Example' }
    const citation = { type: 'web_search_result_location', url: 'https://example.com' }
    const run = decode([
      start,
      open(0, { type: 'web_search_tool_result', content: [result] }),
      add(1, { type: 'citations_delta', citation }),
      add(1, { type: 'citations_delta', citation: { ...citation, url: 'https://example.org' } }),
    ])
    expect(run.metadata).toEqual({
      id: 'msg_1',
      model: 'm',
      web_search: [result],
      annotations: [citation, { ...citation, url: 'https://example.org' }],
    })
  })
})

describe('a whole message', () => {
  const content = [
    { type: 'thinking', thinking: 'why', signature: 'c2ln' },
    { type: 'text', text: 'o' },
    { type: 'text', text: 'k' },
    { type: 'tool_use', id: 'a', name: 'f', input: { x: 1 } },
    { type: 'tool_use', id: 'b', name: 'g', input: {} },
  ]
  const message = { ...start.message, content, usage: { input_tokens: 1, output_tokens: 2 } }

  it('is read with reasoning, text, calls and usage', () => {
    expect(decodeWhole({ ...message, stop_reason: 'tool_use' })).toMatchObject({
      status: 'complete',
      finishReason: 'tool_use',
      reasoning: 'why',
      text: 'ok',
      calls: [
        { id: 'a', name: 'f', arguments: '{"x":1}' },
        { id: 'b', name: 'g', arguments: '{}' },
      ],
      usage: { promptTokens: 1, completionTokens: 2, totalTokens: 3 },
    })
  })

  it.each([
    ['max_tokens', 'length'],
    ['refusal', 'filtered'],
    [null, 'unverified'],
  ])('ends as its stop reason %s says', (reason, status) => {
    expect(decodeWhole({ ...message, stop_reason: reason })).toMatchObject({ status })
  })

  it('is an error where the server reports one with status 200', () => {
    const error = { type: 'invalid_request_error', code: '1210', message: '[1210][Bad image][1]' }
    expect(decodeWhole({ type: 'error', error, request_id: '1' })).toMatchObject({
      status: 'error',
      error: { kind: 'request', retry: 'never', code: '1210' },
    })
  })
})
