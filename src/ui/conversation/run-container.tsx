import { useConversationStore } from '@/state/conversation-store.ts'
import { createLazyModule, useLazyModule } from '@/ui/answer/use-lazy-module.ts'
import { FailureBoundary } from '@/ui/failure-boundary.tsx'
import { RunFailure } from './run-failure.tsx'

const CONNECTED_RUN = createLazyModule(() => import('./connected-run.tsx'))

/** Loads the view of runs ahead of the first one: whoever goes offline shall still see how a question ends. */
export const preloadRunView = CONNECTED_RUN.load

type RunContainerProps = {
  readonly runId: string
  /** Given where a turn has several runs. */
  readonly number: number | null
}

/** One run of the store; nothing but its status until its view has loaded. */
export function RunContainer({ runId, number }: RunContainerProps) {
  const run = useConversationStore((state) => state.runs[runId])
  const view = useLazyModule(CONNECTED_RUN, true)
  if (!run) return null
  return view === null ? (
    <section data-testid="run" data-status={run.snapshot.status} aria-label="Answer" />
  ) : (
    <FailureBoundary
      subject={run.snapshot.status}
      fallback={(tryAgain) => <RunFailure run={run} onTryAgain={tryAgain} />}
    >
      <view.ConnectedRun run={run} number={number} />
    </FailureBoundary>
  )
}
