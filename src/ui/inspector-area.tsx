import { lazy, Suspense } from 'react'
import { useConversationStore } from '@/state/conversation-store.ts'
import { usePreferenceStore } from '@/state/preference-store.ts'
import { FailureBoundary } from './failure-boundary.tsx'
import { Button } from './primitives/button.tsx'

const InspectorDrawer = lazy(() =>
  import('./inspector/inspector-drawer.tsx').then(({ InspectorDrawer }) => ({
    default: InspectorDrawer,
  })),
)

/** The inspector, loaded when it is first opened. What it shows was written by others: a failure stays inside. */
export function InspectorArea() {
  const runId = useConversationStore((state) => state.focusedRunId)
  return (
    <FailureBoundary
      subject={runId ?? ''}
      fallback={(tryAgain) => <InspectorFailure onTryAgain={tryAgain} />}
    >
      <Suspense>
        <InspectorDrawer />
      </Suspense>
    </FailureBoundary>
  )
}

function InspectorFailure({ onTryAgain }: { readonly onTryAgain: () => void }) {
  const setDrawer = usePreferenceStore((state) => state.setDrawer)
  return (
    <section
      aria-label="Inspector"
      className="drawer flex min-w-0 flex-col gap-3 overflow-auto border-hairline border-l bg-panel p-3 text-[0.8125rem]/5 text-ink-2"
    >
      <p role="alert">The inspector could not show this request. The conversation is as it was.</p>
      <p className="flex gap-2">
        <Button weight="line" onClick={onTryAgain}>
          Try again
        </Button>
        <Button onClick={() => setDrawer(null)}>Close inspector</Button>
      </p>
    </section>
  )
}
