import { describe, expect, it } from 'vitest'
import { cpuTime } from '@/testing/cpu-time.ts'
import { decodeText, eventStream, joinRun } from '@/testing/decode-run.ts'

const DONE = 'data: [DONE]\n\n'

function choice(fields: object) {
  return { choices: [{ index: 0, ...fields }] }
}

function decodeChat(...values: readonly unknown[]) {
  return joinRun(decodeText(eventStream(...values) + DONE, { wire: 'chat-completions' }))
}

function decodeResponses(...values: readonly unknown[]) {
  return joinRun(decodeText(eventStream(...values), { wire: 'responses' }))
}

const delta = (fields: object) => choice({ delta: fields })
const message = (fields: object, finishReason: string | null = null) =>
  choice({ message: fields, finish_reason: finishReason })

describe('a whole message behind deltas', () => {
  it('keeps its answer when only the reasoning came in deltas', () => {
    const last = message({ reasoning_content: 'why', content: 'ok' }, 'stop')
    expect(decodeChat(delta({ reasoning_content: 'why' }), last)).toMatchObject({
      status: 'complete',
      reasoning: 'why',
      text: 'ok',
    })
  })

  it('keeps a call when only text came in deltas', () => {
    const call = { index: 0, id: 'a', function: { name: 'f', arguments: '{}' } }
    const last = message({ content: 'so', tool_calls: [call] }, 'tool_calls')
    expect(decodeChat(delta({ content: 'so' }), last).calls).toHaveLength(1)
    expect(decodeChat(delta({ tool_calls: [call] }), last).calls).toHaveLength(1)
  })

  it.each([
    ['is the same', 'ab', 'ab', 'complete'],
    ['goes on', 'abc', 'abc', 'complete'],
    ['was trimmed', ' ab\n', ' ab\n', 'complete'],
    ['says something else', 'xy', 'ab', 'unverified'],
    ['says less', 'a', 'ab', 'unverified'],
    ['says nothing', '', 'ab', 'complete'],
  ])('counts for what it is where it %s', (_title, whole, text, status) => {
    const run = decodeChat(
      delta({ content: text.startsWith(' ') ? ' a' : 'a' }),
      delta({ content: 'b' }),
      message({ content: whole.trim() }, 'stop'),
    )
    expect(run).toMatchObject({ status, text: text.trimEnd(), finishReason: 'stop' })
    expect(run.error?.kind ?? null).toBe(status === 'complete' ? null : 'protocol')
  })

  it('is the same where inline tags were taken out of it', () => {
    const last = message({ reasoning_content: 'why', content: 'ok' }, 'stop')
    for (const content of ['<think>why</think>ok', 'why</think>ok'])
      expect(decodeChat(delta({ content }), last)).toMatchObject({ status: 'complete' })
  })

  it('keeps the worse word of the server', () => {
    const run = decodeChat(delta({ content: 'ab' }), message({ content: 'xy' }, 'length'))
    expect(run).toMatchObject({ status: 'length', text: 'ab' })
  })
})

describe('chunks that carry a message instead of a delta', () => {
  it('are all kept where each is the next piece, and the end is not certain', () => {
    const run = decodeChat(
      message({ content: 'a' }),
      message({ content: 'b' }),
      message({ content: 'c' }, 'stop'),
    )
    expect(run).toMatchObject({ status: 'unverified', text: 'abc', finishReason: 'stop' })
  })

  it('are one text where each says all so far', () => {
    const run = decodeChat(
      message({ content: 'a' }),
      message({ content: 'ab' }),
      message({ content: 'abc' }, 'stop'),
    )
    expect(run).toMatchObject({ status: 'complete', text: 'abc' })
  })
})

describe('a Responses stream that tells its text again', () => {
  const done = (text: string, part: number, item = 'm') => ({
    type: 'response.output_text.done',
    item_id: item,
    content_index: part,
    text,
  })
  const item = (...texts: string[]) => ({
    type: 'message',
    id: 'm',
    content: texts.map((text) => ({ type: 'output_text', text })),
  })
  const last = (...output: unknown[]) => ({
    type: 'response.completed',
    response: { object: 'response', status: 'completed', output },
  })
  const piece = { type: 'response.output_text.delta', item_id: 'm', delta: 'ab' }

  it('keeps the second part of an item that came without deltas', () => {
    const whole = { type: 'response.output_item.done', item: item('a', 'b') }
    expect(decodeResponses(done('a', 0), done('b', 1), whole, last(item('a', 'b')))).toMatchObject({
      status: 'complete',
      text: 'ab',
    })
  })

  it('keeps a second part that says the same as the first', () => {
    expect(decodeResponses(done('a', 0), done('a', 1), last())).toMatchObject({ text: 'aa' })
  })

  it('tells no part twice', () => {
    expect(decodeResponses(done('a', 0), done('a', 0), last())).toMatchObject({ text: 'a' })
    expect(decodeResponses(piece, done('ab', 7), done('ab', 8), last())).toMatchObject({
      text: 'ab',
    })
  })

  it.each([
    ['the same', 'ab', 'ab', 'complete'],
    ['more', 'abc', 'abc', 'complete'],
    ['something else', 'xy', 'ab', 'unverified'],
  ])('says so where the last response is %s', (_title, whole, text, status) => {
    const run = decodeResponses(piece, last(item(whole)))
    expect(run).toMatchObject({ status, text, finishReason: 'completed' })
  })
})

describe('many short messages behind a long text', { timeout: 60_000 }, () => {
  it('cost nothing, however long the text is', () => {
    const long = delta({ content: 'word '.repeat(400_000) })
    const short = eventStream(message({ content: 'x' })).repeat(20_000)
    const body = eventStream(long) + short + DONE
    const spent = cpuTime(() => {
      expect(joinRun(decodeText(body, { wire: 'chat-completions' })).status).toBe('unverified')
    })
    expect(spent).toBeLessThan(8000)
  })
})
