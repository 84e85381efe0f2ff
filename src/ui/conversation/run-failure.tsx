import { isActive, type Run } from '@/state/conversation-store.ts'
import { useApp } from '@/ui/app-context.ts'
import { Button } from '@/ui/primitives/button.tsx'

/** The page shows so much of a text that could not be drawn; a copy holds it whole. */
const LONGEST_SHOWN = 20_000

type RunFailureProps = { readonly run: Run; readonly onTryAgain: () => void }

/** Shown in place of an answer whose view fails: its text as it came. */
export function RunFailure({ run, onTryAgain }: RunFailureProps) {
  const { readRaw, copy } = useApp()
  const isOver = !isActive(run)
  // The text grows while it streams: it is read once, at the end.
  const text = isOver ? readRaw(run.id).answer : ''
  const rest = text.length - LONGEST_SHOWN
  return (
    <section
      data-testid="run"
      data-status={run.snapshot.status}
      aria-label="Answer"
      className="grid gap-2 text-[0.8125rem]/5"
    >
      <p role="alert" className="text-danger">
        {isOver
          ? 'This answer could not be drawn. This is its text as it came:'
          : 'This answer cannot be drawn. Its text is shown when it has ended.'}
      </p>
      {text === '' ? null : (
        <pre className="max-h-80 overflow-auto whitespace-pre-wrap bg-sunk px-3 py-2.5 font-mono text-[0.75rem]/[1.125rem] [overflow-wrap:anywhere]">
          {text.slice(0, LONGEST_SHOWN)}
          {rest > 0 ? `… ‹${rest.toLocaleString('en-US')} more characters›` : null}
        </pre>
      )}
      <p className="flex gap-2">
        <Button size="small" weight="line" onClick={onTryAgain}>
          Try again
        </Button>
        {text === '' ? null : (
          <Button size="small" weight="line" onClick={() => void copy(text)}>
            Copy text
          </Button>
        )}
      </p>
    </section>
  )
}
