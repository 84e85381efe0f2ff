import { findProvider } from '@/core/catalog/find-provider.ts'
import { PROVIDERS } from '@/core/catalog/providers.ts'
import type { Corrections, Provider } from '@/core/catalog/types.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import type { ConnectPrefill } from '@/state/dialog-store.ts'
import { originOf } from '@/state/run-target.ts'

/** What the dialog holds while it is being filled in. */
export type ConnectDraft = {
  readonly id: string | null
  readonly providerId: string
  readonly name: string
  readonly wire: Wire
  readonly baseUrl: string
  readonly key: string
  readonly model: string
  /** Null: untouched, so a stored key stays where it is and a new one stays in the tab. */
  readonly remembersKey: boolean | null
  /** Null: untouched, so the provider decides. */
  readonly usesRelay: boolean | null
  readonly corrections: Corrections
}

/** The draft a dialog opens with. A link fills fields and nothing else; it never brings a key. */
export function createDraft(
  prefill: ConnectPrefill | null,
  endpoints: readonly SavedEndpoint[],
): ConnectDraft {
  if (prefill?.kind === 'endpoint') {
    const saved = endpoints.find(({ id }) => id === prefill.id)
    if (saved) return { ...saved, key: '', remembersKey: null }
  }
  const fields = prefill?.kind === 'link' && prefill.fields.ok ? prefill.fields.value : {}
  const provider = withAddress(
    findByName(fields.provider, fields.baseUrl === undefined),
    fields.baseUrl,
  )
  return {
    id: null,
    providerId: provider.id,
    name: fields.name ?? '',
    wire: fields.wire ?? 'chat-completions',
    baseUrl: fields.baseUrl ?? provider.baseUrl,
    key: '',
    model: fields.model ?? (fields.baseUrl === undefined ? (provider.models[0] ?? '') : ''),
    remembersKey: null,
    usesRelay: null,
    corrections: {},
  }
}

/** A hosted provider lives at its own address; a link that names it with another one must not borrow its name. */
function withAddress(provider: Provider, baseUrl: string | undefined): Provider {
  const isElsewhere = baseUrl !== undefined && originOf(baseUrl) !== originOf(provider.baseUrl)
  return provider.needsKey && isElsewhere ? findProvider('custom') : provider
}

/** A link may name a provider by id or by its name on screen. */
function findByName(text: string | undefined, hasNoAddress: boolean): Provider {
  const wanted = text?.toLowerCase()
  const known = PROVIDERS.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted)
  return (
    known ?? (wanted === undefined && hasNoAddress ? findProvider('zai') : findProvider('custom'))
  )
}

/** Another provider brings its own address and model; what was typed for the old one goes. */
export function withProvider(draft: ConnectDraft, providerId: string): ConnectDraft {
  const provider = findProvider(providerId)
  return withBaseUrl(
    { ...draft, providerId, model: provider.models[0] ?? '', usesRelay: null, corrections: {} },
    provider.baseUrl,
  )
}

/** A key belongs to an origin: when the origin changes, the typed key goes. */
export function withBaseUrl(draft: ConnectDraft, baseUrl: string): ConnectDraft {
  const staysAtOrigin = originOf(draft.baseUrl) === originOf(baseUrl)
  return { ...draft, baseUrl, key: staysAtOrigin ? draft.key : '' }
}
