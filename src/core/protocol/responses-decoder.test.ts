import { describe, expect, it } from 'vitest'
import { type DecodeOptions, decodeText, eventStream, joinRun } from '@/testing/decode-run.ts'

const created = { type: 'response.created', response: { id: 'resp_1', object: 'response' } }

function decode(values: readonly unknown[], options: Partial<DecodeOptions> = {}) {
  return joinRun(decodeText(eventStream(...values), { wire: 'responses', ...options }))
}

function decodeWhole(response: unknown) {
  return joinRun(decodeText(JSON.stringify(response), { wire: 'responses' }))
}

function text(delta: string, itemId = 'msg_1') {
  return { type: 'response.output_text.delta', item_id: itemId, delta }
}

function reasoning(delta: string, itemId = 'rs_1') {
  return { type: 'response.reasoning_text.delta', item_id: itemId, delta }
}

function summary(delta: string, itemId = 'rs_1') {
  return { type: 'response.reasoning_summary_text.delta', item_id: itemId, delta }
}

function message(answer: string, id = 'msg_1') {
  return { type: 'message', id, content: [{ type: 'output_text', text: answer }] }
}

function last(status: string, fields: object = {}) {
  return { type: `response.${status}`, response: { object: 'response', status, ...fields } }
}

describe('the end of a Responses stream', () => {
  it.each([
    ['completed', {}, 'complete', 'completed', null],
    ['incomplete', { reason: 'max_output_tokens' }, 'length', 'max_output_tokens', null],
    ['incomplete', { reason: 'content_filter' }, 'filtered', 'content_filter', 'content-filter'],
    ['incomplete', { reason: 'full_moon' }, 'truncated', 'full_moon', 'stream-cut'],
    ['incomplete', {}, 'truncated', 'incomplete', 'stream-cut'],
    ['failed', {}, 'error', 'failed', 'server'],
    ['cancelled', {}, 'error', 'cancelled', 'server'],
  ])('follows response.%s with %o', (status, details, expected, finishReason, kind) => {
    const run = decode([created, text('a'), last(status, { incomplete_details: details })])
    expect(run).toMatchObject({ status: expected, finishReason, text: 'a' })
    expect(run.error?.kind ?? null).toBe(kind)
  })

  it('takes the words of a failed response', () => {
    const error = { code: 'rate_limit_exceeded', message: 'Slow down' }
    expect(decode([created, last('failed', { error })])).toMatchObject({
      error: { kind: 'rate-limit', retry: 'auto', code: 'rate_limit_exceeded' },
      message: 'Slow down',
    })
  })

  it('does not call an answer complete whose response says that it is not', () => {
    const response = { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }
    const run = decode([created, text('a'), { type: 'response.completed', response }])
    expect(run).toMatchObject({ status: 'length', finishReason: 'max_output_tokens' })
    const failed = { status: 'completed', error: { message: 'no' } }
    expect(decode([created, { type: 'response.completed', response: failed }]).status).toBe('error')
  })

  it('is an error at an error event, before and after text', () => {
    const error = { type: 'error', code: 'server_error', message: 'Oops', param: null }
    expect(decode([created, error])).toMatchObject({
      status: 'error',
      error: { kind: 'server', retry: 'auto', code: 'server_error' },
    })
    expect(decode([text('a'), error])).toMatchObject({ text: 'a', error: { retry: 'user' } })
    const nameless = `data: ${JSON.stringify(error)}\n\n`
    const run = joinRun(decodeText(nameless, { wire: 'responses' }))
    expect(run.error).toEqual({ kind: 'server', retry: 'auto', code: 'server_error' })
  })

  it.each([
    ['a close', 'close', 'truncated'],
    ['a reset', 'reset', 'truncated'],
    ['a stop', 'abort', 'stopped'],
  ] as const)('is told truly at %s before the last event', (_title, reason, status) => {
    expect(decode([created, text('a')], { reason })).toMatchObject({ status, text: 'a' })
  })

  it('is unverified where [DONE] comes without a last event, and not doubled where it comes after', () => {
    const done = 'data: [DONE]\n\n'
    const cut = decodeText(eventStream(created, text('a')) + done, { wire: 'responses' })
    expect(joinRun(cut).status).toBe('unverified')
    const full = decodeText(eventStream(created, text('a'), last('completed')) + done, {
      wire: 'responses',
    })
    expect(joinRun(full)).toMatchObject({ status: 'complete', text: 'a' })
  })

  it('is an error where an event of the wire is broken, and not where a foreign one is', () => {
    const broken = `${eventStream(created)}event: response.output_text.delta\ndata: {"delta\n\n`
    expect(joinRun(decodeText(broken, { wire: 'responses' }))).toMatchObject({
      status: 'error',
      error: { kind: 'protocol' },
    })
    const foreign = `event: keepalive\ndata: {x\n\n${eventStream(text('a'), last('completed'))}`
    expect(joinRun(decodeText(foreign, { wire: 'responses' })).status).toBe('complete')
  })
})

