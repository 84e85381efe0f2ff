import { describe, expect, it } from 'vitest'
import { type DecodeOptions, decodeText, joinRun, lineStream } from '@/testing/decode-run.ts'
import { createStreamDecoder } from './decode-stream.ts'

function read(body: string, options: Partial<DecodeOptions> = {}) {
  return joinRun(
    decodeText(body, { wire: 'ollama', contentType: 'application/x-ndjson', ...options }),
  )
}

function line(message: object, fields: object = {}) {
  return { model: 'm', created_at: '2026-01-01T00:00:00Z', message, done: false, ...fields }
}

function last(reason: string | null, fields: object = {}) {
  const word = reason === null ? {} : { done_reason: reason }
  return line({ role: 'assistant', content: '' }, { done: true, ...word, ...fields })
}

const a = line({ role: 'assistant', content: 'a' })

describe('the end of an Ollama stream', () => {
  it.each([
    ['stop', 'complete', 'stop', null],
    ['length', 'length', 'length', null],
    ['a_word_of_tomorrow', 'complete', 'a_word_of_tomorrow', null],
    ['load', 'error', 'load', 'server'],
    ['unload', 'error', 'unload', 'server'],
    [null, 'complete', 'done', null],
  ])('follows the done reason %s', (reason, status, finishReason, kind) => {
    const run = read(lineStream(a, last(reason)))
    expect(run).toMatchObject({ status, finishReason, text: 'a' })
    expect(run.error?.kind ?? null).toBe(kind)
  })

  it.each([
    ['a close before done', lineStream(a), 'close', 'truncated', 'a'],
    ['a reset before done', lineStream(a), 'reset', 'truncated', 'a'],
    ['a stop by the user', lineStream(a), 'abort', 'stopped', 'a'],
    ['a reset after done', lineStream(a, last('stop')), 'reset', 'complete', 'a'],
    [
      'a last line without its end',
      lineStream(a, last('stop')).trimEnd(),
      'close',
      'complete',
      'a',
    ],
    [
      'a last line that is cut',
      lineStream(a, last('stop')).slice(0, -9),
      'close',
      'truncated',
      'a',
    ],
    [
      'a last line without its end, after a reset',
      lineStream(a, a, last('stop')).trimEnd(),
      'reset',
      'truncated',
      'aa',
    ],
    ['a single line that is cut', lineStream(a).slice(0, -9), 'reset', 'truncated', ''],
  ] as const)('is told truly at %s', (_title, body, reason, status, text) => {
    expect(read(body, { reason })).toMatchObject({ status, text })
  })

  it('is an error line with status 200, before and after text', () => {
    const error = { error: 'model runner has unexpectedly stopped' }
    expect(read(lineStream(error))).toMatchObject({
      status: 'error',
      error: { kind: 'server', retry: 'auto', code: null },
      message: 'model runner has unexpectedly stopped',
    })
    expect(read(lineStream(a, error))).toMatchObject({ text: 'a', error: { retry: 'user' } })
  })

  it('comes with the error line, before the server closes', () => {
    const decoder = createStreamDecoder({ wire: 'ollama' })
    const events = decoder.push(new TextEncoder().encode(lineStream({ error: 'no such model' })))
    expect(joinRun(events)).toMatchObject({ status: 'error' })
  })

  it('is an error at a broken line, which is not shown', () => {
    const run = read(`${lineStream(a)}{"message":{"content":"secret\n${lineStream(last('stop'))}`)
    expect(run).toMatchObject({ status: 'error', text: 'a', error: { kind: 'protocol' } })
    expect(run.message).not.toContain('secret')
  })

  it('reads nothing after done', () => {
    expect(read(lineStream(a, last('stop'), a))).toMatchObject({ status: 'complete', text: 'a' })
  })

  it.each([
    [
      'lines of another interface',
      lineStream(
        { model: 'm', response: 'a', done: false },
        { model: 'm', response: '', done: true },
      ),
      'protocol',
    ],
    ['other JSON', '{"models":[]}', 'not-an-api'],
    ['other JSON over lines', '{\n  "models": []\n}\n', 'not-an-api'],
    ['a list', '[1]\n', 'not-an-api'],
    ['cut JSON', '{"message":', 'protocol'],
    ['a page', '<html><title>Welcome</title>', 'not-an-api'],
    ['text', 'Ollama is running', 'not-an-api'],
    ['nothing', '', 'protocol'],
  ])('never passes %s for an answer', (_title, body, kind) => {
    expect(read(body, { contentType: 'text/plain' })).toMatchObject({
      status: 'error',
      error: { kind },
    })
  })
})

