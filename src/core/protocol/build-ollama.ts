import type { ParameterId } from '@/core/catalog/types.ts'
import { parseObject } from './bounded-json.ts'
import type { ChatMessage, ChatRequest, WireRequest } from './chat-request.ts'
import type { ChatTarget } from './chat-target.ts'
import { finishRequest, type RequestOptions } from './finish-request.ts'
import type { JsonRecord } from './json-value.ts'
import { namedFields, requestParameters, stopSequences } from './request-parameters.ts'
import { thinkingFields } from './thinking-fields.ts'

/** What stands in `options`, by the names of a Modelfile. */
const OPTIONS: readonly (readonly [ParameterId, string])[] = [
  ['temperature', 'temperature'],
  ['top_p', 'top_p'],
  ['top_k', 'top_k'],
  ['min_p', 'min_p'],
  ['repetition_penalty', 'repeat_penalty'],
  ['presence_penalty', 'presence_penalty'],
  ['frequency_penalty', 'frequency_penalty'],
  ['max_tokens', 'num_predict'],
  ['num_ctx', 'num_ctx'],
  ['seed', 'seed'],
]

/** Pictures are bare base64 beside the text; the arguments of a call are an object. */
function messageFields(message: ChatMessage): JsonRecord {
  switch (message.role) {
    case 'user': {
      const images = message.images.map(({ base64 }) => base64)
      return { role: 'user', content: message.text, ...(images.length === 0 ? {} : { images }) }
    }
    case 'assistant': {
      const calls = (message.toolCalls ?? []).map(({ name, arguments: text }) => ({
        function: { name, arguments: parseObject(text) ?? {} },
      }))
      return {
        role: 'assistant',
        content: message.text,
        ...(calls.length === 0 ? {} : { tool_calls: calls }),
      }
    }
    case 'tool':
      return { role: 'tool', tool_name: message.name, content: message.text }
  }
}

/**
 * A question as Ollama's own wire wants it, without its key.
 * https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-chat-completion
 */
export function buildOllama(
  target: ChatTarget,
  request: ChatRequest,
  options: RequestOptions,
): WireRequest {
  const { values, tools, systemPrompt, extraBody } = requestParameters(target, request)
  const stop = stopSequences(values)
  const modelOptions = { ...namedFields(values, OPTIONS), ...(stop.length === 0 ? {} : { stop }) }
  const body = {
    model: request.model,
    messages: [
      ...(systemPrompt === null ? [] : [{ role: 'system', content: systemPrompt }]),
      ...request.messages.map(messageFields),
    ],
    stream: options.stream,
    ...target.dialect.extraBody,
    ...thinkingFields(target, request.thinking, values, null),
    ...(values.response_format === 'json_object' ? { format: 'json' } : {}),
    ...(tools.length === 0 ? {} : { tools }),
    ...(Object.keys(modelOptions).length === 0 ? {} : { options: modelOptions }),
  }
  return finishRequest(target, options, body, extraBody)
}
