import { type RefObject, useEffect, useRef } from 'react'
import { type ConnectPrefill, useDialogStore } from '@/state/dialog-store.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { Dialog } from '@/ui/primitives/dialog.tsx'
import {
  type ConnectDraft,
  withDoctorAction,
  withLocalServer,
  withRepair,
} from './connect-draft.ts'
import { ConnectForm } from './connect-form.tsx'
import { ConnectionReport } from './connection-report.tsx'
import { LocalServers } from './local-servers.tsx'
import { useConnectDraft } from './use-connect-draft.ts'
import { useConnectionTest } from './use-connection-test.ts'
import { useServerSearch } from './use-server-search.ts'

/** The dialog "Connect a model": who to ask, where, and with which key. */
export function ConnectDialog({ prefill }: { readonly prefill: ConnectPrefill | null }) {
  const closeConnect = useDialogStore((state) => state.closeConnect)
  const { draft, errors, relay, relayHoldsKey, keyLack, change, readDraft, save } =
    useConnectDraft(prefill)
  const doctor = useConnectionTest()
  const search = useServerSearch()
  const testButton = useRef<HTMLButtonElement | null>(null)

  const form = useRef<HTMLFormElement | null>(null)
  useEffect(() => {
    const isWrong = Object.values(errors).some((problem) => problem !== null)
    if (isWrong) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [errors])

  const edit = (next: ConnectDraft) => {
    doctor.cancel()
    change(next)
  }
  const test = (given: ConnectDraft) => {
    const read = readDraft(given)
    if (read) doctor.start(read)
  }
  return (
    <Dialog
      title="Connect a model"
      onClose={closeConnect}
      focusedField={(prefill?.kind === 'endpoint' ? prefill.field : undefined) ?? 'provider'}
    >
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (save()) closeConnect()
        }}
      >
        <div className="grid grid-cols-[400px_minmax(0,1fr)] narrow:grid-cols-1">
          <ConnectForm
            draft={draft}
            errors={errors}
            linkError={prefill?.kind === 'link' && !prefill.fields.ok ? prefill.fields.error : null}
            relay={relay}
            relayHoldsKey={relayHoldsKey}
            onChange={edit}
            onRepair={(changes) => edit(withRepair(draft, changes))}
            onFindServers={() => void search.start()}
          />
          <div className="min-h-40 bg-sunk px-5 pt-4 pb-5 text-[0.8125rem]/5">
            <LocalServers
              search={search.search}
              onUse={(server) => edit(withLocalServer(draft, server))}
              onClose={search.close}
            />
            <section aria-label="Connection">
              <ConnectionReport
                test={doctor.test}
                onAction={(action) => {
                  // The pressed button goes with the report it stands in.
                  testButton.current?.focus()
                  const next = withDoctorAction(draft, action)
                  edit(next)
                  test(next)
                }}
                onCancel={() => {
                  testButton.current?.focus()
                  doctor.cancel()
                }}
              />
            </section>
          </div>
        </div>
        <Footer
          testButton={testButton}
          keyLack={keyLack}
          isRunning={doctor.isRunning}
          onTest={() => test(draft)}
          onClose={closeConnect}
        />
      </form>
    </Dialog>
  )
}

type FooterProps = {
  readonly testButton: RefObject<HTMLButtonElement | null>
  /** That a key is missing; null where none is. */
  readonly keyLack: string | null
  readonly isRunning: boolean
  readonly onTest: () => void
  readonly onClose: () => void
}

function Footer({ testButton, keyLack, isRunning, onTest, onClose }: FooterProps) {
  return (
    <footer className="sticky bottom-0 flex min-h-14 flex-wrap items-center gap-x-2 gap-y-1 border-hairline border-t bg-panel py-2 pr-4 pl-5">
      <Button
        ref={testButton}
        weight="line"
        // Not disabled, which would take the focus away from whoever pressed it.
        aria-disabled={isRunning}
        onClick={() => {
          if (!isRunning) onTest()
        }}
      >
        Test connection
      </Button>
      <span className="narrow:-order-1 min-w-0 flex-1 narrow:basis-full text-[0.75rem]/4 text-warn narrow:empty:hidden">
        {keyLack}
      </span>
      <Button onClick={onClose} className="ml-auto">
        Cancel
      </Button>
      <Button weight="main" type="submit">
        Save
      </Button>
    </footer>
  )
}