describe('the text of a Responses stream', () => {
  it('goes by the type in the data, whatever the event line says', () => {
    const body = `event: response.created\ndata: ${JSON.stringify(text('a'))}\n\n`
    expect(joinRun(decodeText(body, { wire: 'responses' })).text).toBe('a')
  })

  it('is told once, although it comes in deltas, in its item and in the last response', () => {
    const run = decode([
      reasoning('why'),
      text('o'),
      text('k'),
      { type: 'response.reasoning_text.done', item_id: 'rs_1', text: 'why' },
      { type: 'response.output_text.done', item_id: 'msg_1', text: 'ok' },
      { type: 'response.output_item.done', item: message('ok') },
      last('completed', {
        output: [{ type: 'reasoning', content: [{ text: 'why' }] }, message('ok', 'msg_new')],
      }),
    ])
    expect(run).toMatchObject({ reasoning: 'why', text: 'ok' })
  })

  it('is told once where content_index counts the deltas and ids are new at the end', () => {
    const run = decode([
      { ...text('o'), content_index: 1 },
      { ...text('k'), content_index: 2 },
      { type: 'response.output_text.done', item_id: 'msg_1', content_index: 3, text: 'ok' },
      { type: 'response.output_item.done', output_index: 9, item: message('ok') },
      last('completed', { output: [message('ok', 'other')] }),
    ])
    expect(run.text).toBe('ok')
  })

  it('is told once where its end has another id than its deltas', () => {
    const run = decode([
      text('o', 'a'),
      text('k', 'a'),
      { type: 'response.output_text.done', item_id: 'b', text: 'ok' },
      { type: 'response.output_item.done', item: message('ok', 'c') },
      text('o', 'd'),
      text('k', 'd'),
      { type: 'response.output_text.done', item_id: 'e', text: 'ok' },
    ])
    expect(run.text).toBe('okok')
  })

  it('is told once where deltas do not name their item', () => {
    const delta = { type: 'response.output_text.delta', delta: 'ok' }
    const done = { type: 'response.output_text.done', item_id: 'msg_1', text: 'ok' }
    expect(decode([delta, done, last('completed', { output: [message('ok')] })]).text).toBe('ok')
  })

  it.each([
    ['its .done event', [{ type: 'response.output_text.done', item_id: 'msg_1', text: 'ok' }], []],
    ['its item', [{ type: 'response.output_item.done', item: message('ok') }], []],
    ['the last response', [], [message('ok')]],
    [
      'its item and the last response',
      [{ type: 'response.output_item.done', item: message('ok') }],
      [message('ok')],
    ],
  ])('counts where it comes only in %s', (_title, events, output) => {
    expect(decode([created, ...events, last('completed', { output })]).text).toBe('ok')
  })

  it('takes the end of the text from the last response where deltas are missing', () => {
    const output = [message('one'), message(' two', 'msg_2')]
    expect(decode([text('one'), last('completed', { output })]).text).toBe('one two')
    expect(decode([text('other'), last('completed', { output })]).text).toBe('other')
  })

  it('takes one of reasoning and its summary', () => {
    expect(decode([reasoning('a'), summary('s'), reasoning('b')]).reasoning).toBe('ab')
    expect(decode([summary('s'), reasoning('a'), summary('t')]).reasoning).toBe('st')
    expect(decode([reasoning('a'), summary('s', 'rs_2')]).reasoning).toBe('as')
  })

  it('reads the names that events of reasoning had before, once', () => {
    const older = (delta: unknown) => ({ type: 'response.reasoning.delta', item_id: 'rs_1', delta })
    expect(decode([older('a'), older({ text: 'b' }), reasoning('ab')]).reasoning).toBe('ab')
    expect(decode([reasoning('ab'), older('ab')]).reasoning).toBe('ab')
  })

  it('shows a refusal as the answer', () => {
    const refusal = { type: 'response.refusal.delta', item_id: 'msg_1', delta: 'No.' }
    const done = { type: 'response.refusal.done', item_id: 'msg_1', refusal: 'No.' }
    expect(decode([refusal, done, last('completed')]).text).toBe('No.')
  })

  it('splits inline reasoning off', () => {
    const run = decode([text('<thi'), text('nk>why</th'), text('ink>ok'), last('completed')])
    expect(run).toMatchObject({ reasoning: 'why', text: 'ok' })
  })
})

