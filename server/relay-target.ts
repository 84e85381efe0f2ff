const relayPath = /^\/relay\/(https?)\/([^/?#]+)(.*)$/

/**
 * The URL that a relay path names, if its origin is one of `origins`. Origins are compared as the URL parser reads
 * them, and the host must already be written that way: no user name, default port, escape or other odd form passes.
 *
 * @param path the request's path and query, for example `/relay/https/api.z.ai/api/paas/v4/models`
 */
export function readRelayTarget(path: string, origins: ReadonlySet<string>): URL | null {
  const match = relayPath.exec(path)
  const [scheme, host, rest] = [match?.[1], match?.[2], match?.[3]]
  if (scheme === undefined || host === undefined || rest === undefined) return null
  const text = `${scheme}://${host}${rest}`
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return url.host === host && origins.has(url.origin) ? url : null
}
