import { findProvider } from '@/core/catalog/find-provider.ts'
import { parseBaseUrl } from '@/core/protocol/base-url.ts'
import type { ConnectDraft } from './connect-draft.ts'

export type DraftErrors = {
  readonly wire: string | null
  readonly baseUrl: string | null
  readonly model: string | null
}

export const NO_ERRORS: DraftErrors = { wire: null, baseUrl: null, model: null }

/** What is wrong with the fields, a sentence each; `baseUrl` is the cleaned address when nothing is. */
export function checkDraft(draft: ConnectDraft): {
  readonly errors: DraftErrors
  readonly baseUrl: string | null
} {
  const address = parseBaseUrl(draft.baseUrl)
  const isSpoken = findProvider(draft.providerId).wires.includes(draft.wire)
  const errors = {
    wire: isSpoken ? null : 'This wire is not spoken yet. Choose Chat Completions.',
    baseUrl: address.ok ? null : address.error,
    model: draft.model.trim() === '' ? 'Name the model, as the server calls it.' : null,
  }
  const isSound = errors.wire === null && errors.model === null
  return { errors, baseUrl: address.ok && isSound ? address.value.href : null }
}
