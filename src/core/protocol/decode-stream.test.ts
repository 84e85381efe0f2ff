import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createStreamDecoder,
  type StreamDecoderOptions,
  type StreamEvent,
} from './decode-stream.ts'
import type { EndReason } from './wire-decoder.ts'

const encoder = new TextEncoder()

function decode(
  body: string,
  options: Partial<StreamDecoderOptions> & { reason?: EndReason } = {},
): readonly StreamEvent[] {
  const { reason, ...rest } = options
  const decoder = createStreamDecoder({ wire: 'chat-completions', ...rest })
  return [...decoder.push(encoder.encode(body)), ...decoder.end(reason)]
}

function event(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`
}

function chunk(delta: unknown, finishReason: string | null = null): string {
  return event({ choices: [{ index: 0, delta, finish_reason: finishReason }] })
}

function textOf(events: readonly StreamEvent[], type: 'answer-delta' | 'reasoning-delta'): string {
  return events.map((one) => (one.type === type ? one.text : '')).join('')
}

function endOf(events: readonly StreamEvent[]) {
  const last = events.at(-1)
  if (last?.type !== 'end') {
    throw new Error('the last event is not the end')
  }
  expect(events.filter((one) => one.type === 'end')).toHaveLength(1)
  return last
}

const DONE = 'data: [DONE]\n\n'

describe('the end of a chat completion stream', () => {
  it.each([
    ['stop', 'complete', undefined],
    ['tool_calls', 'complete', undefined],
    ['eos_token_from_the_future', 'complete', undefined],
    ['constructor', 'complete', undefined],
    ['length', 'length', undefined],
    ['sensitive', 'filtered', { kind: 'content-filter', retry: 'never' }],
    ['content_filter', 'filtered', { kind: 'content-filter', retry: 'never' }],
    ['network_error', 'error', { kind: 'server', retry: 'user' }],
    ['abort', 'error', { kind: 'server', retry: 'user' }],
    ['insufficient_system_resource', 'error', { kind: 'overloaded', retry: 'user' }],
    ['model_context_window_exceeded', 'error', { kind: 'context-length', retry: 'never' }],
  ])('follows the finish reason %s', (reason, status, error) => {
    const events = decode(chunk({ content: 'a' }) + chunk({}, reason) + DONE)
    expect(endOf(events)).toMatchObject({ status, finishReason: reason, ...(error && { error }) })
    expect(textOf(events, 'answer-delta')).toBe('a')
  })

  it('advises to retry by itself only while nothing was shown', () => {
    expect(endOf(decode(chunk({}, 'network_error') + DONE))).toMatchObject({
      error: { retry: 'auto' },
    })
  })

  it.each([
    [
      'a cut after the finish reason is complete',
      chunk({ content: 'a' }, 'stop'),
      'reset',
      'complete',
    ],
    [
      'a stop after the finish reason is complete',
      chunk({ content: 'a' }, 'stop'),
      'abort',
      'complete',
    ],
    ['a stop before anything came', '', 'abort', 'stopped'],
    ['a reset before anything came', '', 'reset', 'truncated'],
    ['only comments', ': ping\n\n', 'close', 'truncated'],
    ['a tail that is [DONE]', `${chunk({ content: 'a' })}data: [DONE]`, 'close', 'unverified'],
    ['a tail after a reset', `${chunk({ content: 'a' })}data: [DONE]`, 'reset', 'truncated'],
  ] as const)('is told truly: %s', (_title, body, reason, status) => {
    const contentType = 'text/event-stream'
    expect(endOf(decode(body, { reason, contentType }))).toMatchObject({ status })
  })

  it('is an error when nothing but [DONE] came', () => {
    expect(endOf(decode(DONE))).toMatchObject({
      status: 'error',
      error: { kind: 'server', retry: 'auto' },
    })
  })

  it('is handed out at [DONE], and nothing after it is read', () => {
    const decoder = createStreamDecoder({ wire: 'chat-completions' })
    const body = chunk({ content: 'a' }, 'stop') + DONE + chunk({ content: 'b' })
    const events = decoder.push(encoder.encode(body))
    expect(endOf(events)).toMatchObject({ status: 'complete' })
    expect(textOf(events, 'answer-delta')).toBe('a')
    expect(decoder.push(encoder.encode(chunk({ content: 'c' })))).toEqual([])
    expect(decoder.end()).toEqual([])
  })

  it('says so when the stream is of another protocol', () => {
    const body = `event: message_start\n${event({ type: 'message_start', message: {} })}`
    expect(endOf(decode(body))).toMatchObject({ status: 'error', error: { kind: 'protocol' } })
  })

  it('is not touched by pings and unknown events, whatever they hold', () => {
    const body = `event: ping\ndata: pong\n\n${chunk({ content: 'a' }, 'stop')}${DONE}`
    expect(endOf(decode(body))).toMatchObject({ status: 'complete' })
  })

  it('takes the words of an error event that holds no JSON', () => {
    const body = `${chunk({ content: 'a' })}event: error\ndata: out of memory\n\n`
    expect(endOf(decode(body))).toMatchObject({
      status: 'error',
      error: { kind: 'server', retry: 'user', message: 'out of memory' },
    })
  })

  it('keeps the text before an event that is broken, and shows nothing of it', () => {
    const events = decode(`${chunk({ content: 'a' })}data: {"secret\n\n`)
    expect(textOf(events, 'answer-delta')).toBe('a')
    expect(endOf(events)).toMatchObject({ error: { kind: 'protocol', retry: 'user', code: null } })
    expect(JSON.stringify(endOf(events))).not.toContain('secret')
  })
})

