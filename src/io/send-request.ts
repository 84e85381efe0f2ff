import { toRelayPath } from '@/core/protocol/relay-path.ts'
import type { FetchPort, OutgoingRequest, Transport } from './ports.ts'

export type Fetchers = Readonly<Record<Transport, FetchPort>>

/**
 * The only door to the network. Cookies, referrer and cache stay out of it, a redirect is a failure (it could carry
 * a picture to another host), and the key joins the headers here and nowhere else.
 */
export function sendRequest(
  fetchers: Fetchers,
  { request, transport, key }: OutgoingRequest,
  signal: AbortSignal,
): Promise<Response> {
  const headers: Record<string, string> = { ...request.headers }
  if (key !== null && (transport === 'direct' || transport === 'relay')) {
    if (request.keyHeader === 'x-api-key') headers['x-api-key'] = key
    else headers['Authorization'] = `Bearer ${key}`
  }
  return fetchers[transport](request.url, {
    method: request.method,
    headers,
    body: request.body,
    signal,
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  })
}

/** The browser's own fetch. */
export const fetchDirect: FetchPort = (url, init) => fetch(url, init)

/** The same request by way of the relay beside this page. */
export const fetchThroughRelay: FetchPort = async (url, init) => {
  const path = toRelayPath(url)
  if (path === null) throw new TypeError('The relay takes http and https addresses only')
  return fetch(path, init)
}