describe('what an Ollama stream says', () => {
  it('is reasoning and answer, whatever the content type', () => {
    const body = lineStream(
      line({ content: '', thinking: 'wh' }),
      line({ content: '', thinking: 'y' }),
      line({ content: 'o' }),
      line({ content: 'k' }),
      last('stop'),
    )
    for (const contentType of ['application/x-ndjson', 'text/plain', 'text/event-stream', '']) {
      expect(read(body, { contentType })).toMatchObject({ reasoning: 'why', text: 'ok' })
    }
  })

  it('is read with CRLF, blank lines and a byte order mark', () => {
    const body = `\ufeff\r\n${lineStream(a, a, last('stop')).replaceAll('\n', '\r\n\r\n')}`
    expect(read(body)).toMatchObject({ status: 'complete', text: 'aa' })
  })

  it('splits inline reasoning off', () => {
    const body = lineStream(
      line({ content: '<think>why</th' }),
      line({ content: 'ink>ok' }),
      last('stop'),
    )
    expect(read(body)).toMatchObject({ reasoning: 'why', text: 'ok' })
  })

  it('numbers calls, each of which is whole', () => {
    const call = (name: string, given: object) => ({ function: { name, arguments: given } })
    const body = lineStream(
      line({ content: '', tool_calls: [call('look', { x: 1 }), call('zoom', {})] }),
      line({ content: '', tool_calls: [{ id: 'call_3', ...call('look', { x: 2 }) }] }),
      last('stop'),
    )
    expect(read(body).calls).toEqual([
      { name: 'look', arguments: '{"x":1}' },
      { name: 'zoom', arguments: '{}' },
      { id: 'call_3', name: 'look', arguments: '{"x":2}' },
    ])
  })

  it('tells counts and durations, and the model once', () => {
    const numbers = { prompt_eval_count: 26, eval_count: 4, eval_duration: 9, total_duration: 12 }
    const events = decodeText(lineStream(a, a, last('stop', numbers)), { wire: 'ollama' })
    expect(events.filter((event) => event.type === 'metadata')).toEqual([
      { type: 'metadata', model: 'm' },
      { type: 'metadata', timings: { total_duration: 12, eval_duration: 9 } },
    ])
    expect(joinRun(events).usage).toEqual({
      promptTokens: 26,
      completionTokens: 4,
      totalTokens: 30,
    })
  })
})

describe('a whole Ollama answer', () => {
  const message = { role: 'assistant', thinking: 'why', content: 'ok' }
  const whole = line(message, { done: true, done_reason: 'stop', eval_count: 2 })

  it.each([
    ['on one line', JSON.stringify(whole)],
    ['on one line with its end', `${JSON.stringify(whole)}\n`],
    ['over lines', `${JSON.stringify(whole, null, 2)}\n`],
  ])('is read %s', (_title, body) => {
    expect(read(body, { contentType: 'application/json; charset=utf-8' })).toMatchObject({
      status: 'complete',
      finishReason: 'stop',
      reasoning: 'why',
      text: 'ok',
      usage: { completionTokens: 2 },
    })
  })

  it('moves inline reasoning that was never opened', () => {
    const inline = line({ content: 'why</think>ok' }, { done: true, done_reason: 'stop' })
    expect(read(lineStream(inline))).toMatchObject({ reasoning: 'why', text: 'ok' })
  })

  it('was cut where it is not done', () => {
    expect(read(JSON.stringify(line(message)))).toMatchObject({ status: 'truncated', text: 'ok' })
  })
})
