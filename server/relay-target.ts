const relayPath = /^\/relay\/(https?)\/([^/?#]+)([^?#]*)(\?[^#]*)?$/

/**
 * A step up or a control character, written so that the URL parser passes it by but the server may not: escaped, with a
 * path parameter behind it (`..;`, which Java servers cut off), or behind a percent sign that is itself escaped.
 */
const hiddenStep =
  /(?:^|\/|%2f|%5c)(?:\.|%2e){1,2}(?:$|\/|%2f|%5c|;|%3b)|%[01][0-9a-f]|%7f|%25|%(?![0-9a-f]{2})/i

/**
 * The URL that a relay path names, if its origin is one of `origins`. Origins are compared as the URL parser reads
 * them, and host and path must already be written that way: no user name, default port, escape, backslash, step up or
 * other odd form passes.
 *
 * @param path the request's path and query, for example `/relay/https/api.z.ai/api/paas/v4/models`
 */
export function readRelayTarget(path: string, origins: ReadonlySet<string>): URL | null {
  const match = relayPath.exec(path)
  const [scheme, host, pathname] = [match?.[1], match?.[2], match?.[3]]
  if (scheme === undefined || host === undefined || pathname === undefined) return null
  const text = `${scheme}://${host}${pathname}${match?.[4] ?? ''}`
  if (!URL.canParse(text) || hiddenStep.test(pathname)) return null
  const url = new URL(text)
  const isPlain = url.host === host && url.pathname === (pathname === '' ? '/' : pathname)
  return isPlain && origins.has(url.origin) ? url : null
}
