import { correctCatalog } from '@/core/catalog/correct-catalog.ts'
import { dialectFor } from '@/core/catalog/dialect-for.ts'
import { findModelProfile } from '@/core/catalog/find-model-profile.ts'
import { findProvider } from '@/core/catalog/find-provider.ts'
import type { Dialect, ModelProfile, Provider } from '@/core/catalog/types.ts'
import { WIRE_NAMES } from '@/core/protocol/detect-wire.ts'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'

/** An endpoint with the catalog rows that say how to speak to it. */
export type RunTarget = {
  readonly endpoint: SavedEndpoint
  readonly provider: Provider
  /** Of the endpoint's wire, corrected by the user. */
  readonly dialect: Dialect
  readonly profile: ModelProfile
}

export function resolveTarget(endpoint: SavedEndpoint): RunTarget {
  const provider = findProvider(endpoint.providerId)
  return {
    endpoint,
    provider,
    ...correctCatalog(
      dialectFor(provider, endpoint.wire),
      findModelProfile(endpoint.model),
      endpoint.corrections,
    ),
  }
}

/** What to call an endpoint on screen. */
export function endpointName({ endpoint, provider }: RunTarget): string {
  return endpoint.name === '' ? provider.name : endpoint.name
}

/** Host of an address for a sentence; the address itself where it cannot be read. */
export function hostOf(address: string): string {
  try {
    return new URL(address).host
  } catch {
    return address
  }
}

/** Origin of an address, null where it cannot be read. A key belongs to an origin. */
export function originOf(address: string): string | null {
  try {
    const { origin, protocol } = new URL(address)
    return protocol === 'http:' || protocol === 'https:' ? origin : null
  } catch {
    return null
  }
}

/** A name for an endpoint in lists: the provider's, and the model. */
export function describeEndpoint(endpoint: SavedEndpoint): { provider: string; model: string } {
  return { provider: endpointName(resolveTarget(endpoint)), model: endpoint.model }
}

/** What an endpoint has of its own besides its name; undefined where the name alone says which one it is. */
export function tellApart(
  endpoint: SavedEndpoint,
  endpoints: readonly SavedEndpoint[],
): string | undefined {
  const own = describeEndpoint(endpoint)
  const hasNamesake = endpoints.some((other) => {
    const { provider, model } = describeEndpoint(other)
    return other.id !== endpoint.id && provider === own.provider && model === own.model
  })
  return hasNamesake ? `${hostOf(endpoint.baseUrl)}, ${WIRE_NAMES[endpoint.wire]}` : undefined
}
