import { Button } from '@/ui/primitives/button.tsx'
import { RunNotice } from './run-notice.tsx'
import { useNow } from './use-now.ts'

/** The pause before an automatic retry, in the words of the screen. */
export type RetryPause = {
  readonly title: string
  /** What failed. */
  readonly happened: string
  /** Number of the request to come, of at most `attempts`. */
  readonly attempt: number
  readonly attempts: number
  readonly dueAtMs: number
}

type RetryNoticeProps = {
  readonly pause: RetryPause
  readonly readNow: () => number
  readonly onTryNow: () => void
  readonly onCancel: () => void
}

/** Counts down to the next request; the user may hurry it or call it off. */
export function RetryNotice({ pause, readNow, onTryNow, onCancel }: RetryNoticeProps) {
  const now = useNow(true, readNow)
  const seconds = Math.max(1, Math.ceil((pause.dueAtMs - now) / 1000))
  return (
    <RunNotice
      testId="run-retry"
      title={pause.title}
      buttons={
        <>
          <Button weight="line" onClick={onTryNow}>
            Try now
          </Button>
          <Button onClick={onCancel}>Cancel</Button>
        </>
      }
    >
      <p className="text-ink-2 [overflow-wrap:anywhere]">{pause.happened}</p>
      <p className="text-ink tabular-nums">
        Trying again in {seconds} s (try {pause.attempt} of {pause.attempts})
      </p>
    </RunNotice>
  )
}
