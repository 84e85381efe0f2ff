import { describe, expect, test } from 'vitest'
import type { StreamEvent } from '@/core/protocol/stream-event.ts'
import { createRunAccumulator } from './run-accumulator.ts'

const create = () =>
  createRunAccumulator({
    startedAtMs: 0,
    profile: 'glm',
    images: [{ width: 400, height: 300 }],
  })

const answer = (text: string): StreamEvent => ({ type: 'answer-delta', text })
const reasoning = (text: string): StreamEvent => ({ type: 'reasoning-delta', text })
const COMPLETE: StreamEvent = { type: 'end', status: 'complete', finishReason: 'stop' }

describe('createRunAccumulator', () => {
  test('tells the reasoning from the answer, and its drafts from regions', () => {
    const run = create()
    run.push([reasoning('Left, at [[100,200,300,500]].')], 5)
    run.push([answer('At <|begin_of_box|>[[600,400,900,900]]<|end_of_box|>.'), COMPLETE], 9)
    const snapshot = run.snapshot()
    expect(snapshot).toMatchObject({
      status: 'complete',
      firstTokenAtMs: 5,
      answerAtMs: 9,
      endedAtMs: 9,
      reasoning: { regions: [{ channel: 'reasoning', coords: [100, 200, 300, 500] }] },
      answer: { regions: [{ channel: 'answer', coords: [600, 400, 900, 900] }] },
    })
    expect(run.readRaw().answer).toBe('At <|begin_of_box|>[[600,400,900,900]]<|end_of_box|>.')
  })

  test('goes on with what an earlier run said, and makes a box whole that was cut', () => {
    const seed = { reasoning: 'At [[600,400,900,900]].', answer: 'The cup is at [[100,200,30' }
    const run = createRunAccumulator({ startedAtMs: 4, profile: 'glm', images: [], seed })
    expect(run.snapshot()).toMatchObject({
      status: 'preparing',
      firstTokenAtMs: null,
      answer: { length: seed.answer.length, regions: [] },
      reasoning: { regions: [{ coords: [600, 400, 900, 900] }] },
    })
    run.push([answer('0,500]].'), COMPLETE], 9)
    expect(run.snapshot().answer.regions).toMatchObject([{ coords: [100, 200, 300, 500] }])
    expect(run.readRaw()).toEqual({ ...seed, answer: 'The cup is at [[100,200,300,500]].' })
  })

  test('of a continuation, only new text can turn out to be reasoning', () => {
    const seed = { reasoning: '', answer: 'Old.' }
    const run = createRunAccumulator({ startedAtMs: 0, profile: 'glm', images: [], seed })
    run.push([answer(' Thought'), { type: 'metadata', answerStartsAt: 8 }, answer(' new')], 1)
    expect(run.readRaw()).toEqual({ reasoning: ' Thought', answer: 'Old. new' })
  })

  test('a region is there the moment its last bracket is', () => {
    const run = create()
    run.push([answer('At [[600,400,900,90')], 1)
    expect(run.snapshot().answer.regions).toEqual([])
    run.push([answer('0]')], 2)
    expect(run.snapshot().answer.regions).toMatchObject([{ coords: [600, 400, 900, 900] }])
  })

  test('line breaks ahead of the answer do not end the reasoning', () => {
    const run = create()
    run.push([answer('\n'), reasoning('hm')], 3)
    expect(run.snapshot()).toMatchObject({ firstTokenAtMs: 3, answerAtMs: null })
  })

  test('what stood before a </think> that was never opened becomes reasoning', () => {
    const run = create()
    run.push([answer('I look.'), { type: 'metadata', answerStartsAt: 7 }, answer('It is red.')], 1)
    run.push([COMPLETE], 2)
    expect(run.readRaw()).toEqual({ reasoning: 'I look.', answer: 'It is red.' })
    expect(run.snapshot()).toMatchObject({ reasoning: { length: 7 }, answer: { length: 10 } })
  })

  test('an answer that a server put into the reasoning field keeps its regions as answers', () => {
    const run = create()
    run.push([reasoning('The button is at [[340,520,480,560]].'), COMPLETE], 1)
    expect(run.snapshot().reasoning.regions).toMatchObject([{ channel: 'answer' }])
  })

  test('nothing that comes after the end changes the run', () => {
    const run = create()
    run.push([answer('a'), COMPLETE, answer('b')], 1)
    expect(run.readRaw().answer).toBe('a')
  })

  test('parts that did not change keep their identity', () => {
    const run = create()
    run.push([reasoning('Done thinking.\n\nYes.'), answer('One.\n\nTwo')], 1)
    const before = run.snapshot()
    run.push([answer(' more')], 2)
    const after = run.snapshot()
    expect(after.reasoning).toBe(before.reasoning)
    expect(after.answer).not.toBe(before.answer)
    expect(after.answer.blocks[0]).toBe(before.answer.blocks[0])
    expect(run.snapshot().answer).toBe(after.answer)
  })

  test('usage may come in several pieces', () => {
    const run = create()
    run.push([{ type: 'usage', promptTokens: 3 }], 1)
    run.push([{ type: 'usage', completionTokens: 4 }, COMPLETE], 2)
    expect(run.snapshot().usage).toEqual({ promptTokens: 3, completionTokens: 4 })
  })
})

describe('calls and search results', () => {
  test('stand in the snapshot, and end the reasoning', () => {
    const run = create()
    run.push([reasoning('At [[100,200,300,500]].')], 5)
    run.push([{ type: 'tool-call-delta', index: 0, id: 'a', name: 'crop', arguments: '{}' }], 7)
    run.push([{ type: 'metadata', web_search: [{ title: 'A page' }] }, COMPLETE], 9)
    expect(run.snapshot()).toMatchObject({
      answerAtMs: 7,
      toolCalls: [{ id: 'a', name: 'crop', arguments: '{}' }],
      searchResults: [{ number: 1, title: 'A page' }],
      // A run that calls has not put its answer into the reasoning.
      reasoning: { regions: [{ channel: 'reasoning' }] },
    })
  })

  test('keep their identity while only text comes', () => {
    const run = create()
    run.push([{ type: 'tool-call-delta', index: 0, name: 'crop', arguments: '{}' }], 1)
    run.push([{ type: 'metadata', citations: ['https://a.org/'] }], 1)
    const before = run.snapshot()
    run.push([answer('Words.')], 2)
    expect(run.snapshot().toolCalls).toBe(before.toolCalls)
    expect(run.snapshot().searchResults).toBe(before.searchResults)
  })
})
