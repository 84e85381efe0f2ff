import type { KeyHeader, Provider } from '@/core/catalog/types.ts'
import { parseBaseUrl } from './base-url.ts'
import type { WireRequest } from './chat-request.ts'
import { knownAddresses, withoutRepetition } from './meant-base-urls.ts'
import type { Wire } from './stream-event.ts'
import { trimWirePath } from './wire-path.ts'

/** Paths below the server itself that the base URLs of other wires end in. */
const OTHER_ROOT = /\/(?:api|v\d{1,3})$/
const VERSION = /\/v\d{1,3}$/

/**
 * Where a server lists its models, by wire: Ollama's own list is at `/api/tags`; the Messages wire counts `/v1` as
 * part of the path. Null where the provider has no list.
 */
export function modelListUrl(provider: Provider, wire: Wire, baseUrl: string): string | null {
  const { baseUrl: base } = trimWirePath(baseUrl)
  if (wire === 'ollama') {
    return `${base.replace(OTHER_ROOT, '')}/api/tags`
  }
  if (provider.modelsPath === null) {
    return null
  }
  const isVersioned = wire !== 'messages' || VERSION.test(base)
  return `${base}${isVersioned ? '' : '/v1'}${provider.modelsPath}`
}

/**
 * Base URLs at which the server may be meant when nothing is found: the same without a segment that stands there
 * twice, the catalog's own for this server, and the same with the `/v1` that people leave out.
 */
export function likelyBaseUrls(provider: Provider, wire: Wire, baseUrl: string): readonly string[] {
  const { baseUrl: base } = trimWirePath(baseUrl)
  const own = provider.wireBaseUrls[wire] ?? provider.baseUrl
  const given = parseBaseUrl(base)
  const known = parseBaseUrl(own)
  const isOwnServer = given.ok && known.ok && given.value.origin === known.value.origin
  const takesVersion = wire !== 'ollama' && wire !== 'messages' && !VERSION.test(base)
  const single = withoutRepetition(base)
  const urls = [
    ...(single === null ? [] : [single]),
    ...(isOwnServer ? [own] : knownAddresses(base, wire, provider).map((row) => row.baseUrl)),
    ...(takesVersion ? [`${base}/v1`] : []),
  ]
  return [...new Set(urls)].filter((url) => url !== base)
}

/** The request for a list of models, without its key. */
export function modelListRequest(url: string, keyHeader: KeyHeader): WireRequest {
  return { url, method: 'GET', headers: { Accept: 'application/json' }, body: null, keyHeader }
}