describe('what comes beside the text of a Responses stream', () => {
  const call = { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'look' }
  const added = { type: 'response.output_item.added', output_index: 1, item: call }

  it('numbers calls in their order and tells their arguments once', () => {
    const args = (delta: string, itemId = 'fc_1') => ({
      type: 'response.function_call_arguments.delta',
      item_id: itemId,
      delta,
    })
    const second = { ...call, id: 'fc_2', call_id: 'call_2', name: 'zoom' }
    const run = decode([
      added,
      { type: 'response.output_item.added', output_index: 2, item: second },
      args('{"x"'),
      args('{}', 'fc_2'),
      args(':1}'),
      { type: 'response.function_call_arguments.done', item_id: 'fc_1', arguments: '{"x":1}' },
      { type: 'response.output_item.done', item: { ...call, arguments: '{"x":1}' } },
      last('completed', {
        output: [
          { ...call, id: 'new_1', arguments: '{"x":1}' },
          { ...second, id: 'new_2', arguments: '{}' },
        ],
      }),
    ])
    expect(run.calls).toEqual([
      { id: 'call_1', name: 'look', arguments: '{"x":1}' },
      { id: 'call_2', name: 'zoom', arguments: '{}' },
    ])
    expect(run.status).toBe('complete')
  })

  it.each([
    [
      'a .done event',
      [added, { type: 'response.function_call_arguments.done', item_id: 'fc_1', arguments: '{}' }],
      [],
    ],
    ['its item', [{ type: 'response.output_item.done', item: { ...call, arguments: '{}' } }], []],
    ['the last response', [], [{ ...call, arguments: '{}' }]],
    ['the last response, begun before', [added], [{ ...call, arguments: '{}' }]],
  ])('takes arguments that come only in %s', (_title, events, output) => {
    expect(decode([...events, last('completed', { output })]).calls).toEqual([
      { id: 'call_1', name: 'look', arguments: '{}' },
    ])
  })

  it('reads usage, plain fields of the response, timings and sources', () => {
    const source = { type: 'url_citation', url: 'https://example.com', title: 'Example' }
    const usage = {
      input_tokens: 9,
      output_tokens: 5,
      total_tokens: 14,
      input_tokens_details: { cached_tokens: 3 },
      output_tokens_details: { reasoning_tokens: 2 },
    }
    const end = last('completed', { id: 'resp_1', model: 'm', usage, tools: [{}], error: null })
    const run = decode([
      { type: 'response.output_text.annotation.added', annotation: source },
      { ...end, timings: { prompt_ms: 1 } },
    ])
    expect(run.usage).toEqual({
      promptTokens: 9,
      completionTokens: 5,
      totalTokens: 14,
      cachedTokens: 3,
      reasoningTokens: 2,
    })
    expect(run.metadata).toEqual({
      id: 'resp_1',
      model: 'm',
      annotations: [source],
      timings: { prompt_ms: 1 },
    })
  })
})

describe('a whole response', () => {
  const output = [
    { type: 'reasoning', content: [], summary: [{ type: 'summary_text', text: 'why' }] },
    message('ok'),
    { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' },
  ]

  it('is read with reasoning, text, calls and usage', () => {
    const usage = { input_tokens: 1, output_tokens: 2, total_tokens: 3 }
    expect(decodeWhole({ object: 'response', status: 'completed', output, usage })).toMatchObject({
      status: 'complete',
      finishReason: 'completed',
      reasoning: 'why',
      text: 'ok',
      calls: [{ id: 'c', name: 'f', arguments: '{}' }],
      usage: { promptTokens: 1, completionTokens: 2, totalTokens: 3 },
    })
  })

  it('moves inline reasoning that was never opened', () => {
    const whole = { object: 'response', status: 'completed', output: [message('why</think>ok')] }
    expect(decodeWhole(whole)).toMatchObject({ reasoning: 'why', text: 'ok' })
  })

  it.each([
    [{ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }, 'length'],
    [{ status: 'in_progress' }, 'truncated'],
    [{ status: 'queued' }, 'truncated'],
    [{ status: 'failed', error: { code: 'server_error', message: 'x' } }, 'error'],
    [{ status: 'failed', error: null }, 'error'],
    [{}, 'unverified'],
  ])('ends as its own words say: %o', (fields, status) => {
    const run = decodeWhole({ object: 'response', output: [message('ok')], ...fields })
    expect(run).toMatchObject({ status, text: 'ok' })
  })
})
