import type { ChunkRow } from '@/core/run/chunk-log.ts'
import { describeRow } from './describe-row.ts'
import { useLineWindow } from './use-line-window.ts'

type ChunkTableProps = {
  readonly rows: readonly ChunkRow[]
  /** Grows with `rows`, which keeps its identity. */
  readonly count: number
  readonly wish: { readonly line: number } | null
}

/** As in inspector.css. */
const ROW_HEIGHT = 22

/** Every chunk: number, time, gap, bytes and what it said. Only the rows in sight are in the page. */
export function ChunkTable({ rows, count, wish }: ChunkTableProps) {
  const { scroller, onScroll, start, end, line } = useLineWindow({
    count,
    lineHeight: ROW_HEIGHT,
    wish,
  })
  const shown = rows.slice(start, end).map((row, index) => ({ row, number: start + index + 1 }))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a scroll area is no set of form fields
    <div
      ref={scroller}
      role="group"
      aria-label="Every chunk"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
      tabIndex={0}
      className="min-h-24 flex-1 overflow-y-auto overflow-x-hidden focus-visible:-outline-offset-2"
      onScroll={onScroll}
    >
      <table className="inspector-chunks" aria-label="Chunks" aria-rowcount={count + 1}>
        <colgroup>
          <col className="w-[2.75rem]" />
          <col className="w-[3.5rem]" />
          <col className="w-[3.25rem]" />
          <col className="w-[3.25rem]" />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">at s</th>
            <th scope="col">gap</th>
            <th scope="col">bytes</th>
            <th scope="col">content</th>
          </tr>
        </thead>
        <tbody>
          <Gap height={start * line} />
          {shown.map(({ row, number }) => (
            <Row key={number} row={row} number={number} />
          ))}
          <Gap height={(count - end) * line} />
        </tbody>
      </table>
    </div>
  )
}

/** Stands for rows that are scrolled out of sight. */
function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null
  return (
    <tr style={{ height }}>
      <td colSpan={5} />
    </tr>
  )
}

function Row({ row, number }: { readonly row: ChunkRow; readonly number: number }) {
  const said = describeRow(row)
  const hint = row.parts.length === 0 ? 'A part of an event, or a comment' : said
  return (
    <tr
      aria-rowindex={number + 1}
      data-testid="chunk-row"
      data-regions={row.regions === 0 ? undefined : row.regions}
    >
      <td>{number}</td>
      <td>{(row.atMs / 1000).toFixed(2)}</td>
      <td>+{(row.gapMs / 1000).toFixed(2)}</td>
      <td>{row.bytes}</td>
      <td title={hint}>{said}</td>
    </tr>
  )
}
