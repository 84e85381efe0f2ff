import { isMessagesEvent } from './detect-wire.ts'
import { isRecord, readField, readList, readText } from './json-value.ts'
import { createJsonWireDecoder } from './json-wire-decoder.ts'
import type { Usage } from './stream-event.ts'
import type { ChannelText } from './think-splitter.ts'
import {
  argumentsText,
  createSourceList,
  type MetadataField,
  metadataOf,
  readCount,
  SILENT_CHUNK,
  type ToolCallDelta,
  usageOf,
  type WireChunk,
} from './wire-chunk.ts'
import type { WireDecoder } from './wire-decoder.ts'

/** Fields of a message that are decoded. */
const DECODED: ReadonlySet<string> = new Set([
  'role',
  'content',
  'stop_reason',
  'stop_sequence',
  'message',
  'delta',
])

/** Text that a block holds as it begins, or all of it in a whole message. */
function readBlockText(block: unknown): readonly ChannelText[] {
  const answer = readField(block, 'type') === 'text' ? readText(block, 'text') : null
  const reasoning = readField(block, 'type') === 'thinking' ? readText(block, 'thinking') : null
  return [
    ...(reasoning === null ? [] : [{ channel: 'reasoning', text: reasoning } as const]),
    ...(answer === null ? [] : [{ channel: 'answer', text: answer } as const]),
  ]
}

/** New text of any block; signatures are no text. */
function readDeltaText(delta: unknown): readonly ChannelText[] {
  const reasoning = readText(delta, 'thinking')
  const answer = readText(delta, 'text')
  switch (readField(delta, 'type')) {
    case 'thinking_delta':
      return reasoning === null ? [] : [{ channel: 'reasoning', text: reasoning }]
    case 'text_delta':
      return answer === null ? [] : [{ channel: 'answer', text: answer }]
    default:
      return []
  }
}

/**
 * Adds up the counts, which come in two parts and only grow. Tokens read from or written to a cache are not
 * part of `input_tokens` here, though they are part of the prompt on every other wire.
 */
function createUsageTotal(): (usage: unknown, isFinal: boolean) => Usage | null {
  const counts = new Map<string, number>()
  const grow = (usage: unknown, key: string): number | null => {
    const count = readCount(usage, key)
    if (count !== null) {
      counts.set(key, Math.max(count, counts.get(key) ?? 0))
    }
    return counts.get(key) ?? null
  }
  return (usage, isFinal) => {
    if (!isRecord(usage)) {
      return null
    }
    const input = grow(usage, 'input_tokens')
    const cached = grow(usage, 'cache_read_input_tokens')
    const written = grow(usage, 'cache_creation_input_tokens')
    // The first message counts a token that is still to come.
    const completionTokens = isFinal ? grow(usage, 'output_tokens') : null
    const promptTokens = input === null ? null : input + (cached ?? 0) + (written ?? 0)
    const isKnown = promptTokens !== null && completionTokens !== null
    return usageOf({
      promptTokens,
      completionTokens,
      totalTokens: isKnown ? promptTokens + completionTokens : null,
      reasoningTokens: null,
      cachedTokens: cached,
    })
  }
}

type Call = { readonly index: number; hasArguments: boolean; isOpen: boolean }

/** Numbers the `tool_use` blocks in their order; deltas name the place of the block in the message. */
function createCalls() {
  const byBlock = new Map<unknown, Call>()
  let count = 0

  const write = (call: Call, text: string): readonly ToolCallDelta[] => {
    call.hasArguments ||= text !== ''
    return text === '' ? [] : [{ type: 'tool-call-delta', index: call.index, arguments: text }]
  }

  return {
    begin(block: unknown, place: unknown): readonly ToolCallDelta[] {
      if (readField(block, 'type') !== 'tool_use') {
        return []
      }
      const id = readText(block, 'id')
      const name = readText(block, 'name')
      const input = readField(block, 'input')
      const isFilled = isRecord(input) && Object.keys(input).length > 0
      const given = isFilled ? argumentsText(input) : ''
      const call: Call = { index: count, hasArguments: isFilled, isOpen: !isFilled }
      count += 1
      byBlock.set(place, call)
      return [
        {
          type: 'tool-call-delta',
          index: call.index,
          ...(id === null ? {} : { id }),
          ...(name === null ? {} : { name }),
          arguments: given,
        },
      ]
    },
    write(delta: unknown, place: unknown): readonly ToolCallDelta[] {
      const call = byBlock.get(place)
      const isArguments = readField(delta, 'type') === 'input_json_delta'
      return call?.isOpen && isArguments ? write(call, readText(delta, 'partial_json') ?? '') : []
    },
    /** A call without arguments is one with none, as in a whole message. */
    end(place: unknown): readonly ToolCallDelta[] {
      const call = byBlock.get(place)
      byBlock.delete(place)
      return call === undefined || call.hasArguments ? [] : write(call, '{}')
    },
  }
}

