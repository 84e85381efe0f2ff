import { parseBaseUrl } from './base-url.ts'

/**
 * The address that was most likely meant by one that cannot be used: with a scheme where it has none, without the
 * user name and password it holds. Null where that does not make it an address.
 */
export function mendBaseUrl(input: string): string | null {
  const text = input.trim()
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const rest = hasScheme ? text.slice(text.indexOf('//') + 2) : text.replace(/^\/+/, '')
  const end = rest.search(/[/?#]/)
  const authority = end === -1 ? rest : rest.slice(0, end)
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  const path = end === -1 ? '' : rest.slice(end)
  const isLocal = /^(?:localhost|[\d.]+|\[[\da-f:]+\]|[^.]+)(?::\d+)?$/i.test(host)
  const scheme = /^https?:\/\//i.exec(text)?.[0] ?? (isLocal ? 'http://' : 'https://')
  const parsed = parseBaseUrl(`${scheme}${host}${path}`)
  return parsed.ok && parsed.value.href !== text ? parsed.value.href : null
}
