import type { MediaSize } from '@/core/geometry/types.ts'
import type { Channel, Region, RegionOrder, RegionSpace } from '@/core/grounding/region.ts'
import { createRegionScanner } from '@/core/grounding/region-scanner.ts'
import { createChannelDocument } from '@/core/markdown/channel-document.ts'
import type { RunError, RunStatus, StreamEvent, Usage } from '@/core/protocol/stream-event.ts'
import type { ChannelSnapshot, RunSnapshot } from './run-snapshot.ts'
import { createSearchResultList } from './search-result-list.ts'
import { createToolCallList } from './tool-call-list.ts'

export type RunAccumulatorOptions = {
  readonly startedAtMs: number
  /** Model profile id for the region scanner. */
  readonly profile: string
  /** The user's choice of order and space. */
  readonly order?: RegionOrder
  readonly space?: RegionSpace
  /** Sizes of the run's pictures, in order of their index. */
  readonly images: readonly MediaSize[]
  /** What an earlier run said, where this one goes on with it: it counts as text, but not as received. */
  readonly seed?: { readonly reasoning: string; readonly answer: string }
}

/** Folds the events of one run into what the screen shows. */
export type RunAccumulator = {
  readonly push: (events: readonly StreamEvent[], atMs: number) => void
  /** Bytes came, whatever they meant. */
  readonly noteBytes: (atMs: number) => void
  /** Immutable; parts that did not change since the last call keep their identity. */
  readonly snapshot: () => RunSnapshot
  /** The untouched text of both channels. */
  readonly readRaw: () => { readonly reasoning: string; readonly answer: string }
}

/**
 * Creates the accumulator of one run. Each delta is scanned once; snapshots are taken once per frame, so the cost
 * per token stays flat however long the run gets.
 */
export function createRunAccumulator(options: RunAccumulatorOptions): RunAccumulator {
  const { seed = { reasoning: '', answer: '' } } = options
  let reasoning = createChannel('reasoning', options)
  let answer = createChannel('answer', options)
  reasoning.push(seed.reasoning)
  answer.push(seed.answer)
  const toolCalls = createToolCallList()
  const searchResults = createSearchResultList()
  let status: RunStatus = 'preparing'
  let finishReason: string | null = null
  let error: RunError | null = null
  let usage: Usage | null = null
  let firstTokenAtMs: number | null = null
  let answerAtMs: number | null = seed.answer === '' ? null : options.startedAtMs
  let endedAtMs: number | null = null
  let lastByteAtMs: number | null = null
  let lastContentAtMs: number | null = null

  /** A `</think>` that was never opened: the answer so far, up to `length`, was reasoning. Happens once a run. */
  const moveToReasoning = (length: number) => {
    const said = answer.raw().slice(seed.answer.length)
    const thought = reasoning.raw() + said.slice(0, length)
    reasoning = createChannel('reasoning', options)
    answer = createChannel('answer', options)
    reasoning.push(thought)
    answer.push(seed.answer + said.slice(length))
    answerAtMs = null
  }

  const accept = (event: StreamEvent, atMs: number) => {
    if (endedAtMs !== null) return
    switch (event.type) {
      case 'reasoning-delta':
        firstTokenAtMs ??= atMs
        reasoning.push(event.text)
        break
      case 'answer-delta':
        firstTokenAtMs ??= atMs
        // Servers send line breaks ahead of the reasoning; only visible text ends it.
        if (event.text.trim() !== '') answerAtMs ??= atMs
        answer.push(event.text)
        break
      case 'usage': {
        const { type: _type, ...counts } = event
        usage = { ...usage, ...counts }
        break
      }
      case 'end':
        status = event.status
        finishReason = event.finishReason
        error = event.error ?? null
        endedAtMs = atMs
        reasoning.end()
        answer.end()
        break
      case 'metadata':
        if (typeof event['answerStartsAt'] === 'number') moveToReasoning(event['answerStartsAt'])
        searchResults.push(event)
        break
      case 'tool-call-delta':
        firstTokenAtMs ??= atMs
        // Whoever calls a function has thought.
        answerAtMs ??= atMs
        toolCalls.push(event)
        break
    }
  }

  return {
    push: (events, atMs) => {
      if (status === 'preparing') status = 'streaming'
      if (events.length > 0) lastContentAtMs = atMs
      for (const event of events) accept(event, atMs)
    },
    noteBytes: (atMs) => {
      lastByteAtMs = atMs
    },
    snapshot: () => {
      const answerPart = answer.snapshot()
      const reasoningPart = reasoning.snapshot()
      const calls = toolCalls.snapshot()
      const isAnswerInReasoning =
        status === 'complete' &&
        answer.raw().trim() === '' &&
        calls.length === 0 &&
        reasoningPart.regions.length > 0
      return {
        status,
        reasoning: isAnswerInReasoning ? asAnswer(reasoningPart) : reasoningPart,
        answer: answerPart,
        toolCalls: calls,
        searchResults: searchResults.snapshot(),
        finishReason,
        error,
        usage,
        startedAtMs: options.startedAtMs,
        firstTokenAtMs,
        answerAtMs,
        endedAtMs,
        lastByteAtMs,
        lastContentAtMs,
      }
    },
    readRaw: () => ({ reasoning: reasoning.raw(), answer: answer.raw() }),
  }
}

/** Some servers put the whole answer into the reasoning field (sglang#37645): then its regions are the answer's. */
function asAnswer(channel: ChannelSnapshot): ChannelSnapshot {
  const promote = (region: Region): Region => ({ ...region, channel: 'answer' })
  return { ...channel, regions: channel.regions.map(promote) }
}

function createChannel(channel: Channel, options: RunAccumulatorOptions) {
  const scanner = createRegionScanner({
    channel,
    profile: options.profile,
    imageCount: options.images.length,
    ...(options.order && { order: options.order }),
    ...(options.space && { space: options.space }),
    ...(options.images[0] && { imageSize: options.images[0] }),
  })
  const document = createChannelDocument()
  let text = ''
  let isEnded = false
  let last: ChannelSnapshot | null = null
  return {
    push: (delta: string) => {
      text += delta
      scanner.push(delta)
    },
    end: () => {
      isEnded = true
      scanner.end()
    },
    raw: () => text,
    snapshot: (): ChannelSnapshot => {
      const scan = scanner.snapshot()
      const blocks = document.update(text, scan, isEnded)
      const isSame =
        last !== null &&
        last.length === text.length &&
        last.blocks === blocks &&
        last.regions === scan.regions &&
        last.possible === scan.possible &&
        last.malformed === scan.malformed
      if (last !== null && isSame) return last
      last = {
        length: text.length,
        blocks,
        regions: scan.regions,
        possible: scan.possible,
        malformed: scan.malformed,
        mentions: scan.mentions,
      }
      return last
    },
  }
}
