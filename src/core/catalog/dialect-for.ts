import type { Wire } from '@/core/protocol/stream-event.ts'
import type { Dialect, Provider } from './types.ts'

/** How a provider bends one wire: its own dialect, what the wire itself asks for, and the provider's exceptions. */
export function dialectFor(provider: Provider, wire: Wire): Dialect {
  return { ...provider.dialect, ...provider.wireDialects[wire] }
}