describe('the text of a chat completion stream', () => {
  it('holds white space that comes before the reasoning until the answer begins', () => {
    const decoder = createStreamDecoder({ wire: 'chat-completions' })
    const push = (delta: unknown) => decoder.push(encoder.encode(chunk(delta)))
    expect(push({ content: '\n' })).toEqual([])
    expect(push({ reasoning: 'why', content: '' })).toEqual([
      { type: 'reasoning-delta', text: 'why' },
    ])
    expect(textOf(push({ content: 'ok' }), 'answer-delta')).toBe('\nok')
  })

  it('takes reasoning once when it comes under two names', () => {
    const events = decode(chunk({ reasoning: 'why', reasoning_content: 'why' }))
    expect(textOf(events, 'reasoning-delta')).toBe('why')
  })

  it('reads reasoning_details where nothing else carries the reasoning', () => {
    const details = [
      { type: 'reasoning.text', text: 'w' },
      { type: 'reasoning.summary', summary: 'y' },
    ]
    const events = decode(chunk({ reasoning_details: details }))
    expect(textOf(events, 'reasoning-delta')).toBe('wy')
  })

  it('leaves other choices out', () => {
    const body = event({
      choices: [
        { index: 1, delta: { content: 'b' } },
        { index: 0, delta: { content: 'a' } },
      ],
    })
    expect(textOf(decode(body), 'answer-delta')).toBe('a')
  })

  it('does not repeat a whole message after its deltas', () => {
    const whole = event({
      choices: [{ index: 0, message: { content: 'ab' }, finish_reason: 'stop' }],
    })
    const events = decode(chunk({ content: 'a' }) + chunk({ content: 'b' }) + whole + DONE)
    expect(textOf(events, 'answer-delta')).toBe('ab')
    expect(endOf(events)).toMatchObject({ status: 'complete' })
  })

  it('tells where the answer starts when the reasoning was never opened', () => {
    const events = decode(
      chunk({ content: 'why</thi' }) + chunk({ content: 'nk>ok' }, 'stop') + DONE,
    )
    expect(events).toContainEqual({ type: 'metadata', answerStartsAt: 3 })
    expect(textOf(events, 'answer-delta')).toBe('whyok')
  })

  it('splits a whole completion whose reasoning was never opened', () => {
    const body = { choices: [{ message: { content: 'why</think>ok' }, finish_reason: 'stop' }] }
    const events = decode(JSON.stringify(body), { contentType: 'application/json' })
    expect(textOf(events, 'reasoning-delta')).toBe('why')
    expect(textOf(events, 'answer-delta')).toBe('ok')
  })

  it('gives the same events for any pieces', () => {
    const delta = fc.oneof(
      fc.record({
        content: fc.constantFrom('a', '<think>', '</think>', '<thi', '字😀', ' \n', ''),
      }),
      fc.record({ reasoning: fc.constantFrom('r', '思') }),
      fc.record({ reasoning_content: fc.constant('c'), content: fc.constant('') }),
    )
    const ending = fc.constantFrom(
      '',
      DONE,
      chunk({}, 'stop') + DONE,
      'data: {"x',
      'data: nope\n\n',
    )
    fc.assert(
      fc.property(fc.array(delta, { maxLength: 8 }), ending, (deltas, tail) => {
        const body = deltas.map((one) => chunk(one)).join('') + tail
        const whole = decode(body)
        const decoder = createStreamDecoder({ wire: 'chat-completions' })
        const bytes = [...encoder.encode(body)]
        const events = [
          ...bytes.flatMap((byte) => decoder.push(Uint8Array.of(byte))),
          ...decoder.end(),
        ]
        expect(textOf(events, 'answer-delta')).toBe(textOf(whole, 'answer-delta'))
        expect(textOf(events, 'reasoning-delta')).toBe(textOf(whole, 'reasoning-delta'))
        expect(endOf(events)).toEqual(endOf(whole))
      }),
      { seed: 5, numRuns: 500 },
    )
  })

  it('survives any JSON in any place', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (first, second, third) => {
        const body =
          event(first) +
          event({ choices: [second] }) +
          event({ choices: [{ delta: second, finish_reason: third }], usage: third })
        endOf(decode(body))
        endOf(decode(JSON.stringify(first)))
        endOf(decode(JSON.stringify(first), { httpStatus: 400 }))
      }),
      { seed: 9, numRuns: 1000 },
    )
  })
})

