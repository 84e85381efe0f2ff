import type { Dialect, ParameterId } from '@/core/catalog/types.ts'
import type { ChatMessage, ChatRequest, SentImage, WireRequest } from './chat-request.ts'
import type { ChatTarget } from './chat-target.ts'
import { finishRequest, type RequestOptions } from './finish-request.ts'
import type { JsonRecord } from './json-value.ts'
import {
  namedFields,
  type RequestParameters,
  requestParameters,
  stopSequences,
} from './request-parameters.ts'
import { thinkingFields } from './thinking-fields.ts'

/** Parameters that are a field of the body as they are. */
const FIELDS: readonly (readonly [ParameterId, string])[] = [
  ['do_sample', 'do_sample'],
  ['temperature', 'temperature'],
  ['top_p', 'top_p'],
  ['top_k', 'top_k'],
  ['min_p', 'min_p'],
  ['repetition_penalty', 'repetition_penalty'],
  ['presence_penalty', 'presence_penalty'],
  ['frequency_penalty', 'frequency_penalty'],
  ['max_tokens', 'max_tokens'],
  ['num_ctx', 'num_ctx'],
  ['seed', 'seed'],
  ['request_id', 'request_id'],
  ['user_id', 'user_id'],
]

/** The settings of web search, by the names of Z.ai and EmpirioLabs. */
const SEARCH_FIELDS: readonly (readonly [ParameterId, string])[] = [
  ['search_result', 'search_result'],
  ['search_prompt', 'search_prompt'],
  ['search_count', 'count'],
  ['search_domain_filter', 'search_domain_filter'],
  ['search_recency_filter', 'search_recency_filter'],
]

function imagePart(image: SentImage, form: Dialect['imageForm']): JsonRecord {
  const url = form === 'raw-base64' ? image.base64 : `data:${image.type};base64,${image.base64}`
  return { type: 'image_url', image_url: { url } }
}

/** Pictures stand before the text, as the models were trained; text alone stays a plain string. */
function messageFields(message: ChatMessage, dialect: Dialect): JsonRecord {
  switch (message.role) {
    case 'user': {
      if (message.images.length === 0) {
        return { role: 'user', content: message.text }
      }
      const pictures = message.images.map((image) => imagePart(image, dialect.imageForm))
      const text = message.text === '' ? [] : [{ type: 'text', text: message.text }]
      return { role: 'user', content: [...pictures, ...text] }
    }
    case 'assistant': {
      const calls = (message.toolCalls ?? []).map(({ id, name, arguments: text }) => ({
        id,
        type: 'function',
        function: { name, arguments: text },
      }))
      return {
        role: 'assistant',
        content: message.text,
        ...(calls.length === 0 ? {} : { tool_calls: calls }),
      }
    }
    case 'tool':
      return { role: 'tool', tool_call_id: message.callId, content: message.text }
  }
}

/** Tools of the user and, where it is one, web search; the rest of web search stands in the body. */
function toolFields(dialect: Dialect, { values, tools }: RequestParameters): JsonRecord {
  const settings = namedFields(values, SEARCH_FIELDS)
  const engine = dialect.searchEngine === undefined ? {} : { search_engine: dialect.searchEngine }
  const isSearching = values.web_search === true
  const search = { type: 'web_search', web_search: { enable: true, ...engine, ...settings } }
  const rows = isSearching && dialect.webSearch === 'tool' ? [...tools, search] : tools
  return {
    ...(rows.length === 0 ? {} : { tools: rows }),
    ...namedFields(values, [['tool_choice', 'tool_choice']]),
    ...(values.tool_stream === true ? { tool_stream: true } : {}),
    ...(isSearching && dialect.webSearch === 'fields'
      ? { tool_web_search: true, ...settings }
      : {}),
  }
}

/** What makes a server go on with the last message instead of answering it. */
function continuationFields({ continuation, thinking }: Dialect): JsonRecord {
  if (continuation === 'continue-final-message') {
    return { continue_final_message: true, add_generation_prompt: false }
  }
  // llama.cpp (common/chat.cpp, tools/server): "Assistant response prefill is incompatible with enable_thinking",
  // which it takes to be on; so it is switched off for every model, also for one whose switch the catalog does not know.
  return continuation === 'trailing-assistant' && thinking === 'chat-template-kwargs'
    ? { chat_template_kwargs: { enable_thinking: false } }
    : {}
}

/**
 * A question as the chat completions wire of one provider wants it, without its key.
 * https://platform.openai.com/docs/api-reference/chat/create and the documents named in `catalog/dialects.ts`
 */
export function buildChatCompletions(
  target: ChatTarget,
  request: ChatRequest,
  options: RequestOptions,
): WireRequest {
  const { dialect } = target
  const parameters = requestParameters(target, request)
  const { values, systemPrompt, extraBody } = parameters
  const last = request.messages.at(-1)
  const isUnfinished = last?.role === 'assistant' && last.isUnfinished === true
  // Who goes on with an answer must not begin to think anew.
  const thinking = isUnfinished && request.thinking !== null ? false : request.thinking
  const asksForUsage = options.stream && dialect.usage === 'stream-options'
  const stop = stopSequences(values)
  const body = {
    model: request.model,
    messages: [
      ...(systemPrompt === null ? [] : [{ role: 'system', content: systemPrompt }]),
      ...request.messages.map((message) => messageFields(message, dialect)),
    ],
    stream: options.stream,
    ...(asksForUsage ? { stream_options: { include_usage: true } } : {}),
    ...dialect.extraBody,
    ...thinkingFields(target, thinking, values, null),
    ...namedFields(values, FIELDS),
    ...(stop.length === 0 ? {} : { stop }),
    ...(values.response_format === undefined
      ? {}
      : { response_format: { type: values.response_format } }),
    ...toolFields(dialect, parameters),
    ...(isUnfinished ? continuationFields(dialect) : {}),
  }
  return finishRequest(target, options, body, extraBody)
}
