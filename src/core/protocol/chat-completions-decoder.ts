import {
  type ChatCompletionChunk,
  type ChatToolCall,
  decodeChatCompletionChunk,
} from './chat-completion-chunk.ts'
import { createJsonWireDecoder } from './json-wire-decoder.ts'
import { createSourceList, type ToolCallDelta, type WireChunk } from './wire-chunk.ts'
import type { WireDecoder } from './wire-decoder.ts'

/**
 * Numbers the calls of servers that do not: a call that has its own id, or a name, begins one; a piece without
 * both belongs to the last.
 */
function createCallCounter(): (call: ChatToolCall) => number {
  const byId = new Map<string, number>()
  let count = 0
  const begin = (): number => {
    count += 1
    return count - 1
  }
  return ({ index, id, name }) => {
    const known = id === null ? undefined : byId.get(id)
    const own = index ?? known ?? (id === null && name === null && count > 0 ? count - 1 : begin())
    count = Math.max(count, own + 1)
    if (id !== null) {
      byId.set(id, own)
    }
    return own
  }
}

/**
 * The OpenAI-compatible chat completions wire, streamed or whole, with reasoning as its servers send it: in
 * `reasoning_content`, in `reasoning`, in content parts, or inline between `<think>` tags. Only `[DONE]` or the
 * end of the body ends a stream, because usage may follow the finish reason.
 */
export function createChatCompletionsDecoder(): WireDecoder {
  const indexOf = createCallCounter()
  const noteAnnotations = createSourceList('annotations')

  const toDelta = (call: ChatToolCall): ToolCallDelta => ({
    type: 'tool-call-delta',
    index: indexOf(call),
    ...(call.id === null ? {} : { id: call.id }),
    ...(call.name === null ? {} : { name: call.name }),
    arguments: call.arguments,
  })

  const finish = (chunk: ChatCompletionChunk): WireChunk => ({
    ...chunk,
    toolCalls: chunk.toolCalls.map(toDelta),
    metadata: [...chunk.metadata, ...noteAnnotations(chunk.annotations)],
  })

  return createJsonWireDecoder({
    wire: 'chat-completions',
    ownsEvent: (name) => name === 'message',
    readChunk(value) {
      const chunk = decodeChatCompletionChunk(value)
      return chunk === null ? null : finish(chunk)
    },
    readWhole(value) {
      const chunk = decodeChatCompletionChunk(value)
      const isAnswer =
        chunk !== null &&
        (chunk.texts.length > 0 || chunk.toolCalls.length > 0 || chunk.finishReason !== null)
      return isAnswer ? { ...finish(chunk), isWhole: true, isLast: true } : null
    },
  })
}
