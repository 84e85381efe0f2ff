import type { ModelProfile, Provider } from '@/core/catalog/types.ts'
import type { ErrorContext } from './error-explanations.ts'
import type { Wire } from './stream-event.ts'

/** Who is examined, and with what. */
export type DoctorContext = {
  readonly provider: Provider
  readonly profile: ModelProfile
  readonly baseUrl: string
  /** Host of `baseUrl`, for sentences. */
  readonly host: string
  readonly wire: Wire
  readonly model: string
  readonly usesRelay: boolean
  /** Whether a relay runs that may forward to this server. */
  readonly relayAvailable: boolean
  readonly key: 'typed' | 'stored' | 'relay' | 'none'
}

/** The same as the explanations of errors want it. */
export function errorContext(context: DoctorContext): ErrorContext {
  const { provider, host } = context
  return {
    status: 'error',
    // "Custom" is the name of a row in a list; in a sentence the host says more.
    providerName: provider.id === 'custom' ? host : provider.name,
    host,
    model: context.model,
    keptCharacters: 0,
    keptRegions: 0,
    usesRelay: context.usesRelay,
    relayAvailable: context.relayAvailable,
    corsNote: provider.corsNote,
    wires: provider.wires,
  }
}
