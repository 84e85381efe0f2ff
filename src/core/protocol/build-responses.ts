import type { Tool } from '@/core/catalog/check-tools.ts'
import type { Dialect, ParameterId } from '@/core/catalog/types.ts'
import type { ChatMessage, ChatRequest, SentImage, WireRequest } from './chat-request.ts'
import type { ChatTarget } from './chat-target.ts'
import { finishRequest, type RequestOptions } from './finish-request.ts'
import type { JsonRecord } from './json-value.ts'
import { namedFields, requestParameters } from './request-parameters.ts'
import { thinkingFields } from './thinking-fields.ts'

const FIELDS: readonly (readonly [ParameterId, string])[] = [
  ['temperature', 'temperature'],
  ['top_p', 'top_p'],
  ['max_tokens', 'max_output_tokens'],
  ['tool_choice', 'tool_choice'],
]

/** Here `image_url` is a string, and servers with typed bodies insist on `detail`. */
function imagePart({ type, base64 }: SentImage, form: Dialect['imageForm']): JsonRecord {
  const url = form === 'raw-base64' ? base64 : `data:${type};base64,${base64}`
  return { type: 'input_image', image_url: url, detail: 'auto' }
}

/** An earlier answer: words, or the item that it came as. */
function answerItem(text: string, { answerForm }: Dialect): JsonRecord {
  return answerForm === 'output-text'
    ? { type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] }
    : { role: 'assistant', content: text }
}

/** One message becomes several items: each call and each result is one of its own. */
function inputItems(message: ChatMessage, dialect: Dialect): readonly JsonRecord[] {
  switch (message.role) {
    case 'user': {
      if (message.images.length === 0) {
        return [{ role: 'user', content: message.text }]
      }
      const pictures = message.images.map((image) => imagePart(image, dialect.imageForm))
      const text = message.text === '' ? [] : [{ type: 'input_text', text: message.text }]
      return [{ role: 'user', content: [...pictures, ...text] }]
    }
    case 'assistant': {
      const calls = (message.toolCalls ?? []).map(({ id, name, arguments: text }) => ({
        type: 'function_call',
        call_id: id,
        name,
        arguments: text,
      }))
      const isSilent = message.text === '' && calls.length > 0
      return [...(isSilent ? [] : [answerItem(message.text, dialect)]), ...calls]
    }
    case 'tool':
      return [{ type: 'function_call_output', call_id: message.callId, output: message.text }]
  }
}

/** A function is flat here. */
const flatTool = (tool: Tool): JsonRecord => ({ type: 'function', ...tool.function })

/**
 * A question as the responses wire wants it, without its key. The conversation is sent whole each time.
 * https://platform.openai.com/docs/api-reference/responses/create
 */
export function buildResponses(
  target: ChatTarget,
  request: ChatRequest,
  options: RequestOptions,
): WireRequest {
  const { dialect } = target
  const { values, tools, systemPrompt, extraBody } = requestParameters(target, request)
  const body = {
    model: request.model,
    ...(systemPrompt === null ? {} : { instructions: systemPrompt }),
    input: request.messages.flatMap((message) => inputItems(message, dialect)),
    stream: options.stream,
    ...dialect.extraBody,
    ...thinkingFields(target, request.thinking, values, null),
    ...namedFields(values, FIELDS),
    ...(values.response_format === undefined
      ? {}
      : { text: { format: { type: values.response_format } } }),
    ...(tools.length === 0 ? {} : { tools: tools.map(flatTool) }),
  }
  return finishRequest(target, options, body, extraBody)
}
