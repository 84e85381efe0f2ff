import type { RunSnapshot } from '@/core/run/run-snapshot.ts'

/** What the quiet line says of a run; null where it is not known. Times in milliseconds. */
export type RunFigures = {
  readonly firstTokenMs: number | null
  readonly durationMs: number | null
  readonly reasoningMs: number | null
  readonly promptTokens: number | null
  readonly completionTokens: number | null
  /** From the first token to the end; null for a run too short to say. */
  readonly tokensPerSecond: number | null
}

const SHORTEST_RATE_MS = 50
/** Reasoning that arrived at once, with the answer, took a time that nobody measured. */
const SHORTEST_THOUGHT_MS = 50

/** Reads the figures of a run from its snapshot. An answer that came in one piece has no first token and no thought of its own. */
export function readRunFigures(snapshot: RunSnapshot, isStreamed = true): RunFigures {
  const { startedAtMs, firstTokenAtMs, answerAtMs, endedAtMs, usage, reasoning } = snapshot
  const streamMs = difference(firstTokenAtMs, endedAtMs)
  const completionTokens = usage?.completionTokens ?? null
  const hasRate = completionTokens !== null && streamMs !== null && streamMs >= SHORTEST_RATE_MS
  return {
    firstTokenMs: isStreamed ? difference(startedAtMs, firstTokenAtMs) : null,
    durationMs: difference(startedAtMs, endedAtMs),
    reasoningMs:
      reasoning.length === 0 || !isStreamed
        ? null
        : difference(firstTokenAtMs, answerAtMs ?? endedAtMs),
    promptTokens: usage?.promptTokens ?? null,
    completionTokens,
    tokensPerSecond: hasRate ? (completionTokens * 1000) / streamMs : null,
  }
}

function difference(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : Math.max(0, to - from)
}

/** "Thought for 12.4 s"; "Thought" alone where the time is not known or too short to say. */
export function describeThought(snapshot: RunSnapshot, isStreamed = true): string {
  const { reasoningMs } = readRunFigures(snapshot, isStreamed)
  const isKnown = reasoningMs !== null && reasoningMs >= SHORTEST_THOUGHT_MS
  return isKnown ? `Thought for ${formatSeconds(reasoningMs)}` : 'Thought'
}

/** "0.84 s" below a second, "12.4 s", then "2 min 5 s": never more digits than mean something. */
export function formatSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 0.995) return `${seconds.toFixed(2)} s`
  if (seconds < 99.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** The same for a clock that runs: always one decimal, so that it does not jump. */
export function formatClock(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000
  return seconds < 100 ? `${seconds.toFixed(1)} s` : formatSeconds(milliseconds)
}

/** "1,214" */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}
