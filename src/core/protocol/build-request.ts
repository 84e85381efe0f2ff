import { buildChatRequest, type ChatTarget } from './build-chat-request.ts'
import type { ChatRequest, WireRequest } from './chat-request.ts'

export type { ChatTarget } from './build-chat-request.ts'

/** A question as the endpoint's wire and dialect want it, without its key. */
export function buildRequest(
  target: ChatTarget,
  request: ChatRequest,
  options?: { readonly stream?: boolean },
): WireRequest {
  return buildChatRequest(target, request, options)
}
