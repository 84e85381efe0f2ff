/** What a chunk brought most of; `other` is neither text: comments, ends, parts of an event. */
export type ChunkKind = 'reasoning' | 'answer' | 'other'

/** Bytes that arrived within one bin of time. */
export type TimelineBin = {
  readonly bytes: number
  readonly kind: ChunkKind
}

/** A silence between two chunks, in milliseconds after the request was sent. */
export type TimelinePause = { readonly fromMs: number; readonly toMs: number }

export type Timeline = {
  /** Width of a bin in milliseconds; bin `i` begins at `i * binMs`. */
  readonly binMs: number
  readonly bins: readonly (TimelineBin | undefined)[]
  readonly pauses: readonly TimelinePause[]
}

/** More bins than that are no longer seen apart. */
const MOST_BINS = 192
const FIRST_BIN_MS = 5
/** A reader notices a silence of a second. */
const SHORTEST_PAUSE_MS = 1000
const MOST_PAUSES = 100

function addUp(one: TimelineBin | undefined, other: TimelineBin | undefined) {
  if (!(one && other)) return one ?? other
  const bytes = one.bytes + other.bytes
  return { bytes, kind: other.bytes >= one.bytes || one.kind === 'other' ? other.kind : one.kind }
}

/**
 * Sums chunks over time for drawing. Where the bins no longer suffice two become one, so that a chunk costs the same
 * however many came before it.
 */
export function createTimeline(): {
  readonly add: (atMs: number, bytes: number, kind: ChunkKind) => void
  readonly snapshot: () => Timeline
} {
  let binMs = FIRST_BIN_MS
  let bins: (TimelineBin | undefined)[] = []
  const pauses: TimelinePause[] = []
  let lastMs: number | null = null
  return {
    add: (atMs, bytes, kind) => {
      while (Math.floor(atMs / binMs) >= MOST_BINS) {
        binMs *= 2
        bins = Array.from({ length: Math.ceil(bins.length / 2) }, (_, index) =>
          addUp(bins[index * 2], bins[index * 2 + 1]),
        )
      }
      const index = Math.max(0, Math.floor(atMs / binMs))
      // No holes: they are skipped by some methods of a list and not by others.
      while (bins.length < index) bins.push(undefined)
      bins[index] = addUp(bins[index], { bytes, kind })
      if (lastMs !== null && atMs - lastMs >= SHORTEST_PAUSE_MS && pauses.length < MOST_PAUSES) {
        pauses.push({ fromMs: lastMs, toMs: atMs })
      }
      lastMs = atMs
    },
    snapshot: () => ({ binMs, bins, pauses }),
  }
}
