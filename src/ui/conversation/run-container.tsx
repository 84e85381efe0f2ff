import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { describeError, type ErrorAction } from '@/core/protocol/describe-error.ts'
import { isActive, type Run, useConversationStore } from '@/state/conversation-store.ts'
import { useDialogStore } from '@/state/dialog-store.ts'
import { useEndpointStore } from '@/state/endpoint-store.ts'
import { relayQuery } from '@/state/queries.ts'
import { selectShownRegions } from '@/state/shown-regions.ts'
import { useApp } from '@/ui/app-context.ts'

const RunView = lazy(() =>
  import('@/ui/answer/run-view.tsx').then(({ RunView }) => ({ default: RunView })),
)

type RunContainerProps = {
  readonly runId: string
  /** Given where a turn has several runs. */
  readonly number: number | null
}

/** Connects one run of the store to its view. */
export function RunContainer({ runId, number }: RunContainerProps) {
  const run = useConversationStore((state) => state.runs[runId])
  return run ? <ConnectedRun run={run} number={number} /> : null
}

function ConnectedRun({ run, number }: { readonly run: Run; readonly number: number | null }) {
  const app = useApp()
  const isFocused = useConversationStore((state) => state.focusedRunId === run.id)
  const focusRun = useConversationStore((state) => state.focusRun)
  const runId = run.id
  const actOn = useRunActions(runId)
  const readRaw = useCallback(() => app.readRaw(runId), [app, runId])
  const relay = useQuery(relayQuery(app)).data
  const relayForwards = run.origin !== null && (relay?.origins.includes(run.origin) ?? false)
  const problem = useMemo(() => describeProblem(run, relayForwards), [run, relayForwards])
  return (
    <Suspense fallback={null}>
      <RunView
        snapshot={run.snapshot}
        shown={selectShownRegions(run.snapshot)}
        problem={problem}
        number={number}
        isFocused={isFocused}
        isScripted={run.isScripted}
        readRaw={readRaw}
        onFocus={() => focusRun(runId)}
        onCopy={app.copy}
        onRegenerate={() => void app.regenerate(runId)}
        onAction={actOn}
      />
    </Suspense>
  )
}

/** What the buttons under a failed run do. */
function useRunActions(runId: string): (action: ErrorAction) => void {
  const app = useApp()
  const openConnect = useDialogStore((state) => state.openConnect)
  return useCallback(
    (action: ErrorAction) => {
      const { endpoints, activeId, save } = useEndpointStore.getState()
      const active = endpoints.find(({ id }) => id === activeId)
      switch (action) {
        case 'retry':
          void app.regenerate(runId)
          break
        case 'use-relay':
          if (active) save({ ...active, usesRelay: true })
          void app.regenerate(runId)
          break
        case 'new-chat':
          app.newChat()
          break
        case 'edit-connection':
        case 'edit-key':
        case 'choose-model':
          openConnect(active ? { kind: 'endpoint', id: active.id } : null)
          break
      }
    },
    [app, openConnect, runId],
  )
}

/** The words under a run that did not end well; null where nothing needs saying. */
function describeProblem(run: Run, relayForwards: boolean) {
  const { status, error, answer, reasoning } = run.snapshot
  if (isActive(run) || status === 'complete' || status === 'stopped') return null
  if (status === 'preparing' || status === 'streaming') return null
  const description = describeError(error, {
    status,
    providerName: run.providerName,
    host: run.host,
    model: run.model,
    keptCharacters: answer.length + reasoning.length,
    keptRegions: answer.regions.length + reasoning.regions.length,
    usesRelay: run.usesRelay,
    relayAvailable: !run.usesRelay && relayForwards,
    corsNote: run.corsNote,
  })
  return { ...description, kind: error?.kind ?? null }
}
