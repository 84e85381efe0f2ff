import { PROVIDERS } from '@/core/catalog/providers.ts'

const UNNAMED = 'API_KEY'

/** Scheme, host and port of an address, in lower case. */
function originOf(address: string): string {
  return (/^https?:\/\/[^/?#]*/i.exec(address)?.[0] ?? '').toLowerCase()
}

/**
 * The environment variable that a snippet takes its key from: the one that the provider at this address goes by,
 * `API_KEY` where nobody has named one.
 */
export function keyVariableFor(url: string): string {
  const origin = originOf(url)
  const owner = PROVIDERS.find(({ baseUrl, wireBaseUrls, keyVariable }) => {
    const addresses = [baseUrl, ...Object.values(wireBaseUrls)]
    return keyVariable !== null && addresses.some((address) => originOf(address) === origin)
  })
  return owner?.keyVariable ?? UNNAMED
}
