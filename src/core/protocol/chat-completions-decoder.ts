import type { Channel } from '@/core/grounding/region.ts'
import { type ChatCompletionChunk, decodeChatCompletionChunk } from './chat-completion-chunk.ts'
import { decodeError, isErrorBody } from './decode-error.ts'
import { finishOutcome, type Outcome } from './finish-outcome.ts'
import { parseJson } from './json-value.ts'
import type { ServerSentEvent } from './sse-parser.ts'
import type { RunError, StreamEvent } from './stream-event.ts'
import { createThinkSplitter, splitWholeContent, type ThinkStep } from './think-splitter.ts'
import type { EndReason, WireDecoder } from './wire-decoder.ts'

/** Fields of metadata that are remembered to be told once; more are not looked at. */
const MAX_METADATA_FIELDS = 64

const NO_CHUNKS: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message: 'The server streams, but no chat completion. It may speak another protocol.',
}

const MALFORMED_EVENT: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message: 'The server sent an event that is no valid JSON.',
}

const NOT_A_COMPLETION: RunError = {
  kind: 'not-an-api',
  retry: 'never',
  code: null,
  message: 'The server answered with JSON that is no chat completion.',
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
  readonly splitter: ReturnType<typeof createThinkSplitter>
  readonly metadata: Map<string, unknown>
  finishReason: string | null
  sawDone: boolean
  sawOtherEvents: boolean
  sawChunk: boolean
  /** Once something is shown, nothing may be asked again without the user. */
  hasShown: boolean
}

function textEvents(
  state: State,
  pieces: readonly { readonly channel: Channel; readonly text: string }[],
): readonly StreamEvent[] {
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

/** A server repeats id and model in every chunk: each value is told once. */
function metadataEvents(state: State, chunk: ChatCompletionChunk): readonly StreamEvent[] {
  const news = chunk.metadata.filter(([field, value]) => {
    const isKnown = state.metadata.has(field)
    if (
      state.metadata.get(field) === value ||
      (!isKnown && state.metadata.size >= MAX_METADATA_FIELDS)
    ) {
      return false
    }
    state.metadata.set(field, value)
    return true
  })
  return news.length === 0 ? [] : [{ ...Object.fromEntries(news), type: 'metadata' }]
}

function chunkEvents(state: State, chunk: ChatCompletionChunk): readonly StreamEvent[] {
  state.sawChunk = true
  state.finishReason ??= chunk.finishReason
  // A last chunk may repeat the whole message: it counts only where no delta came before.
  const isRepeated = chunk.isWhole && state.hasShown
  const texts = isRepeated ? [] : chunk.texts
  const spoken = texts.flatMap((piece) => {
    if (piece.channel === 'answer') {
      return stepEvents(state, state.splitter.push(piece.text))
    }
    state.splitter.noteReasoning()
    return textEvents(state, [piece])
  })
  const toolCalls = isRepeated ? [] : chunk.toolCalls
  state.hasShown ||= toolCalls.length > 0
  return [
    ...metadataEvents(state, chunk),
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
function judgeEnd(state: State, reason: EndReason): Outcome {
  if (state.finishReason !== null) {
    return finishOutcome(state.finishReason)
  }
  if (state.sawDone) {
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

/** Data that is no JSON: fatal in a message, words in an error, nothing in a ping or an unknown event. */
function readMalformed(state: State, event: ServerSentEvent): readonly StreamEvent[] {
  if (event.event === 'error') {
    return endWithError(state, decodeError(event.data, null))
  }
  return event.event === 'message' ? endWithError(state, MALFORMED_EVENT) : []
}

function readEvent(state: State, event: ServerSentEvent): readonly StreamEvent[] {
  const text = event.data.trim()
  if (text === '') {
    return []
  }
  if (text === '[DONE]') {
    state.sawDone = true
    return endEvents(state, judgeEnd(state, 'close'))
  }
  const parsed = parseJson(text)
  if (!parsed.ok) {
    return readMalformed(state, event)
  }
  if (event.event === 'error' || isErrorBody(parsed.value)) {
    // OpenRouter reports the error and a last chunk in one event.
    const last = decodeChatCompletionChunk(parsed.value)
    const events = last === null ? [] : chunkEvents(state, last)
    return [...events, ...endWithError(state, decodeError(parsed.value, null))]
  }
  const chunk = decodeChatCompletionChunk(parsed.value)
  if (chunk === null) {
    state.sawOtherEvents = true
    return []
  }
  return chunkEvents(state, chunk)
}

function readDocument(state: State, value: unknown): readonly StreamEvent[] {
  if (isErrorBody(value)) {
    return endWithError(state, decodeError(value, null))
  }
  const chunk = decodeChatCompletionChunk(value)
  if (chunk === null || (chunk.texts.length === 0 && chunk.finishReason === null)) {
    return endWithError(state, NOT_A_COMPLETION)
  }
  const join = (channel: Channel) =>
    chunk.texts.flatMap((piece) => (piece.channel === channel ? [piece.text] : [])).join('')
  const apart = join('reasoning')
  const { reasoning, answer } = splitWholeContent(join('answer'), apart !== '')
  const pieces = [
    { channel: 'reasoning', text: apart + reasoning },
    { channel: 'answer', text: answer },
  ] as const
  return [
    ...chunkEvents(state, { ...chunk, texts: [] }),
    ...textEvents(
      state,
      pieces.filter((piece) => piece.text !== ''),
    ),
    ...endEvents(state, judgeEnd({ ...state, sawDone: true }, 'close')),
  ]
}

/**
 * The OpenAI-compatible chat completions wire, streamed or whole, with reasoning as its servers send it: in
 * `reasoning_content`, in `reasoning`, in content parts, or inline between `<think>` tags.
 * `finish_reason` decides the status. White space before the answer is held until the answer begins.
 */
export function createChatCompletionsDecoder(): WireDecoder {
  const state: State = {
    splitter: createThinkSplitter(),
    metadata: new Map(),
    finishReason: null,
    sawDone: false,
    sawOtherEvents: false,
    sawChunk: false,
    hasShown: false,
  }
  return {
    readEvent: (event) => readEvent(state, event),
    readDocument: (value) => readDocument(state, value),
    finish: (reason) => endEvents(state, judgeEnd(state, reason)),
  }
}
