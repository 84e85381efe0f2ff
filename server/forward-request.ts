import {
  type ClientRequest,
  type IncomingMessage,
  request as requestHttp,
  type ServerResponse,
} from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { answerError, type RelayError } from './answer-error.ts'
import { PrivateAddressError } from './guarded-lookup.ts'
import { maskKey } from './mask-key.ts'
import { isPrivateAddress } from './private-address.ts'
import { selectRequestHeaders } from './select-request-headers.ts'

export type Forwarding = {
  /** Where the request goes: an address that the relay knows. */
  readonly target: URL
  /** The environment's key for it, sent where the browser sends none. */
  readonly key: string | undefined
  /** Finds its address where that must be public; undefined where it may be any. */
  readonly lookup: LookupFunction | undefined
}

const maximumBodyBytes = 64 * 1024 * 1024
const maximumHeaderBytes = 64 * 1024
/** How long the head of an answer may take. A slow machine reads a picture for minutes before its first word. */
const answerWithinMinutes = 10
/** Everything else a server says stays behind: cookies, caching, policies and preloads would act on our origin. */
const returnedHeader =
  /^(?:content-type|content-length|content-encoding|retry-after(?:-ms)?|(?:x-)?request-id|x-generation-id|x-ratelimit-.*)$/

/** Sends a request on to a model server and its answer back. Whatever the server does, it costs only this request. */
export function forwardRequest(
  request: IncomingMessage,
  response: ServerResponse,
  forwarding: Forwarding,
): void {
  const { host } = forwarding.target
  if (isBarred(forwarding)) {
    request.resume()
    answerError(response, nameBarred(host))
    return
  }
  if (Number(request.headers['content-length'] ?? 0) > maximumBodyBytes) {
    answerTooLarge(request, response)
    return
  }
  const upstream = openUpstream(request, forwarding)
  if (upstream === null) {
    request.resume()
    const message = `The relay cannot send this request to ${host}: its key or content type holds characters that HTTP does not allow.`
    answerError(response, { status: 400, code: 'refused', message })
    return
  }
  const failWith = (error: RelayError): void => {
    // Once the answer flows, its own end or break speaks; to destroy it here could cut what is still to be read.
    if (response.headersSent) return
    answerError(response, error)
    upstream.destroy()
  }
  const fail = (message: string): void => failWith({ status: 502, code: 'unreachable', message })
  const slow = setTimeout(() => {
    fail(`${host} did not answer within ${answerWithinMinutes} minutes.`)
  }, answerWithinMinutes * 60_000)
  // The answer may still be under way when the person presses Stop; the model must stop then, too.
  response.once('close', () => upstream.destroy())
  upstream.on('error', (error) => {
    if (error instanceof PrivateAddressError) failWith(nameBarred(host))
    else fail(`${host} cannot be reached from the relay.`)
  })
  upstream.once('upgrade', (_answer, socket) => {
    socket.destroy()
    fail(`${host} answered by switching to another protocol, which the relay does not speak.`)
  })
  upstream.once('response', (answer) => {
    clearTimeout(slow)
    try {
      passOn(answer, response, forwarding)
    } catch {
      fail(`${host} answered in a form that the relay cannot pass on.`)
    }
  })
  upstream.once('close', () => {
    clearTimeout(slow)
    // A server may answer before it has read everything; the rest must still be taken, or the browser never gets to read.
    request.unpipe(upstream)
    request.resume()
    fail(`${host} cannot be reached from the relay.`)
  })
  sendBody(request, response, upstream)
}

/** A look-up is made for names alone, so an address that stands in the URL itself is judged here. */
function isBarred({ target, lookup }: Forwarding): boolean {
  const address = target.hostname.replace(/^\[|\]$/g, '')
  return lookup !== undefined && isIP(address) !== 0 && isPrivateAddress(address)
}

function nameBarred(host: string): RelayError {
  const message = `${host} leads to a private address, and the relay looks for the servers of the catalog on the public internet only. If that is meant, name the server in SIGHTLINE_RELAY_ORIGINS.`
  return { status: 403, code: 'private-address', message }
}

/** Null where Node refuses to send such headers. */
function openUpstream(request: IncomingMessage, forwarding: Forwarding): ClientRequest | null {
  const { target, key, lookup } = forwarding
  const open = target.protocol === 'https:' ? requestHttps : requestHttp
  try {
    return open(target, {
      method: request.method ?? 'GET',
      headers: selectRequestHeaders(request, key),
      maxHeaderSize: maximumHeaderBytes,
      // A fresh connection for each: a pooled one that the server just closed would fail a POST that nobody may repeat.
      agent: false,
      ...(lookup === undefined ? {} : { lookup }),
    })
  } catch {
    return null
  }
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

function passOn(
  answer: IncomingMessage,
  response: ServerResponse,
  { target: { host }, key }: Forwarding,
): void {
  const status = answer.statusCode ?? 0
  if (response.headersSent || response.destroyed) {
    answer.destroy()
    return
  }
  const problem = findProblem(status, host)
  if (problem !== null) {
    answer.destroy()
    answerError(response, { status: 502, ...problem })
    return
  }
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined && returnedHeader.test(name)) response.setHeader(name, value)
  }
  const hidesKey = key !== undefined && status >= 400
  if (hidesKey && isEncoded(answer)) {
    // Nothing asked for it, and what it says of the key cannot be seen: the status must do.
    answer.destroy()
    response.removeHeader('content-length')
    response.removeHeader('content-encoding')
    response.writeHead(status).end()
    return
  }
  response.writeHead(status)
  response.flushHeaders()
  // A connection that breaks upstream must break here as well, or a cut answer would look whole.
  const flow = hidesKey ? pipeline(answer, maskKey(key), response) : pipeline(answer, response)
  flow.catch(() => response.destroy())
}

function isEncoded({ headers }: IncomingMessage): boolean {
  return !/^(?:identity)?$/i.test(headers['content-encoding']?.trim() ?? '')
}

/** Why an answer of this status cannot be passed on; null if it can. */
function findProblem(status: number, host: string): { code: string; message: string } | null {
  if (status < 200 || status > 599) {
    const message = `${host} answered with the status ${status}, which HTTP does not have.`
    return { code: 'unreachable', message }
  }
  if (status >= 300 && status < 400 && status !== 304) {
    const message = `${host} answered with a redirect (${status}), which the relay does not follow. Check the base URL.`
    return { code: 'redirect', message }
  }
  return null
}

function answerTooLarge(request: IncomingMessage, response: ServerResponse): void {
  request.resume()
  response.shouldKeepAlive = false
  const message = 'The request is larger than the 64 MiB that the relay forwards.'
  answerError(response, { status: 413, code: 'too-large', message })
}