describe('what comes beside the text', () => {
  it('tells each value of metadata once', () => {
    const one = { id: 'x', model: 'm', choices: [{ delta: { content: 'a' } }] }
    const last = { ...one, choices: [], timings: { prompt_ms: 3 }, web_search: [{ title: 't' }] }
    const metadata = decode(event(one) + event(one) + event(last)).filter(
      ({ type }) => type === 'metadata',
    )
    expect(metadata).toEqual([
      { type: 'metadata', id: 'x', model: 'm' },
      { type: 'metadata', timings: { prompt_ms: 3 }, web_search: [{ title: 't' }] },
    ])
  })

  it('reads usage on any chunk', () => {
    const usage = {
      prompt_tokens: 1,
      completion_tokens: 2,
      total_tokens: 3,
      completion_tokens_details: { reasoning_tokens: 4 },
      prompt_tokens_details: { cached_tokens: 5 },
    }
    expect(decode(event({ choices: [], usage }))).toContainEqual({
      type: 'usage',
      promptTokens: 1,
      completionTokens: 2,
      totalTokens: 3,
      reasoningTokens: 4,
      cachedTokens: 5,
    })
  })

  it('ignores usage that holds no counts', () => {
    const events = decode(event({ choices: [], usage: { prompt_tokens: '9', total_tokens: -1 } }))
    expect(events.some(({ type }) => type === 'usage')).toBe(false)
  })

  it('passes tool calls on as data', () => {
    const calls = [
      { index: -1, id: 'a', function: { name: 'f', arguments: '{"x":' } },
      { index: 4, function: { arguments: { y: 1 } } },
    ]
    expect(decode(chunk({ tool_calls: calls }, 'tool_calls') + DONE).slice(0, -1)).toEqual([
      { type: 'tool-call-delta', index: 0, id: 'a', name: 'f', arguments: '{"x":' },
      { type: 'tool-call-delta', index: 4, arguments: '{"y":1}' },
    ])
  })
})

describe('calls of servers that do not number them', () => {
  const call = (fields: object) => chunk({ tool_calls: [{ index: -1, ...fields }] })
  const indexes = (body: string) =>
    decode(body).flatMap((one) => (one.type === 'tool-call-delta' ? [one.index] : []))

  it('are told apart by their ids, and a piece without one goes on', () => {
    const first = call({ id: 'a', function: { name: 'f', arguments: '{' } })
    const rest = call({ function: { arguments: '}' } })
    const second = call({ id: 'b', function: { name: 'f', arguments: '{}' } })
    const again = call({ id: 'a', function: { arguments: ' ' } })
    expect(indexes(first + rest + second + rest + again)).toEqual([0, 0, 1, 1, 0])
  })

  it('are told apart by their names where they have no ids', () => {
    const named = call({ function: { name: 'f', arguments: '{}' } })
    expect(indexes(named + named)).toEqual([0, 1])
  })
})

describe('sources of a chat completion', () => {
  it('add up over the chunks', () => {
    const source = (url: string) => ({ type: 'url_citation', url_citation: { url } })
    const events = decode(
      chunk({ content: 'a', annotations: [source('x')] }) +
        chunk({ annotations: [source('y'), 'junk'] }),
    )
    expect(events.filter(({ type }) => type === 'metadata')).toEqual([
      { type: 'metadata', annotations: [source('x')] },
      { type: 'metadata', annotations: [source('x'), source('y')] },
    ])
  })

  it('are at most two hundred', () => {
    const annotations = Array.from({ length: 150 }, (_, place) => ({ place }))
    const body = chunk({ annotations }) + chunk({ annotations }) + chunk({ annotations })
    const lists = decode(body).flatMap((one) =>
      one.type === 'metadata' ? [one['annotations']] : [],
    )
    expect(lists).toEqual([annotations, [...annotations, ...annotations.slice(0, 50)]])
  })
})

