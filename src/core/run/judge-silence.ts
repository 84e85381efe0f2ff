/** When a run said something last. Times are milliseconds of one monotonic clock; null: not yet. */
export type SilenceFacts = {
  /** When the request was sent. */
  readonly startedAtMs: number
  /** Any byte, comments included. */
  readonly lastByteAtMs: number | null
  /** An event that said something. */
  readonly lastContentAtMs: number | null
  /** When the user chose to keep waiting: the clocks start anew there. */
  readonly keptWaitingAtMs: number | null
  readonly nowMs: number
}

/** What the silence of a server deserves; `seconds` is how long it lasts, whole. */
export type Silence =
  | { readonly kind: 'none' }
  /** A quiet line. */
  | { readonly kind: 'waiting'; readonly seconds: number }
  /** A warning: not one byte yet. */
  | { readonly kind: 'no-answer-yet'; readonly seconds: number }
  /** Nothing at all comes: stop, or keep waiting? */
  | { readonly kind: 'no-bytes'; readonly seconds: number }
  /** The same, but comments keep the connection open. */
  | { readonly kind: 'only-comments'; readonly seconds: number }

const QUIET_MS = 15_000
const FIRST_BYTE_MS = 60_000
const IDLE_MS = 90_000

/**
 * Judges a silence by two clocks: one that any byte resets, and one that only content does, since comments of a
 * gateway would hide a stall for ever. Reads nothing but the clock, so that a page that slept knows at once. Nothing
 * here ends a run: a long video may take minutes before the first token.
 */
export function judgeSilence(facts: SilenceFacts): Silence {
  const { startedAtMs, lastByteAtMs, lastContentAtMs, keptWaitingAtMs, nowMs } = facts
  const begin = keptWaitingAtMs ?? startedAtMs
  const since = (atMs: number | null) => nowMs - Math.max(atMs ?? begin, begin)
  const contentSeconds = seconds(nowMs - (lastContentAtMs ?? startedAtMs))
  if (since(lastByteAtMs) >= IDLE_MS)
    return { kind: 'no-bytes', seconds: seconds(nowMs - (lastByteAtMs ?? startedAtMs)) }
  if (since(lastContentAtMs) >= IDLE_MS) return { kind: 'only-comments', seconds: contentSeconds }
  if (lastByteAtMs === null && since(null) >= FIRST_BYTE_MS)
    return { kind: 'no-answer-yet', seconds: contentSeconds }
  if (since(lastContentAtMs) >= QUIET_MS) return { kind: 'waiting', seconds: contentSeconds }
  return { kind: 'none' }
}

function seconds(milliseconds: number): number {
  return Math.floor(Math.max(0, milliseconds) / 1000)
}