function createMessageReader() {
  const calls = createCalls()
  const addUsage = createUsageTotal()
  const noteCitations = createSourceList('annotations')
  const noteResults = createSourceList('web_search')

  const readBlock = (block: unknown, place: unknown): WireChunk => {
    const isSearch = readField(block, 'type') === 'web_search_tool_result'
    return {
      ...SILENT_CHUNK,
      texts: readBlockText(block),
      toolCalls: calls.begin(block, place),
      metadata: [
        ...noteResults(isSearch ? readList(block, 'content') : []),
        ...noteCitations(readList(block, 'citations')),
      ],
    }
  }

  const readDelta = (event: unknown): WireChunk => {
    const delta = readField(event, 'delta')
    const isCitation = readField(delta, 'type') === 'citations_delta'
    return {
      ...SILENT_CHUNK,
      texts: readDeltaText(delta),
      toolCalls: calls.write(delta, readField(event, 'index')),
      metadata: noteCitations(isCitation ? [readField(delta, 'citation')] : []),
    }
  }

  const readEvent = (type: string, event: unknown): WireChunk => {
    const message = readField(event, 'message')
    const place = readField(event, 'index')
    switch (type) {
      case 'message_start':
        return {
          ...SILENT_CHUNK,
          usage: addUsage(readField(message, 'usage'), false),
          metadata: metadataOf(message, DECODED),
        }
      case 'content_block_start':
        return readBlock(readField(event, 'content_block'), place)
      case 'content_block_delta':
        return readDelta(event)
      case 'content_block_stop':
        return { ...SILENT_CHUNK, toolCalls: calls.end(place) }
      case 'message_delta':
        return {
          ...SILENT_CHUNK,
          finishReason: readText(readField(event, 'delta'), 'stop_reason'),
          usage: addUsage(readField(event, 'usage'), true),
          metadata: metadataOf(event, DECODED),
        }
      default:
        return { ...SILENT_CHUNK, metadata: metadataOf(event, DECODED), isLast: true }
    }
  }

  const readMessage = (message: unknown): WireChunk => {
    const blocks = readList(message, 'content').map((block, place) => readBlock(block, place))
    // Blocks of one list tell the same fields one after the other, each with all that came before.
    const sources = new Map<string, unknown>(blocks.flatMap((block) => block.metadata))
    const metadata: readonly MetadataField[] = [...metadataOf(message, DECODED), ...sources]
    return {
      ...SILENT_CHUNK,
      texts: blocks.flatMap((block) => block.texts),
      isWhole: true,
      toolCalls: blocks.flatMap((block, place) => [...block.toolCalls, ...calls.end(place)]),
      finishReason: readText(message, 'stop_reason'),
      usage: addUsage(readField(message, 'usage'), true),
      metadata,
      isLast: true,
    }
  }

  return { readEvent, readMessage }
}

/**
 * Anthropic's Messages wire, streamed or whole. Blocks may overlap: each delta says what it is, and only calls
 * need to know the place of their block. `stop_reason` decides the status, not `message_stop`.
 */
export function createMessagesDecoder(): WireDecoder {
  const reader = createMessageReader()
  return createJsonWireDecoder({
    wire: 'messages',
    ownsEvent: (name) => name === 'message' || isMessagesEvent(name),
    readChunk(value) {
      const type = readText(value, 'type') ?? ''
      return isMessagesEvent(type) ? reader.readEvent(type, value) : null
    },
    readWhole: (value) =>
      readField(value, 'type') === 'message' && Array.isArray(readField(value, 'content'))
        ? reader.readMessage(value)
        : null,
  })
}
