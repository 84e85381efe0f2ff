import { create } from 'zustand'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import type { ConnectPrefill } from '@/state/dialog-store.ts'
import type { ConnectDraft } from './connect-draft.ts'

/** What was typed into the dialog and not saved, as long as the page lives; its key is never among it. */
const useKeptDraft = create<{ readonly draft: ConnectDraft | null }>()(() => ({ draft: null }))

export function keepDraft(draft: ConnectDraft): void {
  useKeptDraft.setState({ draft: { ...draft, key: '' } })
}

export function forgetDraft(): void {
  useKeptDraft.setState({ draft: null })
}

/** The kept draft where it belongs to what the dialog opens for: the same endpoint, or none yet. A link begins anew. */
export function findKeptDraft(
  prefill: ConnectPrefill | null,
  endpoints: readonly SavedEndpoint[],
): ConnectDraft | null {
  const { draft } = useKeptDraft.getState()
  if (draft === null || prefill?.kind === 'link') return null
  const isSaved = endpoints.some(({ id }) => id === prefill?.id)
  return draft.id === (isSaved ? prefill?.id : null) ? draft : null
}
