import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuTime } from '@/testing/cpu-time.ts'
import { decodeText, eventStream, joinRun, lineStream } from '@/testing/decode-run.ts'
import type { StreamEvent, Wire } from './stream-event.ts'

const WIRES: readonly Wire[] = ['chat-completions', 'responses', 'messages', 'ollama']

const MANY = 200_000

function repeat(count: number, one: (place: number) => unknown): readonly unknown[] {
  return Array.from({ length: count }, (_, place) => one(place))
}

function nested(depth: number): string {
  return `${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`
}

const call = (index: number) => ({ index, function: { name: 'f', arguments: '{}' } })
const delta = (fields: object) => eventStream({ choices: [{ index: 0, delta: fields }] })
const deepArguments = (depth: number) =>
  `data: {"choices":[{"delta":{"tool_calls":[{"function":{"name":"f","arguments":${nested(depth)}}}]}}]}\n\n`

const HOSTILE: readonly (readonly [
  title: string,
  wire: Wire,
  body: string,
  status: string,
  kind: string | null,
])[] = [
  [
    '200,000 calls in one event',
    'chat-completions',
    delta({ tool_calls: repeat(MANY, call) }),
    'error',
    'protocol',
  ],
  [
    '200,000 calls in one line',
    'ollama',
    lineStream({ message: { tool_calls: repeat(MANY, call) }, done: false }),
    'error',
    'protocol',
  ],
  [
    '200,000 parts of content',
    'chat-completions',
    delta({ content: repeat(MANY, () => ({ type: 'text', text: 'a' })) }),
    'truncated',
    'stream-cut',
  ],
  [
    '200,000 sources',
    'chat-completions',
    delta({ annotations: repeat(MANY, (place) => ({ place })) }),
    'truncated',
    'stream-cut',
  ],
  [
    '200,000 items',
    'responses',
    eventStream({
      type: 'response.completed',
      response: { output: repeat(MANY, () => ({ type: 'message', content: 'a' })) },
    }),
    'complete',
    null,
  ],
  [
    '200,000 calls as items',
    'responses',
    eventStream({
      type: 'response.completed',
      response: { output: repeat(MANY, () => ({ type: 'function_call' })) },
    }),
    'error',
    'protocol',
  ],
  [
    '200,000 blocks',
    'messages',
    JSON.stringify({ type: 'message', content: repeat(MANY, () => ({ type: 'tool_use' })) }),
    'error',
    'protocol',
  ],
  ['arguments nested 50,000 deep', 'chat-completions', deepArguments(50_000), 'error', 'protocol'],
  ['arguments nested 150 deep', 'chat-completions', deepArguments(75), 'truncated', 'stream-cut'],
  [
    'an event nested a million deep',
    'chat-completions',
    `data: ${'['.repeat(1e6)}${']'.repeat(1e6)}\n\n`,
    'error',
    'protocol',
  ],
  [
    'a line nested a million deep',
    'ollama',
    `{"done":false,"message":{}}\n${'['.repeat(1e6)}\n`,
    'error',
    'protocol',
  ],
  ['a body nested a million deep', 'chat-completions', '{"a":'.repeat(1e6), 'error', 'protocol'],
  [
    'an error nested in its place',
    'chat-completions',
    `{"detail":[{"msg":"m","loc":${nested(50_000)}}]}`,
    'error',
    'protocol',
  ],
  [
    '300,000 fields of metadata',
    'chat-completions',
    eventStream({
      choices: [],
      ...Object.fromEntries(repeat(3e5, (place) => [`f${place}`, place]) as [string, number][]),
    }),
    'truncated',
    'stream-cut',
  ],
  [
    'an answer of nine million characters',
    'chat-completions',
    delta({ content: 'x'.repeat(9e6) }),
    'error',
    'protocol',
  ],
  [
    'reasoning of nine million characters',
    'ollama',
    lineStream({ message: { thinking: 'x'.repeat(9e6) }, done: true }),
    'error',
    'protocol',
  ],
  [
    'arguments of nine million characters',
    'chat-completions',
    delta({ tool_calls: [{ function: { arguments: 'x'.repeat(9e6) } }] }),
    'error',
    'protocol',
  ],
  [
    'a whole answer of nine million characters',
    'chat-completions',
    JSON.stringify({ choices: [{ message: { content: 'x'.repeat(9e6) }, finish_reason: 'stop' }] }),
    'error',
    'protocol',
  ],
]

