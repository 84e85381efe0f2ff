import { useCallback } from 'react'
import { type ConnectField, useDialogStore } from '@/state/dialog-store.ts'
import { useEndpointStore } from '@/state/endpoint-store.ts'
import { useApp } from '@/ui/app-context.ts'
import { ACTION_NAMES } from './action-names.ts'

/** What the buttons under a failed run do, by their names. */
export function useErrorAction(runId: string): (name: string) => void {
  const app = useApp()
  const openConnect = useDialogStore((state) => state.openConnect)
  return useCallback(
    (name: string) => {
      const { endpoints, activeId, save } = useEndpointStore.getState()
      const active = endpoints.find(({ id }) => id === activeId)
      const edit = (field: ConnectField) => () =>
        openConnect(active ? { kind: 'endpoint', id: active.id, field } : null)
      const deeds: Readonly<Record<string, () => void>> = {
        [ACTION_NAMES.retry]: () => void app.regenerate(runId),
        [ACTION_NAMES['use-relay']]: () => {
          if (active) save({ ...active, usesRelay: true })
          void app.regenerate(runId)
        },
        [ACTION_NAMES['new-chat']]: app.newChat,
        [ACTION_NAMES['edit-key']]: edit('key'),
        [ACTION_NAMES['choose-model']]: edit('model'),
        [ACTION_NAMES['edit-connection']]: edit('baseUrl'),
      }
      deeds[name]?.()
    },
    [app, openConnect, runId],
  )
}
