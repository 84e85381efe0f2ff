import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePieces, decodeText, eventStream, joinRun, lineStream } from '@/testing/decode-run.ts'
import { type SpokenPiece, WIRE_SPEAKERS } from '@/testing/wire-speakers.ts'
import { detectWire } from './detect-wire.ts'
import { parseJson } from './json-value.ts'
import type { Wire } from './stream-event.ts'

const WIRES: readonly Wire[] = ['chat-completions', 'responses', 'messages', 'ollama']

const NAMES: Readonly<Record<Wire, string>> = {
  'chat-completions': 'Chat Completions',
  responses: 'Responses',
  messages: 'Messages',
  ollama: 'Ollama',
}

const OK: readonly SpokenPiece[] = [
  { channel: 'reasoning', text: 'why' },
  { channel: 'answer', text: 'ok' },
]

describe.each(WIRES)('the wire %s', (wire) => {
  it('says what every other wire says', () => {
    expect(joinRun(decodeText(WIRE_SPEAKERS[wire].streamed(OK), { wire }))).toMatchObject({
      status: 'complete',
      reasoning: 'why',
      text: 'ok',
      usage: { promptTokens: 1, completionTokens: 2, totalTokens: 3 },
      error: null,
    })
    const whole = joinRun(decodeText(WIRE_SPEAKERS[wire].whole, { wire }))
    expect(whole).toMatchObject({ status: 'complete', text: 'ok', error: null })
  })

  it.each(WIRES.filter((other) => other !== wire))('is told from %s', (other) => {
    const bodies = [
      WIRE_SPEAKERS[other].streamed(OK),
      WIRE_SPEAKERS[other].whole,
      `${WIRE_SPEAKERS[other].whole}\n`,
      JSON.stringify(parseWhole(other), null, 2),
    ]
    for (const body of bodies) {
      const run = joinRun(decodeText(body, { wire, contentType: 'text/plain' }))
      expect(run).toMatchObject({
        status: 'error',
        text: '',
        error: { kind: 'protocol', retry: 'never', code: `wire:${other}` },
        message: `The server answered in the wire ${NAMES[other]}, not in ${NAMES[wire]}.`,
      })
    }
  })

  it.runIf(wire !== 'ollama')('lets another wire pass once it has spoken itself', () => {
    const other = wire === 'messages' ? 'responses' : 'messages'
    const [first = ''] = WIRE_SPEAKERS[other].streamed(OK).split(/(?<=\n\n)/)
    const events = WIRE_SPEAKERS[wire].streamed(OK).split(/(?<=\n\n)/)
    const body = [events[0], first, ...events.slice(1)].join('')
    expect(joinRun(decodeText(body, { wire }))).toMatchObject({ status: 'complete', text: 'ok' })
  })
})

describe.each(WIRES)('any cut of the wire %s', (wire) => {
  it('gives the same run for any pieces and any cut', () => {
    const piece = fc.record({
      channel: fc.constantFrom('reasoning', 'answer', 'arguments' as const),
      text: fc.constantFrom(
        'a',
        '<think>',
        '</think>',
        '<thi',
        '字😀',
        ' \n',
        '[[1,2,3,4]]',
        '{"x":1}',
      ),
    })
    const reason = fc.constantFrom('close', 'reset', 'abort' as const)
    const cuts = fc.array(fc.nat(2000), { maxLength: 8 })
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }),
        fc.nat(2000),
        reason,
        cuts,
        (pieces, drop, end, at) => {
          const bytes = new TextEncoder().encode(WIRE_SPEAKERS[wire].streamed(pieces))
          const cut = bytes.subarray(0, Math.max(1, bytes.length - (drop > 1000 ? 0 : drop)))
          const options = { wire, reason: end }
          const edges = [0, ...at.map((one) => one % cut.length), cut.length].sort((x, y) => x - y)
          const parts = edges.slice(1).map((edge, index) => cut.subarray(edges[index], edge))
          const whole = joinRun(decodePieces([cut], options))
          expect(joinRun(decodePieces(parts, options))).toEqual(whole)
          expect(
            joinRun(
              decodePieces(
                [...cut].map((byte) => Uint8Array.of(byte)),
                options,
              ),
            ),
          ).toEqual(whole)
        },
      ),
      { seed: 11, numRuns: 100 },
    )
  })

  it('never calls an answer complete that was cut', () => {
    const body = WIRE_SPEAKERS[wire].streamed(OK)
    const finish = /"stop"|"response.completed"|"end_turn"/.exec(body)?.index ?? 0
    for (let length = 1; length < finish; length += 1) {
      const run = joinRun(decodeText(body.slice(0, length), { wire }))
      expect(['truncated', 'error']).toContain(run.status)
    }
  })
})

