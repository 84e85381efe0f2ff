import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

const loopbackHostnames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** As browsers send it: a name or a bracketed address and a port. No user name, path or odd form of an address passes. */
const hostForm = /^([a-z0-9._-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/i

/**
 * Why a request may not use the relay, in a sentence; null if it may. Only our own pages may: the Host header defeats
 * a foreign name that was pointed at this machine (DNS rebinding), the fetch metadata and Origin a foreign page. What
 * another server answered must never become a document, script or picture of our origin, hence the destination.
 */
export function findRefusal(
  { headers, headersDistinct, httpVersion }: IncomingMessage,
  hostnames: ReadonlySet<string>,
): string | null {
  // A line break inside a path makes the request look like one of version 0.9.
  if (httpVersion === '0.9') return 'The relay does not speak HTTP 0.9.'
  if ((headersDistinct['host']?.length ?? 0) > 1) {
    return 'The relay answers only requests with one Host.'
  }
  const host = headers.host ?? ''
  const hostname = hostForm.exec(host)?.[1]?.toLowerCase() ?? ''
  if (!loopbackHostnames.has(hostname) && !hostnames.has(hostname)) {
    return 'The relay answers only under a loopback name such as localhost. Name other hosts in SIGHTLINE_HOSTS.'
  }
  const site = headers['sec-fetch-site'] ?? 'none'
  if (site !== 'same-origin' && site !== 'none') {
    return 'The relay serves only the pages of this app, not those of other sites.'
  }
  const origin = headers.origin
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) {
    return 'The relay serves only the pages of this app, not those of other origins.'
  }
  if (headers.upgrade !== undefined) {
    return 'The relay speaks HTTP alone and switches to no other protocol.'
  }
  return null
}

/** What one request can hold once; of two, Node and the model server might read different ones. */
const singleHeaders = ['authorization', 'x-api-key', 'anthropic-version', 'content-type']
const visibleAscii = /^[\x20-\x7e]*$/

/**
 * Why a request is in no form that the relay forwards, in a sentence; null if it is. No browser sends such a one. The
 * sentence never quotes a header, which may hold a key.
 */
export function findMalformation({ headersDistinct }: IncomingMessage): string | null {
  const codings = headersDistinct['transfer-encoding'] ?? []
  if (codings.some((coding) => coding.trim().toLowerCase() !== 'chunked')) {
    return 'The relay forwards a body only as it is or chunked, in no other transfer encoding.'
  }
  const twice = singleHeaders.find((name) => (headersDistinct[name]?.length ?? 0) > 1)
  if (twice !== undefined) return `The relay forwards only requests with one ${twice} header.`
  const foreign = singleHeaders.find((name) => !visibleAscii.test(headersDistinct[name]?.[0] ?? ''))
  return foreign === undefined
    ? null
    : `The header ${foreign} holds a character that no key and no type of content has.`
}

/** Whether a browser asked for data (`fetch`), not for something to show or to run; true without fetch metadata. */
export function asksForData(headers: IncomingHttpHeaders): boolean {
  return (headers['sec-fetch-dest'] ?? 'empty') === 'empty'
}
