import { findProvider } from '@/core/catalog/find-provider.ts'
import type { Provider } from '@/core/catalog/types.ts'
import type { RelayFacts } from '@/io/ports.ts'
import { originOf } from './run-target.ts'

type RelayWish = {
  readonly providerId: string
  readonly baseUrl: string
  /** Null: untouched, so the provider decides. */
  readonly usesRelay: boolean | null
}

/** Whether the relay can be used for a draft, whether it is, and why. */
export type RelayPlan = {
  /** False where no relay runs beside the page; the switch is then not shown. */
  readonly isAvailable: boolean
  readonly isOn: boolean
  /** Why it cannot be turned on; null where it can. */
  readonly refusal: string | null
  /** Why it is on or off. */
  readonly reason: string
}

/** The relay is on by itself only where the browser is known to be refused; a person can always decide otherwise. */
export function planRelay(draft: RelayWish, relay: RelayFacts | null): RelayPlan {
  const provider = findProvider(draft.providerId)
  const origin = originOf(draft.baseUrl)
  if (relay === null)
    return { isAvailable: false, isOn: false, refusal: null, reason: provider.corsNote }
  const mayForward = origin !== null && relay.origins.includes(origin)
  if (!mayForward)
    return {
      isAvailable: true,
      isOn: false,
      refusal:
        origin === null
          ? 'Fill in the base URL first.'
          : `The relay does not forward to ${origin}. Name it in SIGHTLINE_RELAY_ORIGINS and start again.`,
      reason: provider.corsNote,
    }
  const isOn = draft.usesRelay ?? provider.cors === 'refused'
  return {
    isAvailable: true,
    isOn,
    refusal: null,
    reason: isOn ? describeRelayed(provider) : provider.corsNote,
  }
}

/** The note of the catalog is about calls without the relay; with it, it would ask for what is done already. */
function describeRelayed({ name, cors }: Provider): string {
  switch (cors) {
    case 'refused':
      return `${name} does not let web pages call it directly, so requests go through the relay.`
    case 'allowed':
      return `Requests go through the relay, though ${name} takes them directly too.`
    case 'unknown':
      return 'Requests go through the relay, so the server need not allow this page.'
  }
}
