import { isRecord, type JsonRecord, readField, readList, readText } from './json-value.ts'
import type { Usage } from './stream-event.ts'
import type { ChannelText } from './think-splitter.ts'
import {
  argumentsText,
  type MetadataField,
  metadataOf,
  readCount,
  SILENT_CHUNK,
  usageOf,
  type WireChunk,
} from './wire-chunk.ts'

/** A piece of a call; GLM-4.5 sends an index of -1 for every call, which is none. */
export type ChatToolCall = {
  readonly index: number | null
  readonly id: string | null
  readonly name: string | null
  readonly arguments: string
}

/** What one chunk of a chat completion, or a whole one, says. */
export type ChatCompletionChunk = Omit<WireChunk, 'toolCalls'> & {
  readonly toolCalls: readonly ChatToolCall[]
  /** Sources that the answer names (`annotations` of OpenRouter and OpenAI). */
  readonly annotations: readonly unknown[]
}

const DECODED: ReadonlySet<string> = new Set(['choices'])

/** `reasoning_details` of OpenRouter: text or summary parts. */
function readReasoningDetails(message: JsonRecord): string {
  return readList(message, 'reasoning_details')
    .map((detail) => readText(detail, 'text') ?? readText(detail, 'summary') ?? '')
    .join('')
}

/**
 * Servers send the same reasoning under several names, some under two at once: the first one that is there is
 * taken.
 */
function readReasoning(message: JsonRecord): string {
  return (
    readText(message, 'reasoning_content') ??
    readText(message, 'reasoning') ??
    readReasoningDetails(message)
  )
}

/** Text of a part: a string, or a list of parts of its own (Mistral's `thinking`). */
function readPartText(part: unknown, field: string): string {
  const nested = readList(part, field).map((inner) => readText(inner, 'text') ?? '')
  return readText(part, field) ?? nested.join('')
}

function readPart(part: unknown): ChannelText {
  const type = readText(part, 'type')
  if (type === 'thinking' || type === 'reasoning') {
    const text = readPartText(part, 'thinking') || readPartText(part, 'text')
    return { channel: 'reasoning', text }
  }
  return { channel: 'answer', text: readPartText(part, 'text') }
}

/** Pieces of one channel that follow each other as one: a list may hold a hundred thousand parts. */
function joinNeighbours(pieces: readonly ChannelText[]): readonly ChannelText[] {
  const joined: { channel: ChannelText['channel']; texts: string[] }[] = []
  for (const { channel, text } of pieces) {
    const last = joined.at(-1)
    if (last?.channel === channel) {
      last.texts.push(text)
    } else if (text !== '') {
      joined.push({ channel, texts: [text] })
    }
  }
  return joined.map(({ channel, texts }) => ({ channel, text: texts.join('') }))
}

function readTexts(message: JsonRecord): readonly ChannelText[] {
  const content = readField(message, 'content')
  const parts: readonly ChannelText[] = Array.isArray(content)
    ? content.map(readPart)
    : [{ channel: 'answer', text: typeof content === 'string' ? content : '' }]
  const refusal: ChannelText = { channel: 'answer', text: readText(message, 'refusal') ?? '' }
  const reasoning: ChannelText = { channel: 'reasoning', text: readReasoning(message) }
  return joinNeighbours([reasoning, ...parts, refusal])
}

function readToolCall(call: unknown): ChatToolCall {
  const index = readField(call, 'index')
  const target = readField(call, 'function')
  return {
    index: typeof index === 'number' && Number.isInteger(index) && index >= 0 ? index : null,
    id: readText(call, 'id'),
    name: readText(target, 'name'),
    arguments: argumentsText(readField(target, 'arguments')),
  }
}

function readUsage(chunk: JsonRecord): Usage | null {
  const usage = readField(chunk, 'usage')
  return usageOf({
    promptTokens: readCount(usage, 'prompt_tokens'),
    completionTokens: readCount(usage, 'completion_tokens'),
    totalTokens: readCount(usage, 'total_tokens'),
    reasoningTokens: readCount(readField(usage, 'completion_tokens_details'), 'reasoning_tokens'),
    cachedTokens: readCount(readField(usage, 'prompt_tokens_details'), 'cached_tokens'),
  })
}

/** SGLang writes its own reason as an object: `{type: "abort", message: …}`. */
function readFinishReason(choice: unknown): string | null {
  return readText(choice, 'finish_reason') ?? readText(readField(choice, 'finish_reason'), 'type')
}

/** OpenRouter tells the word of the provider beside its own; kept where it says something else. */
function readNativeReason(choice: unknown): readonly MetadataField[] {
  const native = readText(choice, 'native_finish_reason')
  const isOther = native?.toLowerCase() !== readFinishReason(choice)?.toLowerCase()
  return native !== null && isOther ? [['native_finish_reason', native]] : []
}

/** Only the first choice is shown: another one would be mixed into its text. */
function findChoice(chunk: JsonRecord): unknown {
  return readList(chunk, 'choices').find((choice) => (readField(choice, 'index') ?? 0) === 0)
}

/**
 * A parsed event or body to what it says. Null for JSON that is no chat completion: an object counts when it
 * has a list of choices or a usage object.
 */
export function decodeChatCompletionChunk(value: unknown): ChatCompletionChunk | null {
  if (!isRecord(value)) {
    return null
  }
  const usage = readUsage(value)
  if (!Array.isArray(readField(value, 'choices')) && usage === null) {
    return null
  }
  const choice = findChoice(value)
  const delta = readField(choice, 'delta')
  const message = readField(choice, 'message')
  const spoken = isRecord(delta) ? delta : isRecord(message) ? message : {}
  return {
    ...SILENT_CHUNK,
    texts: readTexts(spoken),
    isWhole: !isRecord(delta),
    toolCalls: readList(spoken, 'tool_calls').map(readToolCall),
    annotations: readList(spoken, 'annotations'),
    finishReason: readFinishReason(choice),
    usage,
    metadata: [...metadataOf(value, DECODED), ...readNativeReason(choice)],
  }
}