describe('bodies that are no stream', () => {
  it.each([
    ['nothing', '', 200, 'protocol', 'user', null],
    ['plain text', 'Hello', 200, 'not-an-api', 'never', null],
    ['other JSON', '{"data":[]}', 200, 'not-an-api', 'never', null],
    ['a JSON list', '[1]', 200, 'not-an-api', 'never', null],
    ['cut JSON', '{"choices":[', 200, 'protocol', 'user', null],
    ['a page', '\ufeff\n<html>', 200, 'not-an-api', 'never', null],
    ['a page for 404', '<html><title>404 Not Found</title>', 404, 'not-an-api', 'never', '404'],
    ['a page for 401', '<html><title>Sign in</title>', 401, 'auth', 'never', '401'],
    ['a page for 502', '<html><title>502 Bad Gateway</title>', 502, 'server', 'auto', '502'],
    ['a redirect', '', 302, 'not-an-api', 'never', '302'],
    ['text for 500', 'Internal Server Error', 500, 'server', 'auto', '500'],
    ['nothing for 401', '', 401, 'auth', 'never', '401'],
    ['an event stream for 429', 'data: {}\n\n', 429, 'rate-limit', 'auto', '429'],
  ])('are errors: %s', (_title, body, httpStatus, kind, retry, code) => {
    const end = endOf(decode(body, { httpStatus, contentType: 'text/html' }))
    expect(end).toMatchObject({ status: 'error', finishReason: null, error: { kind, retry, code } })
  })

  it('shows the title of a page as words', () => {
    const html = '<!doctype html><title>Log in &amp; go</title><script>alert(1)</script>'
    expect(endOf(decode(html)).error?.message).toBe('Log in &amp; go')
  })

  it('are stopped by the user like any other', () => {
    const end = endOf(decode('{"error":', { httpStatus: 500, reason: 'abort' }))
    expect(end).toMatchObject({ status: 'stopped' })
  })

  it('keeps our own request out of the message', () => {
    const body = JSON.stringify({
      error: { message: `bad: {'role': 'user', 'content': 'my question'} ${'x'.repeat(9000)}` },
    })
    const message = endOf(decode(body, { httpStatus: 400 })).error?.message ?? ''
    expect(message).not.toContain('my question')
    expect(message.length).toBeLessThanOrEqual(500)
  })
})

describe('a server that repeats the key', () => {
  const key = 'sk-canary-0123456789abcdef'
  const options = { wire: 'chat-completions', secrets: [key] } as const
  const decode = (body: string, httpStatus = 200) => {
    const decoder = createStreamDecoder({ ...options, httpStatus })
    const bytes = new TextEncoder().encode(body)
    return JSON.stringify([...decoder.push(bytes), ...decoder.end()])
  }
  const filler = 'x'.repeat(50)

  it.each([
    ['in an error message', `{"error":{"message":"Bad key ${key}"}}`, 401],
    ['at the place where a code is cut', `{"error":{"code":"${filler}${key}${key}"}}`, 401],
    ['behind spaces that are folded', `{"error":{"message":"Bad:${' '.repeat(7970)}${key}"}}`, 401],
    [
      'as its reason to end',
      `data: {"choices":[{"delta":{"content":"a"},"finish_reason":"${key}"}]}\n\n`,
      200,
    ],
    ['on a web page', `<!doctype html><title>${key}</title>`, 200],
    ['in its answer', `data: {"choices":[{"delta":{"content":"your key is ${key}"}}]}\n\n`, 200],
  ])('%s shows dots instead', (_place, body, status) => {
    const events = decode(body, status)
    for (let length = key.length; length >= 8; length -= 1)
      expect(events).not.toContain(key.slice(0, length))
  })
})

describe('fields of a hostile server', () => {
  const decode = (chunk: unknown) => {
    const decoder = createStreamDecoder({ wire: 'chat-completions' })
    return decoder.push(new TextEncoder().encode(`data: ${JSON.stringify(chunk)}\n\n`))
  }

  it('cannot move the answer into the reasoning', () => {
    const events = decode({ answerStartsAt: 9999, choices: [{ delta: { content: 'hi' } }] })
    expect(JSON.stringify(events)).not.toContain('answerStartsAt')
  })

  it('cannot count tokens beyond reason', () => {
    const usage = { prompt_tokens: 1e300, completion_tokens: -1, total_tokens: 12 }
    expect(decode({ choices: [], usage })).toContainEqual({ type: 'usage', totalTokens: 12 })
  })
})
