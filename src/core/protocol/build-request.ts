import { buildChatCompletions } from './build-chat-completions.ts'
import { buildMessages } from './build-messages.ts'
import { buildOllama } from './build-ollama.ts'
import { buildResponses } from './build-responses.ts'
import type { ChatRequest, WireRequest } from './chat-request.ts'
import type { ChatTarget } from './chat-target.ts'
import type { RequestOptions } from './finish-request.ts'
import type { Wire } from './stream-event.ts'

type Builder = (target: ChatTarget, request: ChatRequest, options: RequestOptions) => WireRequest

const BUILDERS: Readonly<Record<Wire, Builder>> = {
  'chat-completions': buildChatCompletions,
  responses: buildResponses,
  messages: buildMessages,
  ollama: buildOllama,
}

/**
 * A question as the endpoint's wire and dialect want it, without its key. Parameters that provider, wire or model
 * do not take are left out; the user's own JSON goes over everything else.
 */
export function buildRequest(
  target: ChatTarget,
  request: ChatRequest,
  options: RequestOptions = { stream: true },
): WireRequest {
  return BUILDERS[target.wire](target, request, options)
}
