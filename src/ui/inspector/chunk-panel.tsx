import { useState } from 'react'
import type { ChunkLog, ChunkRow } from '@/core/run/chunk-log.ts'
import { formatCount, formatSeconds } from '@/ui/answer/run-figures.ts'
import { byteSize } from '@/ui/viewer/media-format.ts'
import { ChunkTable } from './chunk-table.tsx'
import { ChunkTimelineView } from './chunk-timeline-view.tsx'

const KEY = 'inline-block size-2.5'

/** All chunks of an answer: over time, and one by one. */
export function ChunkPanel({ log, count }: { readonly log: ChunkLog; readonly count: number }) {
  const [wish, setWish] = useState<{ readonly line: number } | null>(null)
  const timeline = log.timeline()
  const longest = Math.max(0, ...timeline.pauses.map(({ fromMs, toMs }) => toMs - fromMs))
  const summary = describeChunks(log)
  const pause = longest > 0 ? `pause ${formatSeconds(longest)}` : null
  return (
    <section aria-label="Timeline" className="flex min-h-0 flex-1 flex-col">
      <h3 className="flex gap-2 px-3 pt-3 pb-1.5 font-medium text-[0.75rem]/4">
        Chunks
        <span data-testid="chunk-summary" className="font-normal text-ink-3 tabular-nums">
          {summary}
        </span>
      </h3>
      {count === 0 ? (
        <p className="px-3 pb-3 text-[0.75rem]/4 text-ink-3">Nothing has arrived.</p>
      ) : (
        <>
          <ChunkTimelineView
            timeline={timeline}
            firstTokenAtMs={log.firstTokenAtMs()}
            label={`${summary}${pause === null ? '' : `, longest ${pause}`}`}
            onPick={(atMs) => setWish({ line: rowAt(log.rows, atMs) })}
          />
          <p className="flex flex-wrap gap-x-3 px-3 pb-2 font-mono text-[0.6875rem]/4 text-ink-3">
            <span>
              <i className={`${KEY} bg-control`} /> reasoning
            </span>
            <span>
              <i className={`${KEY} bg-accent`} /> answer
            </span>
            {pause === null ? null : (
              <span>
                <i className={`${KEY} bg-warn opacity-50`} /> {pause}
              </span>
            )}
          </p>
          <ChunkTable rows={log.rows} count={count} wish={wish} />
        </>
      )}
    </section>
  )
}

/** "74 in 15.9 s, 8.6 kB" */
function describeChunks(log: ChunkLog): string {
  const last = log.rows.at(-1)
  if (last === undefined) return ''
  return `${formatCount(log.rows.length)} in ${formatSeconds(last.atMs)}, ${byteSize(log.bytes())}`
}

/** The first row at or after a time, found by halving. */
function rowAt(rows: readonly ChunkRow[], atMs: number): number {
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.atMs ?? 0) < atMs) low = middle + 1
    else high = middle
  }
  return low
}
