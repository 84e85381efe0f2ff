import { useEffect, useState } from 'react'

const TICK_MS = 100

/** The monotonic clock that the times of a run are measured with. */
export function readMonotonicNow(): number {
  return performance.now()
}

/** The time now in milliseconds, read anew ten times a second while something runs, and not at all otherwise. */
export function useNow(isRunning: boolean, readNow: () => number): number {
  const [now, setNow] = useState(readNow)
  useEffect(() => {
    if (!isRunning) return undefined
    const timer = setInterval(() => setNow(readNow()), TICK_MS)
    return () => clearInterval(timer)
  }, [isRunning, readNow])
  return now
}
