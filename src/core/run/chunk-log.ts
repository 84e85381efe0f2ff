import type { Channel } from '@/core/grounding/region.ts'
import { createRegionScanner } from '@/core/grounding/region-scanner.ts'
import { createStreamDecoder, type StreamDecoder } from '@/core/protocol/decode-stream.ts'
import type { StreamEvent } from '@/core/protocol/stream-event.ts'
import { type ChunkKind, createTimeline, type Timeline } from './chunk-timeline.ts'
import type { Exchange, ExchangeChunk } from './exchange.ts'

/** One thing that a chunk said; texts are cut after 80 characters. */
export type ChunkPart = {
  readonly kind: Channel | 'call' | 'usage' | 'end' | 'error'
  readonly text: string
}

/** One chunk of an answer and what it meant. */
export type ChunkRow = {
  /** Milliseconds after the request was sent, and after the chunk before. */
  readonly atMs: number
  readonly gapMs: number
  readonly bytes: number
  /** Empty for a part of an event that a later chunk completes, and for comments. */
  readonly parts: readonly ChunkPart[]
  /** Regions whose coordinates it completed. */
  readonly regions: number
}

/** Everything that is known of the chunks of one exchange. */
export type ChunkLog = {
  /**
   * Reads chunks that are new, at most so many at once. Once the run is over, the end is told too. True when nothing
   * is left to read.
   */
  readonly update: (exchange: Exchange, isOver: boolean, most?: number) => boolean
  /** Grows in place. */
  readonly rows: readonly ChunkRow[]
  readonly timeline: () => Timeline
  readonly firstTokenAtMs: () => number | null
  readonly bytes: () => number
}

const LONGEST_TEXT = 80
const MOST_PARTS = 4

function partOf(event: StreamEvent): ChunkPart | null {
  switch (event.type) {
    case 'reasoning-delta':
      return { kind: 'reasoning', text: event.text }
    case 'answer-delta':
      return { kind: 'answer', text: event.text }
    case 'tool-call-delta':
      return { kind: 'call', text: `${event.name ?? ''}${event.arguments}` }
    case 'usage':
      return {
        kind: 'usage',
        text: `${event.promptTokens ?? '?'} + ${event.completionTokens ?? '?'}`,
      }
    case 'end':
      return event.error
        ? { kind: 'error', text: event.error.message }
        : { kind: 'end', text: event.finishReason ?? event.status }
    case 'metadata':
      return null
  }
}

/** Neighbours of one kind become one part, each no longer than can be shown. */
function toParts(events: readonly StreamEvent[]): readonly ChunkPart[] {
  const parts: ChunkPart[] = []
  for (const event of events) {
    const part = partOf(event)
    if (part === null || (part.text === '' && part.kind !== 'end')) continue
    const last = parts.at(-1)
    if (last?.kind === part.kind && last.text.length < LONGEST_TEXT) parts.pop()
    else if (last?.kind === part.kind) continue
    const before = last?.kind === part.kind ? last.text : ''
    parts.push({ kind: part.kind, text: (before + part.text).slice(0, LONGEST_TEXT) })
    if (parts.length > MOST_PARTS) parts.splice(MOST_PARTS - 1, 1)
  }
  return parts
}

function kindOf(parts: readonly ChunkPart[]): ChunkKind {
  if (parts.some(({ kind }) => kind === 'answer')) return 'answer'
  return parts.some(({ kind }) => kind === 'reasoning') ? 'reasoning' : 'other'
}

/** Counts the regions that each piece of a channel completes. */
function createRegionCounter() {
  const scanners = {
    reasoning: createRegionScanner({ channel: 'reasoning', profile: 'glm' }),
    answer: createRegionScanner({ channel: 'answer', profile: 'glm' }),
  }
  let before = 0
  return (events: readonly StreamEvent[]): number => {
    for (const event of events) {
      if (event.type === 'reasoning-delta') scanners.reasoning.push(event.text)
      if (event.type === 'answer-delta') scanners.answer.push(event.text)
      if (event.type === 'end') {
        scanners.reasoning.end()
        scanners.answer.end()
      }
    }
    const { reasoning, answer } = scanners
    const now = reasoning.snapshot().regions.length + answer.snapshot().regions.length
    const completed = Math.max(0, now - before)
    before = now
    return completed
  }
}

function createDecoder({ wire, response }: Exchange): StreamDecoder {
  const type = response?.headers.find(([name]) => name === 'content-type')?.[1]
  return createStreamDecoder({
    wire,
    contentType: type ?? '',
    httpStatus: response?.status ?? 200,
  })
}

/** Decodes the chunks of one exchange as they come; each is read once, however often the log is asked. */
export function createChunkLog(): ChunkLog {
  const rows: ChunkRow[] = []
  const timeline = createTimeline()
  const countRegions = createRegionCounter()
  let decoder: StreamDecoder | null = null
  let firstTokenAtMs: number | null = null
  let bytes = 0
  let hasEnded = false

  const addChunk = (chunk: ExchangeChunk, events: readonly StreamEvent[]) => {
    const parts = toParts(events)
    const kind = kindOf(parts)
    if (kind !== 'other') firstTokenAtMs ??= chunk.atMs
    bytes += chunk.bytes.length
    timeline.add(chunk.atMs, chunk.bytes.length, kind)
    rows.push({
      atMs: chunk.atMs,
      gapMs: chunk.atMs - (rows.at(-1)?.atMs ?? 0),
      bytes: chunk.bytes.length,
      parts,
      regions: countRegions(events),
    })
  }

  /** What only the end of the body told belongs to its last chunk: a whole JSON answer, say. */
  const addEnd = (events: readonly StreamEvent[]) => {
    const last = rows.pop()
    if (last === undefined) return
    const parts = [...last.parts, ...toParts(events)].slice(-MOST_PARTS)
    if (kindOf(parts) !== 'other') firstTokenAtMs ??= last.atMs
    rows.push({ ...last, parts, regions: last.regions + countRegions(events) })
  }

  return {
    rows,
    update: (exchange, isOver, most = Number.POSITIVE_INFINITY) => {
      if (exchange.chunks.length > rows.length) decoder ??= createDecoder(exchange)
      const stop = Math.min(exchange.chunks.length, rows.length + most)
      for (let index = rows.length; index < stop; index += 1) {
        const chunk = exchange.chunks[index]
        if (chunk) addChunk(chunk, decoder?.push(chunk.bytes) ?? [])
      }
      if (stop < exchange.chunks.length) return false
      // How the answer ended is not told by its beginning.
      if (isOver && !hasEnded && !exchange.isCut) addEnd(decoder?.end('close') ?? [])
      hasEnded ||= isOver
      return true
    },
    timeline: timeline.snapshot,
    firstTokenAtMs: () => firstTokenAtMs,
    bytes: () => bytes,
  }
}
