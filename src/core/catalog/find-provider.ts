import { CUSTOM_PROVIDER, PROVIDERS } from './providers.ts'
import type { Provider } from './types.ts'

/** The provider with this id, or Custom for an id that the catalog does not know (an old or imported one). */
export function findProvider(id: string): Provider {
  return PROVIDERS.find((provider) => provider.id === id) ?? CUSTOM_PROVIDER
}
