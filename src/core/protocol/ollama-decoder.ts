import { isRecord, readField, readList, readText } from './json-value.ts'
import { createJsonWireDecoder } from './json-wire-decoder.ts'
import type { Usage } from './stream-event.ts'
import type { ChannelText } from './think-splitter.ts'
import {
  argumentsText,
  type MetadataField,
  metadataOf,
  readCount,
  SILENT_CHUNK,
  type ToolCallDelta,
  usageOf,
  type WireChunk,
} from './wire-chunk.ts'
import type { WireDecoder } from './wire-decoder.ts'

/** Fields that are decoded, or, like the time, differ in every line. */
const DECODED: ReadonlySet<string> = new Set([
  'message',
  'done',
  'done_reason',
  'created_at',
  'prompt_eval_count',
  'eval_count',
  'total_duration',
  'load_duration',
  'prompt_eval_duration',
  'eval_duration',
])

const DURATIONS = [
  'total_duration',
  'load_duration',
  'prompt_eval_duration',
  'eval_duration',
] as const

function readTexts(message: unknown): readonly ChannelText[] {
  const pieces = [
    { channel: 'reasoning', text: readText(message, 'thinking') ?? '' },
    { channel: 'answer', text: readText(message, 'content') ?? '' },
  ] as const
  return pieces.filter((piece) => piece.text !== '')
}

function readUsage(line: unknown): Usage | null {
  const promptTokens = readCount(line, 'prompt_eval_count')
  const completionTokens = readCount(line, 'eval_count')
  const isKnown = promptTokens !== null && completionTokens !== null
  return usageOf({
    promptTokens,
    completionTokens,
    totalTokens: isKnown ? promptTokens + completionTokens : null,
    reasoningTokens: null,
    cachedTokens: null,
  })
}

/** Durations in nanoseconds under Ollama's own names. */
function readTimings(line: unknown): readonly MetadataField[] {
  const known = DURATIONS.flatMap((field) => {
    const duration = readField(line, field)
    return typeof duration === 'number' && duration >= 0 ? [[field, duration] as const] : []
  })
  return known.length === 0 ? [] : [['timings', Object.fromEntries(known)]]
}

/** Each call is whole and new: Ollama does not cut arguments. */
function toCall(call: unknown, index: number): ToolCallDelta {
  const target = readField(call, 'function')
  const id = readText(call, 'id')
  const name = readText(target, 'name')
  return {
    type: 'tool-call-delta',
    index,
    ...(id === null ? {} : { id }),
    ...(name === null ? {} : { name }),
    arguments: argumentsText(readField(target, 'arguments')),
  }
}

/**
 * Ollama's own wire (`/api/chat`): one JSON object a line, or a single one. `done_reason` decides the status;
 * builds that do not send one say `done` alone, which is then the finish reason. A body without `done: true`
 * was cut.
 */
export function createOllamaDecoder(): WireDecoder {
  let callCount = 0
  let isFirst = true

  const readLine = (line: unknown): WireChunk | null => {
    const message = readField(line, 'message')
    const done = readField(line, 'done')
    // Lines of `/api/generate` carry their text elsewhere: they must not pass for an empty answer.
    const isAnswer =
      isRecord(message) || (done === true && readField(line, 'response') === undefined)
    if (typeof done !== 'boolean' || !isAnswer) {
      return null
    }
    const isLast = done === true
    const isWhole = isFirst && isLast
    isFirst = false
    const calls = readList(message, 'tool_calls').map((call, place) =>
      toCall(call, callCount + place),
    )
    callCount += calls.length
    return {
      ...SILENT_CHUNK,
      texts: readTexts(message),
      isWhole,
      toolCalls: calls,
      finishReason: isLast ? (readText(line, 'done_reason') ?? 'done') : null,
      usage: readUsage(line),
      metadata: [...metadataOf(line, DECODED), ...readTimings(line)],
      isLast,
    }
  }

  return createJsonWireDecoder({
    wire: 'ollama',
    ownsEvent: (name) => name === 'message',
    readChunk: readLine,
    readWhole: readLine,
  })
}
