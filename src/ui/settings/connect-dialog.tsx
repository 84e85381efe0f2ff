import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { findProvider } from '@/core/catalog/find-provider.ts'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import type { ConnectionResult } from '@/state/connection.ts'
import { type ConnectPrefill, useDialogStore } from '@/state/dialog-store.ts'
import { useEndpointStore } from '@/state/endpoint-store.ts'
import { relayQuery } from '@/state/queries.ts'
import { planRelay } from '@/state/relay-plan.ts'
import { originOf } from '@/state/run-target.ts'
import { useApp } from '@/ui/app-context.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { Dialog } from '@/ui/primitives/dialog.tsx'
import { checkDraft, type DraftErrors, NO_ERRORS } from './check-draft.ts'
import { type ConnectDraft, createDraft } from './connect-draft.ts'
import { ConnectForm } from './connect-form.tsx'
import { ConnectionReport, type TestState } from './connection-report.tsx'

/** The dialog "Connect a model": who to ask, where, and with which key. */
export function ConnectDialog({ prefill }: { readonly prefill: ConnectPrefill | null }) {
  const app = useApp()
  const endpoints = useEndpointStore((state) => state.endpoints)
  const closeConnect = useDialogStore((state) => state.closeConnect)
  const [draft, setDraft] = useState(() => createDraft(prefill, endpoints))
  const [errors, setErrors] = useState<DraftErrors>(NO_ERRORS)
  const [test, setTest] = useState<TestState>({ kind: 'idle' })
  const relay = useQuery(relayQuery(app)).data ?? null
  const plan = planRelay(draft, relay)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const change = (next: ConnectDraft) => {
    running.current?.abort()
    setDraft(next)
    setErrors(NO_ERRORS)
    setTest({ kind: 'idle' })
  }
  /** The endpoint that the fields describe, or null with the errors shown. */
  const readDraft = (usesRelay: boolean): SavedEndpoint | null => {
    const checked = checkDraft(draft, usesRelay, location.origin)
    setErrors(checked.errors)
    if (checked.baseUrl === null) return null
    const { id, providerId, name, wire, model, corrections } = draft
    return {
      id: id ?? app.createId(),
      providerId,
      name,
      wire,
      baseUrl: checked.baseUrl,
      model: model.trim(),
      usesRelay,
      corrections,
    }
  }
  const runTest = async (usesRelay: boolean) => {
    const endpoint = readDraft(usesRelay)
    if (!endpoint) return
    running.current?.abort()
    const abort = new AbortController()
    running.current = abort
    setTest({ kind: 'running' })
    const result: ConnectionResult = await app.testConnection(
      endpoint,
      draft.key.trim(),
      abort.signal,
    )
    if (!abort.signal.aborted) setTest({ kind: 'done', result, endpoint })
  }
  const save = () => {
    const endpoint = readDraft(plan.isOn)
    if (!endpoint) return
    const isRemembered = draft.remembersKey ?? app.keyPlace(endpoint.baseUrl) === 'device'
    app.saveEndpoint(endpoint, draft.key.trim(), isRemembered ? 'device' : 'tab')
    closeConnect()
  }
  return (
    <Dialog
      title="Connect a model"
      onClose={closeConnect}
      focusedField={(prefill?.kind === 'endpoint' ? prefill.field : undefined) ?? 'provider'}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <div className="grid grid-cols-[400px_minmax(0,1fr)] narrow:grid-cols-1">
          <ConnectForm
            draft={draft}
            errors={errors}
            linkError={prefill?.kind === 'link' && !prefill.fields.ok ? prefill.fields.error : null}
            relay={plan}
            relayHoldsKey={relay?.keys.includes(originOf(draft.baseUrl) ?? '') ?? false}
            onChange={change}
          />
          <ConnectionReport
            test={test}
            provider={findProvider(draft.providerId)}
            relay={plan}
            onCancel={() => {
              running.current?.abort()
              setTest({ kind: 'idle' })
            }}
            onUseRelay={() => {
              change({ ...draft, usesRelay: true })
              void runTest(true)
            }}
          />
        </div>
        <footer className="sticky bottom-0 flex h-14 items-center gap-2 border-hairline border-t bg-panel pr-4 pl-5">
          <Button
            weight="line"
            // Not disabled, which would take the focus away from whoever pressed it.
            aria-disabled={test.kind === 'running'}
            onClick={() => {
              if (test.kind !== 'running') void runTest(plan.isOn)
            }}
          >
            Test connection
          </Button>
          <span className="ml-auto" />
          <Button onClick={closeConnect}>Cancel</Button>
          <Button weight="main" type="submit">
            Save
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
