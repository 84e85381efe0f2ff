import { useEffect, useState } from 'react'
import { judgeSilence, type Silence } from '@/core/run/judge-silence.ts'
import type { RunSnapshot } from '@/core/run/run-snapshot.ts'

const TICK_MS = 1000
const NO_SILENCE: Silence = { kind: 'none' }

/**
 * Calls back each second, and at once when the page comes back into sight: timers of a hidden page or a sleeping
 * computer are late, and a stalled stream must not look alive until the next one.
 */
export function watchClock(onTick: () => void): () => void {
  const timer = setInterval(onTick, TICK_MS)
  document.addEventListener('visibilitychange', onTick)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', onTick)
  }
}

/** How long the server of a run has been silent, and what that deserves; nothing unless the run is under way. */
export function useSilence(
  snapshot: RunSnapshot,
  isWatched: boolean,
  readNow: () => number,
  keptWaitingAtMs: number | null,
): Silence {
  const [nowMs, setNow] = useState(readNow)
  useEffect(
    () => (isWatched ? watchClock(() => setNow(readNow())) : undefined),
    [isWatched, readNow],
  )
  return isWatched ? judgeSilence({ ...snapshot, keptWaitingAtMs, nowMs }) : NO_SILENCE
}