describe.each(WIRES)('a hostile server on the wire %s', (wire) => {
  it('survives any JSON in any place, and any bytes', () => {
    const value = fc.jsonValue({ maxDepth: 3 })
    fc.assert(
      fc.property(value, value, fc.uint8Array({ maxLength: 60 }), (first, second, bytes) => {
        for (const body of hostileBodies(first, second)) {
          joinRun(decodeText(body, { wire }))
          joinRun(decodeText(body, { wire, httpStatus: 500 }))
        }
        joinRun(decodePieces([bytes], { wire }))
        joinRun(decodePieces([new TextEncoder().encode('{"'), bytes], { wire }))
      }),
      { seed: 13, numRuns: 50 },
    )
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('keeps hostile field names to themselves', () => {
    const fields = '"__proto__":{"polluted":1},"constructor":"c","answerStartsAt":9'
    const stream = WIRE_SPEAKERS[wire].streamed(OK)
    const body = stream
      .replaceAll('"model":"m"', `"model":"m",${fields}`)
      .replaceAll('"choices"', `${fields},"choices"`)
      .replaceAll('"id":"', `${fields},"id":"`)
      .replaceAll('"status":"completed"', `"status":"completed",${fields}`)
    expect(body).not.toBe(stream)
    const run = joinRun(decodeText(body, { wire }))
    expect(run).toMatchObject({ status: 'complete', reasoning: 'why', text: 'ok' })
    expect(Object.keys(run.metadata)).not.toContain('answerStartsAt')
    expect(Object.keys(run.metadata)).not.toContain('__proto__')
    expect('polluted' in {}).toBe(false)
  })

  it('masks the key of the request wherever the server repeats it', () => {
    const key = 'sk-canary-0123456789abcdef'
    const said = (channel: SpokenPiece['channel']) => ({ channel, text: `your key is ${key}` })
    const bodies = [
      WIRE_SPEAKERS[wire].streamed([said('reasoning'), said('answer'), said('arguments')]),
      WIRE_SPEAKERS[wire].whole.replace('ok', key).replace('stop', key).replace('end_turn', key),
      WIRE_SPEAKERS[wire].streamed(OK).replaceAll('stop', key).replaceAll('"m"', `"${key}"`),
      JSON.stringify({ error: { message: `Bad key ${key}`, code: key } }),
      JSON.stringify({ error: `Bad key ${key}` }),
      eventStream({ type: 'error', message: key, code: key }),
    ]
    for (const body of bodies) {
      expect(body).toContain(key)
      expect(JSON.stringify(decodeText(body, { wire, secrets: [key] }))).not.toContain('0123456789')
    }
  })
})

function parseWhole(wire: Wire): unknown {
  const parsed = parseJson(WIRE_SPEAKERS[wire].whole)
  return parsed.ok ? parsed.value : null
}

/** Any JSON where each wire expects something of its own. */
function hostileBodies(first: unknown, second: unknown): readonly string[] {
  const values = [
    first,
    { choices: first, usage: second },
    { choices: [{ delta: first, message: second, finish_reason: second }] },
    { choices: [{ delta: { content: first, tool_calls: [second], annotations: [first] } }] },
    { type: 'response.output_item.added', item: first, output_index: second },
    { type: 'response.output_item.done', item: { type: 'function_call', arguments: first } },
    { type: 'response.output_text.delta', delta: first, item_id: second },
    { type: 'response.completed', response: { output: first, usage: second, error: first } },
    {
      type: 'response.completed',
      response: { output: [first, { type: 'message', content: second }] },
    },
    { type: 'message_start', message: first },
    { type: 'content_block_start', index: first, content_block: second },
    { type: 'content_block_delta', index: first, delta: second },
    { type: 'message_delta', delta: { stop_reason: first }, usage: second },
    { message: first, done: second },
    { message: { content: first, tool_calls: [second], thinking: second }, done: false },
    { error: first, type: second },
  ]
  const wholes = [
    { object: 'response', output: first, status: second },
    { type: 'message', content: [first, { type: 'tool_use', input: second }], stop_reason: second },
    { message: first, done: true, done_reason: second },
  ]
  return [
    eventStream(...values),
    lineStream(...values),
    lineStream({ model: 'm', message: {}, done: false }, ...values),
    ...[...values, ...wholes].map((value) => JSON.stringify(value)),
  ]
}

describe('detectWire', () => {
  it.each([
    [null, null],
    ['text', null],
    [[], null],
    [{}, null],
    [{ type: 'ping' }, null],
    [{ type: 'execute' }, null],
    [{ type: 'message', text: 'hello' }, null],
    [{ error: { message: 'no' } }, null],
    [{ done: true }, null],
    [{ data: [{ id: 'm' }], object: 'list' }, null],
    [{ choices: [] }, 'chat-completions'],
    [{ object: 'chat.completion.chunk' }, 'chat-completions'],
    [{ type: 'response.in_progress' }, 'responses'],
    [{ object: 'response' }, 'responses'],
    [{ type: 'content_block_stop', index: 0 }, 'messages'],
    [{ type: 'message', content: [] }, 'messages'],
    [{ model: 'm', done: false }, 'ollama'],
    [{ message: {}, done: true }, 'ollama'],
  ])('of %o is %s', (value, wire) => {
    expect(detectWire(value)).toBe(wire)
  })
})
