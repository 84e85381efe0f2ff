import type { IncomingMessage, ServerResponse } from 'node:http'
import { logAccess } from './access-log.ts'
import { answerError, type RelayError } from './answer-error.ts'
import { forwardRequest } from './forward-request.ts'
import { createGuardedLookup, type ResolveName, resolveName } from './guarded-lookup.ts'
import { asksForData, findMalformation, findRefusal } from './relay-guard.ts'
import type { RelaySettings } from './relay-settings.ts'
import { readRelayTarget } from './relay-target.ts'
import { securityHeaders } from './security-headers.ts'

export type RelayHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void

const methods: ReadonlySet<string> = new Set(['GET', 'POST', 'OPTIONS'])

export type RelayOptions = {
  /** Takes a line for each request that was relayed or refused (see `logAccess`); nobody does where it is absent. */
  readonly log?: ((line: string) => void) | undefined
  /** Finds the addresses of a name; the system's resolver where it is absent. */
  readonly resolve?: ResolveName | undefined
}

/**
 * The relay: forwards `/relay/<scheme>/<host>/…` of our own pages to the model servers it knows, byte by byte as they
 * answer. `GET /relay` says that it is here. Everything else goes to `next`. Redirects are never followed, because
 * key and pictures would go along; a public server is never looked for in a private network.
 */
export function createRelay(
  settings: RelaySettings,
  { log, resolve = resolveName }: RelayOptions = {},
): RelayHandler {
  const guardedLookup = createGuardedLookup(resolve)
  return (request, response, next) => {
    const [pathname] = splitPath(request)
    if (pathname !== '/relay' && !pathname.startsWith('/relay/')) {
      next()
      return
    }
    setOwnHeaders(response)
    const decision = decide(request, settings)
    if (decision.kind === 'describe') {
      describeRelay(response, settings)
      return
    }
    if (log !== undefined) logAccess(request, response, decision, log)
    if (decision.kind === 'refuse') {
      answerError(response, decision)
      return
    }
    const { origin } = decision.target
    forwardRequest(request, response, {
      target: decision.target,
      key: settings.keys.get(origin),
      lookup: settings.privateOrigins.has(origin) ? undefined : guardedLookup,
    })
  }
}

function setOwnHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders('relay'))) {
    response.setHeader(name, value)
  }
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
}

type Decision =
  | ({ readonly kind: 'refuse' } & RelayError)
  | { readonly kind: 'describe' }
  | { readonly kind: 'forward'; readonly target: URL }

function decide(request: IncomingMessage, settings: RelaySettings): Decision {
  const [pathname, path] = splitPath(request)
  const refuse = (status: number, code: string, message: string): Decision => {
    return { kind: 'refuse', status, code, message }
  }
  const refusal = findRefusal(request, settings.hostnames)
  if (refusal !== null) return refuse(403, 'refused', refusal)
  if (!methods.has(request.method ?? '')) {
    return refuse(405, 'method', `The relay does not forward ${request.method} requests.`)
  }
  if (pathname === '/relay') return { kind: 'describe' }
  if (!asksForData(request.headers)) {
    return refuse(403, 'refused', 'The relay answers only requests for data.')
  }
  const malformation = findMalformation(request)
  if (malformation !== null) return refuse(400, 'refused', malformation)
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
