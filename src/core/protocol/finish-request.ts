import type { WireRequest } from './chat-request.ts'
import type { ChatTarget } from './chat-target.ts'
import type { JsonRecord } from './json-value.ts'
import type { Wire } from './stream-event.ts'
import { joinUrl } from './wire-path.ts'

/** Whether the answer comes in pieces. */
export type RequestOptions = { readonly stream: boolean }

const STREAM_TYPES: Readonly<Record<Wire, string>> = {
  'chat-completions': 'text/event-stream',
  responses: 'text/event-stream',
  messages: 'text/event-stream',
  ollama: 'application/x-ndjson',
}

/**
 * The request for a body of one wire. The fields that the user wrote as JSON go over all others, key by key.
 *
 * @param headers what the wire wants beside the plain ones; each may need the server's leave in a browser
 */
export function finishRequest(
  { baseUrl, wire, dialect }: ChatTarget,
  { stream }: RequestOptions,
  body: JsonRecord,
  extraBody: JsonRecord,
  headers: Readonly<Record<string, string>> = {},
): WireRequest {
  return {
    url: joinUrl(wire, baseUrl),
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: stream ? `${STREAM_TYPES[wire]}, application/json` : 'application/json',
      ...headers,
    },
    // Spread makes `__proto__` of the user's JSON a field like any other.
    body: JSON.stringify({ ...body, ...extraBody }),
    keyHeader: dialect.keyHeader,
  }
}
