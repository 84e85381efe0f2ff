import { findProvider } from '@/core/catalog/find-provider.ts'
import { PROVIDERS } from '@/core/catalog/providers.ts'
import type { Corrections, Provider } from '@/core/catalog/types.ts'
import type { DoctorAction } from '@/core/protocol/doctor-step.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import type { ConnectPrefill } from '@/state/dialog-store.ts'
import type { LocalServer } from '@/state/find-local-servers.ts'
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
  const wire = fields.wire ?? provider.wires[0] ?? 'chat-completions'
  return {
    id: null,
    providerId: provider.id,
    name: fields.name ?? '',
    wire,
    baseUrl: fields.baseUrl ?? baseUrlOf(provider, wire),
    key: '',
    model: fields.model ?? (fields.baseUrl === undefined ? (provider.models[0] ?? '') : ''),
    remembersKey: null,
    usesRelay: null,
    corrections: {},
  }
}

/** Where a provider speaks a wire. */
function baseUrlOf(provider: Provider, wire: Wire): string {
  return provider.wireBaseUrls[wire] ?? provider.baseUrl
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

/** Another provider brings its own wire, address and model; what was typed for the old one goes. */
export function withProvider(draft: ConnectDraft, providerId: string): ConnectDraft {
  const provider = findProvider(providerId)
  const wire = provider.wires.includes(draft.wire) ? draft.wire : (provider.wires[0] ?? draft.wire)
  return withBaseUrl(
    {
      ...draft,
      providerId,
      wire,
      model: provider.models[0] ?? '',
      usesRelay: null,
      corrections: {},
    },
    baseUrlOf(provider, wire),
  )
}

/** Another wire may live at another address; one that was typed stays. */
export function withWire(draft: ConnectDraft, wire: Wire): ConnectDraft {
  const provider = findProvider(draft.providerId)
  const isUntouched = draft.baseUrl === baseUrlOf(provider, draft.wire)
  const next = { ...draft, wire }
  return isUntouched ? withBaseUrl(next, baseUrlOf(provider, wire)) : next
}

/** A key belongs to an origin: when the origin changes, the typed key goes. */
export function withBaseUrl(draft: ConnectDraft, baseUrl: string): ConnectDraft {
  const staysAtOrigin = originOf(draft.baseUrl) === originOf(baseUrl)
  return { ...draft, baseUrl, key: staysAtOrigin ? draft.key : '' }
}

/** The draft as a button of the doctor leaves it. */
export function withDoctorAction(draft: ConnectDraft, action: DoctorAction): ConnectDraft {
  switch (action.kind) {
    case 'use-relay':
      return { ...draft, usesRelay: true }
    case 'use-base-url':
      return withBaseUrl(draft, action.baseUrl)
    case 'use-wire':
      return withWire(draft, action.wire)
    case 'use-model':
      return { ...draft, model: action.model }
    case 'drop-key':
      return { ...draft, key: '' }
  }
}

/** A server that was found on this computer. A model that was typed stays where the server has it. */
export function withLocalServer(
  draft: ConnectDraft,
  server: Extract<LocalServer, { kind: 'found' }>,
): ConnectDraft {
  const { providerId, baseUrl, models, bestModel } = server
  const chosen = { ...withProvider(draft, providerId), wire: 'chat-completions' } as const
  const model = models.includes(draft.model) ? draft.model : (bestModel ?? '')
  return { ...withBaseUrl(chosen, baseUrl), model }
}

/** The draft with what a button below a field changes. */
export function withRepair(draft: ConnectDraft, changes: Partial<ConnectDraft>): ConnectDraft {
  const { baseUrl, ...others } = changes
  const next = { ...draft, ...others }
  return baseUrl === undefined ? next : withBaseUrl(next, baseUrl)
}

/** The endpoint that a sound draft describes. */
export function draftEndpoint(
  { id, providerId, name, wire, model, corrections }: ConnectDraft,
  baseUrl: string,
  usesRelay: boolean,
  createId: () => string,
): SavedEndpoint {
  return {
    id: id ?? createId(),
    providerId,
    name: name.trim(),
    wire,
    baseUrl,
    model: model.trim(),
    usesRelay,
    corrections,
  }
}
