import { useState } from 'react'

type TailWindow = {
  /** Number of the first item shown; always a multiple of the step. */
  readonly start: number
  readonly showEarlier: () => void
}

type TailWindowLimits = {
  /** So many items are shown at most, unless the reader asks for more. */
  readonly most: number
  /** So many are hidden at once when there are more, and shown at once when the reader asks. */
  readonly step: number
}

/**
 * The end of a list that only grows. Where it begins moves in steps, so that what is shown seldom moves; once the
 * reader has asked for earlier items, nothing is hidden any more.
 */
export function useTailWindow(length: number, { most, step }: TailWindowLimits): TailWindow {
  const [asked, setAsked] = useState<number | null>(null)
  const start = asked ?? Math.max(0, Math.ceil((length - most) / step)) * step
  return { start, showEarlier: () => setAsked(Math.max(0, start - step)) }
}
