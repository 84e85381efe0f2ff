import type { Tool } from '@/core/catalog/check-tools.ts'
import type { ModelProfile, ParameterId, ParameterValue } from '@/core/catalog/types.ts'
import { parseObject } from './bounded-json.ts'
import type { ChatMessage, ChatRequest, ToolCall, WireRequest } from './chat-request.ts'
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

const FIELDS: readonly (readonly [ParameterId, string])[] = [
  ['temperature', 'temperature'],
  ['top_p', 'top_p'],
  ['top_k', 'top_k'],
]

const CHOICES: Readonly<Record<string, string>> = { auto: 'auto', none: 'none', required: 'any' }

/** This wire wants a limit; where neither user nor model names one. */
const MAX_TOKENS = 4096

/** Only Anthropic's own server asks browsers for it; a strict list of headers elsewhere would refuse it. */
const BROWSER_HOST = /^https:\/\/api\.anthropic\.com(?:[/:]|$)/

type Turn = { readonly role: 'user' | 'assistant'; readonly content: readonly JsonRecord[] }

/** The input of a call is an object here; what the model wrote as something else is handed back in one. */
function toolUse({ id, name, arguments: text }: ToolCall): JsonRecord {
  const input = text.trim() === '' ? {} : (parseObject(text) ?? { arguments: text })
  return { type: 'tool_use', id, name, input }
}

function blocksOf(message: ChatMessage): Turn {
  switch (message.role) {
    case 'user': {
      const pictures = message.images.map(({ type, base64 }) => ({
        type: 'image',
        source: { type: 'base64', media_type: type, data: base64 },
      }))
      return { role: 'user', content: [...pictures, ...textBlocks(message.text)] }
    }
    case 'assistant': {
      const calls = (message.toolCalls ?? []).map(toolUse)
      return { role: 'assistant', content: [...textBlocks(message.text), ...calls] }
    }
    case 'tool':
      return {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: message.callId, content: message.text }],
      }
  }
}

/** Empty text is refused on this wire. */
function textBlocks(text: string): readonly JsonRecord[] {
  return text === '' ? [] : [{ type: 'text', text }]
}

/** Turns alternate: the results of several calls are one turn. What says nothing is no turn. */
function toTurns(messages: readonly ChatMessage[]): readonly Turn[] {
  const turns: Turn[] = []
  for (const turn of messages.map(blocksOf)) {
    const last = turns.at(-1)
    if (last?.role === turn.role) {
      turns.splice(-1, 1, { role: last.role, content: [...last.content, ...turn.content] })
    } else if (turn.content.length > 0) {
      turns.push(turn)
    }
  }
  return turns
}

function toolFields({ values, tools }: RequestParameters): JsonRecord {
  const describe = ({ function: { name, description, parameters } }: Tool): JsonRecord => ({
    name,
    ...(description === undefined ? {} : { description }),
    input_schema: { type: 'object', properties: {}, ...parameters },
  })
  const choice = typeof values.tool_choice === 'string' ? CHOICES[values.tool_choice] : undefined
  return {
    ...(tools.length === 0 ? {} : { tools: tools.map(describe) }),
    ...(choice === undefined ? {} : { tool_choice: { type: choice } }),
  }
}

function maxTokens(set: ParameterValue | undefined, profile: ModelProfile): number {
  const wanted = set ?? profile.recommended.max_tokens
  return typeof wanted === 'number'
    ? wanted
    : Math.min(MAX_TOKENS, profile.outputTokens ?? MAX_TOKENS)
}

/**
 * A question as the messages wire wants it, without its key: the system prompt beside the conversation, pictures as
 * base64, and a limit of tokens in any case. https://docs.anthropic.com/en/api/messages
 */
export function buildMessages(
  target: ChatTarget,
  request: ChatRequest,
  options: RequestOptions,
): WireRequest {
  const parameters = requestParameters(target, request)
  const { values, systemPrompt, extraBody } = parameters
  const limit = maxTokens(values.max_tokens, target.profile)
  const stop = stopSequences(values)
  const body = {
    model: request.model,
    max_tokens: limit,
    ...(systemPrompt === null ? {} : { system: systemPrompt }),
    messages: toTurns(request.messages),
    stream: options.stream,
    ...target.dialect.extraBody,
    ...thinkingFields(target, request.thinking, values, limit),
    ...namedFields(values, FIELDS),
    ...(stop.length === 0 ? {} : { stop_sequences: stop }),
    ...(values.user_id === undefined ? {} : { metadata: { user_id: values.user_id } }),
    ...toolFields(parameters),
  }
  const browserHeader = BROWSER_HOST.test(target.baseUrl)
    ? { 'anthropic-dangerous-direct-browser-access': 'true' }
    : {}
  return finishRequest(target, options, body, extraBody, {
    'anthropic-version': '2023-06-01',
    ...browserHeader,
  })
}