describe('a hostile stream', { timeout: 60_000 }, () => {
  it.each(HOSTILE)('ends in words and in time: %s', (_title, wire, body, status, kind) => {
    let events: readonly StreamEvent[] = []
    const spent = cpuTime(() => {
      events = decodeText(body, { wire })
    })
    expect(spent).toBeLessThan(8000)
    const run = joinRun(events)
    expect(run).toMatchObject({ status })
    expect(run.error?.kind ?? null).toBe(kind)
    expect(run.text.length + run.reasoning.length).toBeLessThanOrEqual(8e6)
  })

  it('keeps what was shown of an answer that is too long', () => {
    const body = delta({ content: 'x'.repeat(5e6) }).repeat(2) + delta({ content: 'late' })
    const run = joinRun(decodeText(body, { wire: 'chat-completions' }))
    expect(run).toMatchObject({ status: 'error', message: expect.stringContaining('8 million') })
    expect(run.text).toHaveLength(8e6)
  })

  it('tells no more than 64 fields beside its text', () => {
    const fields = Object.fromEntries(
      repeat(500, (place) => [`f${place}`, place]) as [string, number][],
    )
    const run = joinRun(
      decodeText(eventStream({ ...fields, choices: [] }), { wire: 'chat-completions' }),
    )
    expect(Object.keys(run.metadata)).toHaveLength(64)
  })

  it('never makes a decoder throw, however many and however deep', () => {
    const depth = fc.constantFrom(1, 90, 110, 5000)
    const count = fc.constantFrom(0, 1, 256, 257, 3000)
    fc.assert(
      fc.property(fc.constantFrom(...WIRES), depth, count, (wire, deep, many) => {
        const value = nested(deep)
        const list = `[${Array.from({ length: many }, () => (value.slice(0, 40_000 / (many + 1)) === value ? value : '1')).join(',')}]`
        const bodies = [
          `{"choices":[{"delta":{"content":${value},"tool_calls":${list},"annotations":${list}}}]}`,
          `{"type":"response.completed","response":{"output":${list},"error":${value}}}`,
          `{"type":"content_block_start","content_block":{"type":"tool_use","input":${value}}}`,
          `{"message":{"tool_calls":${list},"content":${value}},"done":true}`,
          `{"error":${value},"detail":[{"msg":"m","loc":${value}}]}`,
          value,
        ]
        for (const body of bodies) {
          joinRun(decodeText(`data: ${body}\n\n`, { wire }))
          joinRun(decodeText(`${body}\n`, { wire }))
          joinRun(decodeText(body, { wire, httpStatus: 500 }))
        }
      }),
      { seed: 17, numRuns: 60 },
    )
  })
})

describe('an Ollama stream', () => {
  const said = (content: string) => ({
    model: 'm',
    message: { role: 'assistant', content },
    done: false,
  })
  const end = (fields: object) => ({ model: 'm', message: { content: '' }, done: true, ...fields })

  it.each([
    ['says stop', [said('a'), said('b'), end({ done_reason: 'stop' })], 'complete', 'stop', 'ab'],
    ['says length', [said('a'), end({ done_reason: 'length' })], 'length', 'length', 'a'],
    ['gives no reason', [said('a'), end({})], 'complete', 'done', 'a'],
    ['only loaded the model', [end({ done_reason: 'load' })], 'error', 'load', ''],
    ['is not done', [said('a')], 'truncated', null, 'a'],
    [
      'goes on behind its end',
      [said('a'), end({ done_reason: 'stop' }), said('b')],
      'complete',
      'stop',
      'a',
    ],
    ['breaks with a sentence', [said('a'), { error: 'out of memory' }], 'error', null, 'a'],
    [
      'says done: false at its end',
      [said('a'), end({ done: false, done_reason: 'stop' })],
      'truncated',
      null,
      'a',
    ],
  ])('that %s is told truly', (_title, lines, status, finishReason, text) => {
    const run = joinRun(decodeText(lineStream(...lines), { wire: 'ollama' }))
    expect(run).toMatchObject({ status, finishReason, text })
  })

  it('counts question and answer apart', () => {
    const body = lineStream(
      said('a'),
      end({ done_reason: 'stop', prompt_eval_count: 7, eval_count: 3 }),
    )
    expect(joinRun(decodeText(body, { wire: 'ollama' })).usage).toEqual({
      promptTokens: 7,
      completionTokens: 3,
      totalTokens: 10,
    })
  })
})
