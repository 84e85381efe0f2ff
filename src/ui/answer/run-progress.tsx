import { useState } from 'react'
import type { RunSnapshot } from '@/core/run/run-snapshot.ts'
import { RetryNotice, type RetryPause } from './retry-notice.tsx'
import { formatClock } from './run-figures.ts'
import { SilenceNotice } from './silence-notice.tsx'
import { useNow } from './use-now.ts'
import { useSilence } from './use-silence.ts'

type RunProgressProps = {
  readonly snapshot: RunSnapshot
  /** Whether the answer comes piece by piece. */
  readonly isStreamed?: boolean
  /** The pause before an automatic retry; null while a request is under way. */
  readonly pause: RetryPause | null
  readonly readNow: () => number
  readonly onTryNow: () => void
  readonly onStop: () => void
}

/** What a run under way is waiting for: its first token, a server that went silent, or its next try. */
export function RunProgress(props: RunProgressProps) {
  const { snapshot, isStreamed = true, pause, readNow, onTryNow, onStop } = props
  const [keptWaitingAtMs, setKeptWaiting] = useState<number | null>(null)
  const silence = useSilence(snapshot, pause === null, readNow, keptWaitingAtMs)
  if (pause !== null)
    return <RetryNotice pause={pause} readNow={readNow} onTryNow={onTryNow} onCancel={onStop} />
  if (silence.kind !== 'none')
    return (
      <SilenceNotice
        silence={silence}
        hasText={snapshot.answer.length + snapshot.reasoning.length > 0}
        onStop={onStop}
        onKeepWaiting={() => setKeptWaiting(readNow())}
      />
    )
  return snapshot.firstTokenAtMs === null ? (
    <WaitingClock
      awaited={isStreamed ? 'first token' : 'whole answer'}
      startedAtMs={snapshot.startedAtMs}
      readNow={readNow}
    />
  ) : null
}

type WaitingClockProps = {
  readonly awaited: string
  readonly startedAtMs: number
  readonly readNow: () => number
}

function WaitingClock({ awaited, startedAtMs, readNow }: WaitingClockProps) {
  const now = useNow(true, readNow)
  return (
    <p className="flex h-7 items-center gap-1.5 text-[0.8125rem]/5 text-ink-3 tabular-nums">
      Waiting for the {awaited} {formatClock(now - startedAtMs)}
      <span aria-hidden="true" className="answer-pulse" />
    </p>
  )
}
