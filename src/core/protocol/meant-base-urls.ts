import { PROVIDERS } from '@/core/catalog/providers.ts'
import type { Provider } from '@/core/catalog/types.ts'
import { parseBaseUrl } from './base-url.ts'
import type { Wire } from './stream-event.ts'

/** `…/v1/v1` → `…/v1`: an address whose last segment stands there twice, as after pasting; null for any other. */
export function withoutRepetition(baseUrl: string): string | null {
  const parts = /^(https?:\/\/[^/]+(?:\/[^/]+)*?)(\/[^/]+)\2+$/i.exec(baseUrl.slice(0, 2048))
  const [, start, segment] = parts ?? []
  return start === undefined || segment === undefined ? null : `${start}${segment}`
}

export type KnownAddress = { readonly name: string; readonly baseUrl: string }

/**
 * Where the catalog knows a hosted provider at the server of this address, when it knows none at the address itself;
 * the chosen provider alone where it is one of them. Empty for servers that the catalog does not know.
 */
export function knownAddresses(
  baseUrl: string,
  wire: Wire,
  provider: Provider,
): readonly KnownAddress[] {
  const address = parseBaseUrl(baseUrl)
  if (!address.ok) {
    return []
  }
  const { origin, href } = address.value
  const rows = PROVIDERS.filter((row) => row.needsKey && originOf(row.baseUrl) === origin)
  const isKnown = rows.some((row) =>
    [row.baseUrl, ...Object.values(row.wireBaseUrls)].some((known) => href.startsWith(known)),
  )
  if (isKnown) {
    return []
  }
  const own = rows.filter(({ id }) => id === provider.id)
  return (own.length > 0 ? own : rows)
    .filter(({ wires }) => wires.includes(wire))
    .map((row) => ({ name: row.name, baseUrl: row.wireBaseUrls[wire] ?? row.baseUrl }))
}

function originOf(baseUrl: string): string | null {
  const address = parseBaseUrl(baseUrl)
  return address.ok ? address.value.origin : null
}
