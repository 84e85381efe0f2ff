import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import { useComposerStore } from '@/state/composer-store.ts'
import { type Run, useConversationStore } from '@/state/conversation-store.ts'
import { useDialogStore } from '@/state/dialog-store.ts'
import { useEndpointStore } from '@/state/endpoint-store.ts'
import { usePreferenceStore } from '@/state/preference-store.ts'

/** An endpoint of one's own, without a key. */
export const VLLM_ENDPOINT = {
  id: 'e',
  providerId: 'vllm',
  name: '',
  baseUrl: 'http://localhost:8000/v1',
  wire: 'chat-completions',
  model: 'zai-org/GLM-4.6V-Flash',
  usesRelay: false,
  corrections: {},
} as const satisfies SavedEndpoint

/** The stores as they are when the page opens. */
export function resetStores(): void {
  useComposerStore.setState(useComposerStore.getInitialState(), true)
  useConversationStore.setState(useConversationStore.getInitialState(), true)
  useDialogStore.setState(useDialogStore.getInitialState(), true)
  useEndpointStore.setState(useEndpointStore.getInitialState(), true)
  usePreferenceStore.setState(usePreferenceStore.getInitialState(), true)
}

/** The last run of the last turn. */
export function lastRun(): Run {
  const { turns, runs } = useConversationStore.getState()
  const run = runs[turns.at(-1)?.runIds.at(-1) ?? '']
  if (!run) throw new Error('there is no run')
  return run
}
