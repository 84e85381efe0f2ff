import type { IncomingHttpHeaders } from 'node:http'

const loopbackHostnames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Why a request may not use the relay, in a sentence; null if it may. Only our own pages may: the Host header defeats
 * a foreign name that was pointed at this machine (DNS rebinding), the fetch metadata and Origin a foreign page. What
 * another server answered must never become a document, script or picture of our origin, hence the destination.
 */
export function findRefusal(
  headers: IncomingHttpHeaders,
  hostnames: ReadonlySet<string>,
): string | null {
  const host = headers.host ?? ''
  const hostname = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : ''
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
  return null
}

/** Whether a browser asked for data (`fetch`), not for something to show or to run; true without fetch metadata. */
export function asksForData(headers: IncomingHttpHeaders): boolean {
  return (headers['sec-fetch-dest'] ?? 'empty') === 'empty'
}
