import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'

const sentHeaders = [
  'authorization',
  'x-api-key',
  'anthropic-version',
  'content-type',
  'accept',
] as const

/**
 * What goes on to a model server of a request's headers: what the wires need, and nothing else of the browser. `key` is
 * added where the browser brings no key of its own, never beside one.
 */
export function selectRequestHeaders(
  request: IncomingMessage,
  key: string | undefined,
): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { 'user-agent': 'Sightline relay' }
  for (const name of sentHeaders) {
    const value = request.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  const bringsKey = headers['authorization'] !== undefined || headers['x-api-key'] !== undefined
  if (key !== undefined && !bringsKey) {
    // The Messages wire names its version in every request and reads its key from a header of its own.
    if (headers['anthropic-version'] !== undefined) headers['x-api-key'] = key
    else headers['authorization'] = `Bearer ${key}`
  }
  const length = request.headers['content-length']
  if (length !== undefined && request.method === 'POST') headers['content-length'] = length
  return headers
}
