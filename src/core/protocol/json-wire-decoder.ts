import type { Channel } from '@/core/grounding/region.ts'
import { decodeError, isErrorBody } from './decode-error.ts'
import { wrongWireError } from './detect-wire.ts'
import { finishOutcome, type Outcome } from './finish-outcome.ts'
import { parseJson, readText } from './json-value.ts'
import type { ServerSentEvent } from './sse-parser.ts'
import type { RunError, StreamEvent } from './stream-event.ts'
import {
  type ChannelText,
  createThinkSplitter,
  splitWholeContent,
  type ThinkStep,
} from './think-splitter.ts'
import type { WireChunk, WireReader } from './wire-chunk.ts'
import type { EndReason, WireDecoder } from './wire-decoder.ts'

/** Fields of metadata that are remembered to be told once; more are not looked at. */
const MAX_METADATA_FIELDS = 64

const NO_CHUNKS: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message: 'The server streams, but no answer in this wire. It may speak another protocol.',
}

const MALFORMED_EVENT: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message: 'The server sent an event that is no valid JSON.',
}

const NOT_AN_ANSWER: RunError = {
  kind: 'not-an-api',
  retry: 'never',
  code: null,
  message: 'The server answered with JSON that is no answer of a model.',
}

/** Some builds of vLLM send only `[DONE]` after an error that came before the first token. */
const NOTHING_BUT_DONE: RunError = {
  kind: 'server',
  retry: 'auto',
  code: null,
  message: 'The server ended the stream without an answer.',
}

/** The connection closed or broke before the server said that it was done. */
const STREAM_CUT: RunError = {
  kind: 'stream-cut',
  retry: 'user',
  code: null,
  message: 'The connection ended before the answer did.',
}

type State = {
  readonly reader: WireReader
  readonly splitter: ReturnType<typeof createThinkSplitter>
  readonly metadata: Map<string, unknown>
  finishReason: string | null
  sawOtherEvents: boolean
  sawChunk: boolean
  /** Once something is shown, nothing may be asked again without the user. */
  hasShown: boolean
}

function textEvents(state: State, pieces: readonly ChannelText[]): readonly StreamEvent[] {
  if (pieces.length > 0) {
    state.hasShown = true
  }
  return pieces.map(({ channel, text }) =>
    channel === 'answer' ? { type: 'answer-delta', text } : { type: 'reasoning-delta', text },
  )
}

function stepEvents(state: State, step: ThinkStep): readonly StreamEvent[] {
  const events = textEvents(state, step.pieces)
  return step.answerStartsAt === null
    ? events
    : [...events, { type: 'metadata', answerStartsAt: step.answerStartsAt }]
}

/** Text that goes on: its tags may be split over chunks. */
function spokenEvents(state: State, texts: readonly ChannelText[]): readonly StreamEvent[] {
  return texts.flatMap((piece) => {
    if (piece.channel === 'answer') {
      return stepEvents(state, state.splitter.push(piece.text))
    }
    state.splitter.noteReasoning()
    return textEvents(state, [piece])
  })
}

/** Text that is all there is: a `</think>` that was never opened can still be put right. */
function wholeTextEvents(state: State, texts: readonly ChannelText[]): readonly StreamEvent[] {
  const join = (channel: Channel) =>
    texts.flatMap((piece) => (piece.channel === channel ? [piece.text] : [])).join('')
  const apart = join('reasoning')
  const { reasoning, answer } = splitWholeContent(join('answer'), apart !== '')
  const pieces = [
    { channel: 'reasoning', text: apart + reasoning },
    { channel: 'answer', text: answer },
  ] as const
  return textEvents(
    state,
    pieces.filter((piece) => piece.text !== ''),
  )
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

function chunkEvents(state: State, chunk: WireChunk): readonly StreamEvent[] {
  state.sawChunk = true
  state.finishReason ??= chunk.finishReason
  const metadata = metadataEvents(state, chunk)
  // A last chunk may repeat the whole message: it counts only where no delta came before.
  const isRepeated = chunk.isWhole && state.hasShown
  const texts = isRepeated ? [] : chunk.texts
  const isAll = chunk.isWhole && chunk.isLast
  const spoken = isAll ? wholeTextEvents(state, texts) : spokenEvents(state, texts)
  const toolCalls = isRepeated ? [] : chunk.toolCalls
  state.hasShown ||= toolCalls.length > 0
  return [
    ...metadata,
    ...spoken,
    ...toolCalls,
    ...(chunk.usage === null ? [] : [{ type: 'usage', ...chunk.usage } as const]),
  ]
}

function endEvents(state: State, outcome: Outcome): readonly StreamEvent[] {
  const rest = stepEvents(state, state.splitter.end())
  const { status, error } = outcome
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
  return chunk.isLast
    ? [...events, ...endEvents(state, chunk.outcome ?? judgeEnd(state, 'done'))]
    : events
}

/** Data that is no JSON: fatal where the wire's text is, words in an error, nothing in other events. */
function readMalformed(state: State, event: ServerSentEvent): readonly StreamEvent[] {
  if (event.event === 'error') {
    return endWithError(state, decodeError(event.data, null))
  }
  return state.reader.ownsEvent(event.event) ? endWithError(state, MALFORMED_EVENT) : []
}

function readEvent(state: State, event: ServerSentEvent): readonly StreamEvent[] {
  const text = event.data.trim()
  if (text === '') {
    return []
  }
  if (text === '[DONE]') {
    return endEvents(state, judgeEnd(state, 'done'))
  }
  const parsed = parseJson(text)
  if (!parsed.ok) {
    return readMalformed(state, event)
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
    reader,
    splitter: createThinkSplitter(),
    metadata: new Map(),
    finishReason: null,
    sawOtherEvents: false,
    sawChunk: false,
    hasShown: false,
  }
  return {
    wire: reader.wire,
    readEvent: (event) => readEvent(state, event),
    readDocument: (value) => readDocument(state, value),
    finish: (reason) => endEvents(state, judgeEnd(state, reason)),
  }
}
