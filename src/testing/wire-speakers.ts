import type { Wire } from '@/core/protocol/stream-event.ts'
import { eventStream, lineStream } from './decode-run.ts'

/** One stretch of an answer, before any wire has written it. */
export type SpokenPiece = {
  readonly channel: 'reasoning' | 'answer' | 'arguments'
  readonly text: string
}

/** An answer as a server of one wire writes it. */
type Speaker = {
  readonly streamed: (pieces: readonly SpokenPiece[]) => string
  readonly whole: string
}

const choice = (delta: object, finishReason: string | null = null) => ({
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, finish_reason: finishReason }],
})

function chatDelta({ channel, text }: SpokenPiece): object {
  switch (channel) {
    case 'reasoning':
      return { reasoning_content: text }
    case 'answer':
      return { content: text }
    case 'arguments':
      return { tool_calls: [{ index: 0, function: { arguments: text } }] }
  }
}

function responsesEvent({ channel, text }: SpokenPiece): object {
  switch (channel) {
    case 'reasoning':
      return { type: 'response.reasoning_text.delta', item_id: 'r', delta: text }
    case 'answer':
      return { type: 'response.output_text.delta', item_id: 'm', delta: text }
    case 'arguments':
      return { type: 'response.function_call_arguments.delta', item_id: 'f', delta: text }
  }
}

function messagesEvent({ channel, text }: SpokenPiece): object {
  switch (channel) {
    case 'reasoning':
      return {
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'thinking_delta', thinking: text },
      }
    case 'answer':
      return { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text } }
    case 'arguments':
      return {
        type: 'content_block_delta',
        index: 2,
        delta: { type: 'input_json_delta', partial_json: text },
      }
  }
}

function ollamaLine({ channel, text }: SpokenPiece): object {
  const message =
    channel === 'arguments'
      ? { content: '', tool_calls: [{ function: { name: 'look', arguments: { text } } }] }
      : { content: '', [channel === 'reasoning' ? 'thinking' : 'content']: text }
  return { model: 'm', message, done: false }
}

/** The same answer on each wire. */
export const WIRE_SPEAKERS: Readonly<Record<Wire, Speaker>> = {
  'chat-completions': {
    streamed: (pieces) =>
      `${eventStream(
        choice({ role: 'assistant' }),
        ...pieces.map((piece) => choice(chatDelta(piece))),
        choice({}, 'stop'),
        { choices: [], usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } },
      )}data: [DONE]\n\n`,
    whole: JSON.stringify({
      object: 'chat.completion',
      choices: [{ index: 0, message: { content: 'ok' }, finish_reason: 'stop' }],
    }),
  },
  responses: {
    streamed: (pieces) =>
      eventStream(
        { type: 'response.created', response: { id: 'resp_1', status: 'in_progress' } },
        {
          type: 'response.output_item.added',
          item: { type: 'function_call', id: 'f', call_id: 'c', name: 'look' },
        },
        ...pieces.map(responsesEvent),
        {
          type: 'response.completed',
          response: {
            status: 'completed',
            usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
          },
        },
      ),
    whole: JSON.stringify({
      object: 'response',
      status: 'completed',
      output: [{ type: 'message', content: [{ type: 'output_text', text: 'ok' }] }],
    }),
  },
  messages: {
    streamed: (pieces) =>
      eventStream(
        { type: 'message_start', message: { id: 'm', usage: { input_tokens: 1 } } },
        {
          type: 'content_block_start',
          index: 2,
          content_block: { type: 'tool_use', id: 'c', name: 'look', input: {} },
        },
        ...pieces.map(messagesEvent),
        {
          type: 'message_delta',
          delta: { stop_reason: 'end_turn' },
          usage: { output_tokens: 2 },
        },
        { type: 'message_stop' },
      ),
    whole: JSON.stringify({
      type: 'message',
      role: 'assistant',
      content: [{ type: 'text', text: 'ok' }],
      stop_reason: 'end_turn',
    }),
  },
  ollama: {
    streamed: (pieces) =>
      lineStream(...pieces.map(ollamaLine), {
        model: 'm',
        message: { content: '' },
        done: true,
        done_reason: 'stop',
        prompt_eval_count: 1,
        eval_count: 2,
      }),
    whole: JSON.stringify({
      model: 'm',
      message: { role: 'assistant', content: 'ok' },
      done: true,
      done_reason: 'stop',
    }),
  },
}
