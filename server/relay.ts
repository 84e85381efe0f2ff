import {
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as requestHttp,
  type ServerResponse,
} from 'node:http'
import { request as requestHttps } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { asksForData, findRefusal } from './relay-guard.ts'
import type { RelaySettings } from './relay-settings.ts'
import { readRelayTarget } from './relay-target.ts'
import { securityHeaders } from './security-headers.ts'

export type RelayHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void

const maximumBodyBytes = 64 * 1024 * 1024
const methods: ReadonlySet<string> = new Set(['GET', 'POST', 'OPTIONS'])
const sentHeaders = ['authorization', 'content-type', 'accept'] as const
/** Everything else a server says stays behind: cookies, caching, policies and preloads would act on our origin. */
const returnedHeader =
  /^(?:content-type|content-length|content-encoding|retry-after(?:-ms)?|(?:x-)?request-id|x-generation-id|x-ratelimit-.*)$/

/**
 * The relay: forwards `/relay/<scheme>/<host>/…` of our own pages to the model servers it knows, byte by byte as they
 * answer. `GET /relay` says that it is here. Everything else goes to `next`. Redirects are never followed, because
 * key and pictures would go along.
 */
export function createRelay(settings: RelaySettings): RelayHandler {
  return (request, response, next) => {
    const [pathname] = splitPath(request)
    if (pathname !== '/relay' && !pathname.startsWith('/relay/')) {
      next()
      return
    }
    for (const [name, value] of Object.entries(securityHeaders('relay'))) {
      response.setHeader(name, value)
    }
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
    const decision = decide(request, settings)
    if (decision.kind === 'refuse') answerError(response, decision)
    else if (decision.kind === 'describe') describeRelay(response, settings)
    else forward(request, response, decision.target, settings.keys.get(decision.target.origin))
  }
}

type Refusal = { readonly status: number; readonly code: string; readonly message: string }

type Decision =
  | ({ readonly kind: 'refuse' } & Refusal)
  | { readonly kind: 'describe' }
  | { readonly kind: 'forward'; readonly target: URL }

function decide(request: IncomingMessage, settings: RelaySettings): Decision {
  const [pathname, path] = splitPath(request)
  const refuse = (status: number, code: string, message: string): Decision => {
    return { kind: 'refuse', status, code, message }
  }
  const refusal = findRefusal(request.headers, settings.hostnames)
  if (refusal !== null) return refuse(403, 'refused', refusal)
  if (!methods.has(request.method ?? '')) {
    return refuse(405, 'method', `The relay does not forward ${request.method} requests.`)
  }
  if (pathname === '/relay') return { kind: 'describe' }
  if (!asksForData(request.headers)) {
    return refuse(403, 'refused', 'The relay answers only requests for data.')
  }
  const target = readRelayTarget(path, settings.origins)
  if (target !== null) return { kind: 'forward', target }
  const message =
    'The relay does not forward to this address. It knows the servers of the catalog and those named in SIGHTLINE_RELAY_ORIGINS.'
  return refuse(403, 'unknown-origin', message)
}

/** The path without and with its query. */
function splitPath(request: IncomingMessage): readonly [string, string] {
  const path = request.url ?? '/'
  return [path.split('?', 1)[0] ?? path, path]
}

function describeRelay(response: ServerResponse, settings: RelaySettings): void {
  const description = {
    relay: true,
    origins: [...settings.origins],
    keys: [...settings.keys.keys()],
  }
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(description))
}

function forward(
  request: IncomingMessage,
  response: ServerResponse,
  target: URL,
  key: string | undefined,
): void {
  if (Number(request.headers['content-length'] ?? 0) > maximumBodyBytes) {
    answerTooLarge(request, response)
    return
  }
  const open = target.protocol === 'https:' ? requestHttps : requestHttp
  const upstream = open(target, {
    method: request.method ?? 'GET',
    headers: selectRequestHeaders(request, key),
    // A fresh connection for each: a pooled one that the server just closed would fail a POST that nobody may repeat.
    agent: false,
  })
  // The answer may still be under way when the person presses Stop; the model must stop then, too.
  response.once('close', () => upstream.destroy())
  upstream.on('error', () => {
    const message = `${target.host} cannot be reached from the relay.`
    answerError(response, { status: 502, code: 'unreachable', message })
  })
  upstream.once('response', (answer) => passOn(answer, response, target))
  sendBody(request, response, upstream)
}

function selectRequestHeaders(
  request: IncomingMessage,
  key: string | undefined,
): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { 'user-agent': 'Sightline relay' }
  for (const name of sentHeaders) {
    const value = request.headers[name]
    if (value !== undefined) headers[name] = value
  }
  if (headers['authorization'] === undefined && key !== undefined) {
    headers['authorization'] = `Bearer ${key}`
  }
  const length = request.headers['content-length']
  if (length !== undefined && request.method === 'POST') headers['content-length'] = length
  return headers
}

function sendBody(
  request: IncomingMessage,
  response: ServerResponse,
  upstream: ClientRequest,
): void {
  if (request.method !== 'POST') {
    request.resume()
    upstream.end()
    return
  }
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes <= maximumBodyBytes) return
    request.unpipe(upstream)
    answerTooLarge(request, response)
    upstream.destroy()
  })
  request.pipe(upstream)
}

function passOn(answer: IncomingMessage, response: ServerResponse, target: URL): void {
  const status = answer.statusCode ?? 502
  if (response.headersSent || response.destroyed) {
    answer.destroy()
    return
  }
  if (status >= 300 && status < 400) {
    answer.destroy()
    const message = `${target.host} answered with a redirect (${status}), which the relay does not follow. Check the base URL.`
    answerError(response, { status: 502, code: 'redirect', message })
    return
  }
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined && returnedHeader.test(name)) response.setHeader(name, value)
  }
  response.writeHead(status)
  response.flushHeaders()
  // A connection that breaks upstream must break here as well, or a cut answer would look whole.
  pipeline(answer, response).catch(() => response.destroy())
}

function answerTooLarge(request: IncomingMessage, response: ServerResponse): void {
  request.resume()
  response.shouldKeepAlive = false
  const message = 'The request is larger than the 64 MiB that the relay forwards.'
  answerError(response, { status: 413, code: 'too-large', message })
}

function answerError(response: ServerResponse, { status, code, message }: Refusal): void {
  if (response.headersSent || response.destroyed) return
  const body = JSON.stringify({ error: { type: 'relay_error', code, message } })
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(body)
}
