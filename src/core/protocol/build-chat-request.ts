import { canonicalSampling } from '@/core/catalog/canonical-sampling.ts'
import type { Dialect, ModelProfile, ParameterId, ParameterValue } from '@/core/catalog/types.ts'
import type { ChatMessage, ChatRequest, SentImage, WireRequest } from './chat-request.ts'
import type { Wire } from './stream-event.ts'

/** Where a request goes, and how it is bent on the way. */
export type ChatTarget = {
  readonly baseUrl: string
  readonly wire: Wire
  readonly dialect: Dialect
  readonly profile: ModelProfile
}

type JsonFields = Readonly<Record<string, unknown>>

const PATH = '/chat/completions'

/** Parameters that are a field of the body under their own name. */
const BODY_PARAMETERS: readonly ParameterId[] = [
  'do_sample',
  'temperature',
  'top_p',
  'top_k',
  'min_p',
  'repetition_penalty',
  'presence_penalty',
  'frequency_penalty',
  'max_tokens',
  'seed',
  'stop',
  'request_id',
  'user_id',
]

/** Takes a base URL with or without a slash at its end, and one that names the whole path already. */
function joinUrl(baseUrl: string): string {
  let end = baseUrl.length
  while (end > 0 && baseUrl.charAt(end - 1) === '/') {
    end -= 1
  }
  const base = baseUrl.slice(0, end)
  return base.endsWith(PATH) ? base : `${base}${PATH}`
}

function imagePart(image: SentImage, form: Dialect['imageForm']): JsonFields {
  const url = form === 'raw-base64' ? image.base64 : `data:${image.type};base64,${image.base64}`
  return { type: 'image_url', image_url: { url } }
}

/** Pictures stand before the text, as the models were trained; text alone stays a plain string. */
function messageFields(message: ChatMessage, dialect: Dialect): JsonFields {
  if (message.role !== 'user' || message.images.length === 0) {
    return { role: message.role, content: message.text }
  }
  const pictures = message.images.map((image) => imagePart(image, dialect.imageForm))
  const text = message.text === '' ? [] : [{ type: 'text', text: message.text }]
  return { role: 'user', content: [...pictures, ...text] }
}

function systemMessages(dialect: Dialect, prompt: ParameterValue | undefined): JsonFields[] {
  const isSent = dialect.parameters.includes('system_prompt')
  return isSent && typeof prompt === 'string' && prompt.trim() !== ''
    ? [{ role: 'system', content: prompt }]
    : []
}

/** Thinking is left alone where the model has no switch. */
function thinkingFields(target: ChatTarget, thinking: boolean | null): JsonFields {
  if (thinking === null || target.profile.thinking !== 'toggle') {
    return {}
  }
  switch (target.dialect.thinking) {
    case 'thinking-object':
      return { thinking: { type: thinking ? 'enabled' : 'disabled' } }
    case 'chat-template-kwargs':
      return { chat_template_kwargs: { enable_thinking: thinking } }
    case 'reasoning-effort':
      // Left out, the server thinks as the model does by default; an effort would be a guess of ours.
      return thinking ? {} : { reasoning_effort: 'none' }
    default:
      return {}
  }
}

function isSet(value: ParameterValue | undefined): value is ParameterValue {
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
}

function parameterFields(dialect: Dialect, request: ChatRequest): JsonFields {
  const known = BODY_PARAMETERS.filter((id) => dialect.parameters.includes(id))
  const parameters = canonicalSampling(request.parameters, dialect)
  return Object.fromEntries(
    known.flatMap((id) => {
      const value = parameters[id]
      if (!isSet(value)) {
        return []
      }
      return [[id, id === 'stop' && typeof value === 'string' ? [value] : value]]
    }),
  )
}

/**
 * A question as the chat completions wire of one provider wants it, without its key. Parameters that the
 * provider does not know are left out.
 */
export function buildChatRequest(
  target: ChatTarget,
  request: ChatRequest,
  options?: { readonly stream?: boolean },
): WireRequest {
  const { dialect } = target
  const stream = options?.stream ?? true
  const asksForUsage = stream && dialect.usage === 'stream-options'
  const body = {
    model: request.model,
    messages: [
      ...systemMessages(dialect, request.parameters.system_prompt),
      ...request.messages.map((message) => messageFields(message, dialect)),
    ],
    stream,
    ...(asksForUsage ? { stream_options: { include_usage: true } } : {}),
    ...dialect.extraBody,
    ...thinkingFields(target, request.thinking),
    ...parameterFields(dialect, request),
  }
  return {
    url: joinUrl(target.baseUrl),
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: stream ? 'text/event-stream, application/json' : 'application/json',
    },
    body: JSON.stringify(body),
    keyHeader: dialect.keyHeader,
  }
}
