import { expect, test } from 'vitest'
import type { ModelScript } from './model-script.ts'
import { planStream, type Step } from './plan-stream.ts'

const decoder = new TextDecoder()

/** The steps as text: writes as they stand, holds and faults in angle brackets. */
function show(steps: readonly Step[]): readonly string[] {
  return steps.map((step) => {
    if (step.kind === 'write') return decoder.decode(step.bytes)
    return step.kind === 'hold' ? `<hold:${step.name}>` : '<fault>'
  })
}

function readDeltas(script: ModelScript): readonly unknown[] {
  return show(planStream(script, false)).map((text) =>
    text.startsWith('data: {') ? JSON.parse(text.slice(6)).choices[0].delta : text.trim(),
  )
}

test('writes one event for each piece of text, and closes the stream', () => {
  expect(readDeltas({ reasoning: 'abc', answer: 'de', deltaCharacters: 2 })).toEqual([
    { role: 'assistant', content: null },
    { reasoning_content: 'ab' },
    { reasoning_content: 'c' },
    { content: 'de' },
    {},
    'data: [DONE]',
  ])
})

test('counts characters, not code units', () => {
  expect(readDeltas({ answer: '🟦🟥', deltaCharacters: 1 }).slice(1, 3)).toEqual([
    { content: '🟦' },
    { content: '🟥' },
  ])
})

test('puts the reasoning where the script says', () => {
  const script = { reasoning: 'r', answer: 'a', deltaCharacters: 100 }
  expect(readDeltas({ ...script, field: 'reasoning' })[1]).toEqual({ reasoning: 'r' })
  expect(readDeltas({ ...script, field: 'think-tags' })[1]).toEqual({
    content: '<think>r</think>a',
  })
})

test('takes holds and faults out of the text', () => {
  const deltas = readDeltas({ reasoning: 'a<hold:one>b', answer: 'c<fault>d', fault: 'cut' })
  expect(deltas.slice(1, 7)).toEqual([
    { reasoning_content: 'a' },
    '<hold:one>',
    { reasoning_content: 'b' },
    { content: 'c' },
    '<fault>',
    { content: 'd' },
  ])
})

test('leaves out what the script leaves out', () => {
  expect(readDeltas({ answer: 'a', finishReason: null, done: false }).slice(1)).toEqual([
    { content: 'a' },
  ])
})

test('sends usage where the request or the script asks for it', () => {
  const hasUsage = (script: ModelScript, asks: boolean) =>
    show(planStream(script, asks)).some((text) => text.includes('"usage"'))
  expect(hasUsage({}, false)).toBe(false)
  expect(hasUsage({}, true)).toBe(true)
  expect(hasUsage({ usage: null }, true)).toBe(false)
  expect(hasUsage({ usage: { prompt_tokens: 1 } }, false)).toBe(true)
})

test('cuts bytes, through characters too, but never across a hold', () => {
  const steps = planStream({ body: 'aé🟦', hold: 'x', holdAt: 2, chunkBytes: 3 }, false)
  const sizes = steps.map((step) => (step.kind === 'write' ? [...step.bytes] : step.kind))
  expect(sizes).toEqual([[0x61, 0xc3], 'hold', [0xa9, 0xf0, 0x9f], [0x9f, 0xa6]])
})

test('places a fault after so many bytes, an event of its own before the event that holds the place', () => {
  const body = { body: 'data: 1\n\ndata: 2\n\n' }
  expect(show(planStream({ ...body, fault: 'cut', faultAfterBytes: 3 }, false))).toEqual([
    'dat',
    '<fault>',
    'a: 1\n\ndata: 2\n\n',
  ])
  expect(show(planStream({ ...body, fault: 'error-event', faultAfterBytes: 3 }, false))[0]).toBe(
    '<fault>',
  )
  expect(show(planStream({ ...body, fault: 'eof', faultAfterBytes: 999 }, false))).toEqual([
    body.body,
    '<fault>',
  ])
})

test('streams a call as its name and pieces of its arguments, or whole', () => {
  const script: ModelScript = {
    toolCalls: [{ name: 'crop', arguments: '{"x":1}' }],
    deltaCharacters: 4,
  }
  const piece = (text: string) => ({ tool_calls: [{ index: 0, function: { arguments: text } }] })
  const head = (text: string) => ({
    tool_calls: [
      { index: 0, id: 'call-0', type: 'function', function: { name: 'crop', arguments: text } },
    ],
  })
  const isCall = (delta: unknown) => JSON.stringify(delta).includes('tool_calls')
  expect(readDeltas(script).filter(isCall)).toEqual([head(''), piece('{"x"'), piece(':1}')])
  expect(readDeltas({ ...script, wholeCalls: true }).filter(isCall)).toEqual([head('{"x":1}')])
  expect(show(planStream(script, false)).join('')).toContain('"finish_reason":"tool_calls"')
})

test('sends what web search found with the first event', () => {
  const [first] = show(planStream({ webSearch: [{ title: 'A page' }] }, false))
  expect(first).toContain('"web_search":[{"title":"A page"}]')
})
