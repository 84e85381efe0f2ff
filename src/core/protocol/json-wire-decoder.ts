import { parseBoundedJson } from './bounded-json.ts'
import { decodeError, isErrorBody } from './decode-error.ts'
import { wrongWireError } from './detect-wire.ts'
import { finishOutcome, type Outcome } from './finish-outcome.ts'
import { readText } from './json-value.ts'
import { chunkTextEvents, createSpoken, type Spoken, stepEvents, takeRoom } from './spoken-text.ts'
import type { ServerSentEvent } from './sse-parser.ts'
import type { RunError, StreamEvent } from './stream-event.ts'
import {
  MAX_METADATA_FIELDS,
  type ToolCallDelta,
  type WireChunk,
  type WireReader,
} from './wire-chunk.ts'
import type { EndReason, WireDecoder } from './wire-decoder.ts'
import {
  CONTRADICTED,
  MALFORMED_EVENT,
  NO_CHUNKS,
  NOT_AN_ANSWER,
  NOTHING_BUT_DONE,
  STREAM_CUT,
  TOO_DEEP_EVENT,
  TOO_MANY_CALLS,
} from './wire-endings.ts'

/** Pieces of calls in one event; servers take 128 functions at most. */
const MAX_CALL_PIECES = 256

type State = Spoken & {
  readonly reader: WireReader
  readonly metadata: Map<string, unknown>
  finishReason: string | null
  sawOtherEvents: boolean
  sawChunk: boolean
  hasCalls: boolean
}

/** A server repeats id and model in every chunk: each value is told once. */
function metadataEvents(state: State, chunk: WireChunk): readonly StreamEvent[] {
  const news = chunk.metadata.filter(([field, value]) => {
    const isKnown = state.metadata.has(field)
    if (
      (isKnown && state.metadata.get(field) === value) ||
      (!isKnown && state.metadata.size >= MAX_METADATA_FIELDS)
    ) {
      return false
    }
    state.metadata.set(field, value)
    return true
  })
  return news.length === 0 ? [] : [{ ...Object.fromEntries(news), type: 'metadata' }]
}

/** Calls of a message count only where none came before. */
function callEvents(state: State, { toolCalls, isWhole }: WireChunk): readonly ToolCallDelta[] {
  if (toolCalls.length > MAX_CALL_PIECES) {
    state.excess ??= TOO_MANY_CALLS
    return []
  }
  if (toolCalls.length === 0 || (isWhole && state.hasCalls)) {
    return []
  }
  state.hasCalls = true
  state.hasShown = true
  return toolCalls.map((call) => ({ ...call, arguments: takeRoom(state, call.arguments) }))
}

function chunkEvents(state: State, chunk: WireChunk): readonly StreamEvent[] {
  state.sawChunk = true
  state.finishReason ??= chunk.finishReason
  const metadata = metadataEvents(state, chunk)
  state.isContradicted ||= chunk.contradicts
  return [
    ...metadata,
    ...chunkTextEvents(state, chunk),
    ...callEvents(state, chunk),
    ...(chunk.usage === null ? [] : [{ type: 'usage', ...chunk.usage } as const]),
  ]
}

/** An answer beyond all bounds is no good one, whatever its server says, nor is one that contradicts itself. */
function boundOutcome({ excess, isContradicted }: State, outcome: Outcome): Outcome {
  if (excess !== null) {
    return { status: 'error', error: excess }
  }
  return isContradicted && outcome.status === 'complete' ? CONTRADICTED : outcome
}

function endEvents(state: State, outcome: Outcome): readonly StreamEvent[] {
  const rest = stepEvents(state, state.splitter.end())
  const { status, error } = boundOutcome(state, outcome)
  const finishReason = state.finishReason
  if (error === undefined) {
    return [...rest, { type: 'end', status, finishReason }]
  }
  const retry = error.retry === 'auto' && state.hasShown ? 'user' : error.retry
  return [...rest, { type: 'end', status, finishReason, error: { ...error, retry } }]
}

function endWithError(state: State, error: RunError): readonly StreamEvent[] {
  return endEvents(state, { status: 'error', error })
}

