import { isRecord, type JsonRecord, readField, readList, readText } from './json-value.ts'
import type { StreamEvent, Usage } from './stream-event.ts'
import type { ChannelText } from './think-splitter.ts'

type ToolCallDelta = Extract<StreamEvent, { type: 'tool-call-delta' }>

/** What one chunk of a chat completion, or a whole one, says; absent parts are empty. */
export type ChatCompletionChunk = {
  /** In the order of the chunk; text of the answer may still hold inline `<think>` tags. */
  readonly texts: readonly ChannelText[]
  /** True when the texts are a whole message instead of what is new. */
  readonly isWhole: boolean
  readonly toolCalls: readonly ToolCallDelta[]
  /** The server's own word; an empty one is none. */
  readonly finishReason: string | null
  readonly usage: Usage | null
  /** Fields beside the message: id, model, timings, web_search … */
  readonly metadata: readonly (readonly [field: string, value: unknown])[]
}

/** Fields that are decoded elsewhere or say nothing; `type` names the event itself. */
const NO_METADATA: ReadonlySet<string> = new Set([
  'choices',
  'usage',
  'error',
  'object',
  'type',
  '__proto__',
  // Our own word for a late </think>, see think-splitter.ts: a server must not be able to say it.
  'answerStartsAt',
])

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

function readTexts(message: JsonRecord): readonly ChannelText[] {
  const content = readField(message, 'content')
  const parts: readonly ChannelText[] = Array.isArray(content)
    ? content.map(readPart)
    : [{ channel: 'answer', text: typeof content === 'string' ? content : '' }]
  const refusal: ChannelText = { channel: 'answer', text: readText(message, 'refusal') ?? '' }
  const reasoning: ChannelText = { channel: 'reasoning', text: readReasoning(message) }
  return [reasoning, ...parts, refusal].filter((piece) => piece.text !== '')
}

function readToolCall(call: unknown, position: number): ToolCallDelta {
  const index = readField(call, 'index')
  const id = readText(call, 'id')
  const target = readField(call, 'function')
  const name = readText(target, 'name')
  const given = readField(target, 'arguments')
  return {
    type: 'tool-call-delta',
    // GLM-4.5 sends -1 for every call.
    index: typeof index === 'number' && Number.isInteger(index) && index >= 0 ? index : position,
    ...(id === null ? {} : { id }),
    ...(name === null ? {} : { name }),
    arguments: isRecord(given) ? JSON.stringify(given) : typeof given === 'string' ? given : '',
  }
}

/** More than any model will ever count; what is larger is a mistake or malice. */
const MOST_TOKENS = 1e9

function readCount(value: unknown, key: string): number | null {
  const count = readField(value, key)
  return Number.isInteger(count) && Number(count) >= 0 && Number(count) <= MOST_TOKENS
    ? Number(count)
    : null
}

function readUsage(chunk: JsonRecord): Usage | null {
  const usage = readField(chunk, 'usage')
  const counts = {
    promptTokens: readCount(usage, 'prompt_tokens'),
    completionTokens: readCount(usage, 'completion_tokens'),
    totalTokens: readCount(usage, 'total_tokens'),
    reasoningTokens: readCount(readField(usage, 'completion_tokens_details'), 'reasoning_tokens'),
    cachedTokens: readCount(readField(usage, 'prompt_tokens_details'), 'cached_tokens'),
  }
  const known = Object.entries(counts).filter(([, count]) => count !== null)
  return known.length === 0 ? null : Object.fromEntries(known)
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
    texts: readTexts(spoken),
    isWhole: !isRecord(delta),
    toolCalls: readList(spoken, 'tool_calls').map(readToolCall),
    finishReason: readText(choice, 'finish_reason'),
    usage,
    metadata: Object.entries(value).filter(
      ([field, content]) => !NO_METADATA.has(field) && content !== null,
    ),
  }
}
