import type { Recording } from '@/core/run/recording.ts'

/** The time of a replay, in milliseconds of its recording: 0 is when the request was once sent. */
export type ReplayClock = {
  readonly now: () => number
  /** When the last piece came. */
  readonly lastAt: () => number
  /** The head of the answer came. */
  readonly noteHead: () => void
  /** The next bytes came, cut as they were recorded. */
  readonly noteBytes: () => void
}

/**
 * Tells the recorded time, whatever the speed: each piece that arrives sets it, and in between it runs with the speed,
 * never past the piece to come. `readNow` is a monotonic clock in milliseconds.
 */
export function createReplayClock(
  { http, chunks }: Pick<Recording, 'http' | 'chunks'>,
  readNow: () => number,
  readSpeed: () => number,
): ReplayClock {
  // A piece without a byte never arrives.
  const dueAtMs = [http, ...chunks.filter(hasBytes).map(([atMs]) => ({ atMs }))].map(
    ({ atMs }) => atMs,
  )
  let next = 0
  let setMs = 0
  let setAtMs = readNow()
  const advance = () => {
    setMs = dueAtMs[next] ?? setMs
    setAtMs = readNow()
    next += 1
  }
  return {
    now: () => {
      const speed = readSpeed()
      const passedMs = Number.isFinite(speed) ? (readNow() - setAtMs) * speed : 0
      return Math.min(setMs + passedMs, dueAtMs[next] ?? setMs)
    },
    lastAt: () => setMs,
    noteHead: advance,
    noteBytes: advance,
  }
}

function hasBytes([, content]: Recording['chunks'][number]): boolean {
  return (typeof content === 'string' ? content : content.base64) !== ''
}