/** The one place that decides how a stream ended when no error was reported in it. */
function judgeEnd(state: State, reason: EndReason | 'done'): Outcome {
  if (state.finishReason !== null) {
    return finishOutcome(state.finishReason)
  }
  if (reason === 'done') {
    return state.hasShown ? { status: 'unverified' } : { status: 'error', error: NOTHING_BUT_DONE }
  }
  if (reason === 'abort') {
    return { status: 'stopped' }
  }
  if (reason === 'close' && state.sawOtherEvents && !state.sawChunk) {
    return { status: 'error', error: NO_CHUNKS }
  }
  return { status: 'truncated', error: STREAM_CUT }
}

/** A chunk and, where it is the server's last word or comes with an error, the end. */
function answerEvents(
  state: State,
  chunk: WireChunk,
  error: RunError | null,
): readonly StreamEvent[] {
  const events = chunkEvents(state, chunk)
  if (error !== null) {
    return [...events, ...endWithError(state, error)]
  }
  return chunk.isLast || state.excess !== null
    ? [...events, ...endEvents(state, chunk.outcome ?? judgeEnd(state, 'done'))]
    : events
}

/** Data that is no JSON: fatal where the wire's text is, words in an error, nothing in other events. */
function readMalformed(
  state: State,
  event: ServerSentEvent,
  problem: 'malformed' | 'too-deep',
): readonly StreamEvent[] {
  if (event.event === 'error') {
    return endWithError(state, decodeError(event.data, null))
  }
  return state.reader.ownsEvent(event.event)
    ? endWithError(state, problem === 'too-deep' ? TOO_DEEP_EVENT : MALFORMED_EVENT)
    : []
}

function readEvent(state: State, event: ServerSentEvent): readonly StreamEvent[] {
  const text = event.data.trim()
  if (text === '') {
    return []
  }
  if (text === '[DONE]') {
    return endEvents(state, judgeEnd(state, 'done'))
  }
  const parsed = parseBoundedJson(text)
  if (!parsed.ok) {
    return readMalformed(state, event, parsed.error)
  }
  const { value } = parsed
  const isError = event.event === 'error' || isErrorBody(value)
  const error = isError ? decodeError(value, null) : null
  const chunk = state.reader.readChunk(value)
  if (chunk !== null) {
    // OpenRouter reports the error and a last chunk in one event.
    return answerEvents(state, chunk, error)
  }
  if (error !== null) {
    return endWithError(state, error)
  }
  const wrongWire = state.sawChunk ? null : wrongWireError(value, state.reader.wire)
  // A ping says that the server is alive, not which wire it speaks.
  state.sawOtherEvents ||= readText(value, 'type') !== 'ping'
  return wrongWire === null ? [] : endWithError(state, wrongWire)
}

function readDocument(state: State, value: unknown): readonly StreamEvent[] {
  const error = isErrorBody(value) ? decodeError(value, null) : null
  const chunk = state.reader.readWhole(value)
  if (chunk === null) {
    const wrongWire = wrongWireError(value, state.reader.wire)
    return endWithError(state, error ?? wrongWire ?? NOT_AN_ANSWER)
  }
  const events = answerEvents(state, chunk, error)
  return events.at(-1)?.type === 'end'
    ? events
    : [...events, ...endEvents(state, judgeEnd(state, 'close'))]
}

/**
 * The decoder of a wire whose events and bodies are JSON values: the reader tells what each value says, and
 * everything that all wires share is here. Inline `<think>` tags are split off, white space before the answer
 * is held until the answer begins, metadata is told once. The finish reason decides the status; a server that
 * speaks another wire is named at its first event.
 */
export function createJsonWireDecoder(reader: WireReader): WireDecoder {
  const state: State = {
    ...createSpoken(),
    reader,
    metadata: new Map(),
    finishReason: null,
    sawOtherEvents: false,
    sawChunk: false,
    hasCalls: false,
  }
  return {
    wire: reader.wire,
    readEvent: (event) => readEvent(state, event),
    readDocument: (value) => readDocument(state, value),
    finish: (reason) => endEvents(state, judgeEnd(state, reason)),
  }
}
