import type { ServerResponse } from 'node:http'

/** An error in the relay's own words; the page knows the codes by name (see `decodeError`). */
export type RelayError = {
  readonly status: number
  readonly code: string
  readonly message: string
}

/** Answers with `{error: {type: 'relay_error', code, message}}`, unless an answer has begun. */
export function answerError(response: ServerResponse, { status, code, message }: RelayError): void {
  if (response.headersSent || response.destroyed) return
  // They may be left of an answer that could not be passed on, and would not fit this one.
  response.removeHeader('content-length')
  response.removeHeader('content-encoding')
  const body = JSON.stringify({ error: { type: 'relay_error', code, message } })
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(body)
}
