import { X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { useViewerStore } from '@/state/viewer-store.ts'
import { IconButton } from '@/ui/primitives/icon-button.tsx'
import { textScale } from '@/ui/primitives/text-scale.ts'
import { listPhrase } from './count-phrase.ts'
import { RegionRow } from './region-row.tsx'
import { standingOf } from './region-standing.ts'
import { confirmedDrafts, listOrder } from './row-facts.ts'
import { PHONE_ROW_HEIGHT, pageAt, ROW_HEIGHT, rowWindow } from './row-window.ts'
import type { StageMedia } from './stage-media.ts'
import { useMediaQuery } from './use-media-query.ts'

type RegionListProps = {
  readonly id: string
  /** The pictures of the turn: where there are several, rows say on which one they lie. */
  readonly media: readonly StageMedia[]
  readonly regions: readonly ShownRegion[]
  readonly possibleCount: number
  readonly malformedCount: number
  readonly answerIsOver: boolean
  readonly onCopy: (text: string) => void
}

/** All regions of the run as a table. Its counts are in the page even while it is closed. */
export function RegionList({
  id,
  media,
  regions,
  possibleCount,
  malformedCount,
  answerIsOver,
  onCopy,
}: RegionListProps) {
  const isOpen = useViewerStore((state) => state.listIsOpen)
  const toggle = useViewerStore((state) => state.toggle)
  const close = () => toggle('listIsOpen')
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    close()
  }
  return (
    <section
      id={id}
      className="viewer-list"
      aria-label="Regions"
      data-testid="region-list"
      data-count={regions.length}
      data-possible={possibleCount}
      data-malformed={malformedCount}
      hidden={!isOpen}
      onKeyDown={onKeyDown}
    >
      {isOpen ? (
        <>
          <header className="flex h-9 flex-none items-center gap-2 pr-2 pl-3 font-medium text-[0.78125rem]">
            Regions
            <span className="min-w-0 truncate font-normal text-ink-3 tabular-nums">
              {listPhrase(
                regions,
                (shown) => standingOf(shown, answerIsOver),
                possibleCount,
                malformedCount,
              )}
            </span>
            <IconButton
              size="small"
              label="Close region list"
              icon={<X size={16} strokeWidth={1.5} aria-hidden="true" />}
              className="ml-auto"
              onClick={close}
            />
          </header>
          {regions.length === 0 ? (
            <p className="px-3 pb-3 text-ink-3">No regions yet</p>
          ) : (
            <RegionTable
              media={media}
              regions={regions}
              answerIsOver={answerIsOver}
              onCopy={onCopy}
            />
          )}
        </>
      ) : null}
    </section>
  )
}

type RegionTableProps = Pick<RegionListProps, 'media' | 'regions' | 'answerIsOver' | 'onCopy'>

function RegionTable({ media, regions, answerIsOver, onCopy }: RegionTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => listOrder(regions), [regions])
  const drafts = useMemo(() => confirmedDrafts(regions), [regions])
  const isPhone = useMediaQuery('(max-width: 40rem)')
  const rowHeight = (isPhone ? PHONE_ROW_HEIGHT : ROW_HEIGHT) * textScale()
  const [page, setPage] = useState(0)
  const { start, end } = rowWindow(rows.length, page)
  const hasSeveral = media.length > 1
  const columns = hasSeveral ? 11 : 10
  useHeldRow(scroller, rows, rowHeight)
  return (
    <div
      ref={scroller}
      className="min-h-0 flex-1 overflow-auto"
      onScroll={(event) => setPage(pageAt(event.currentTarget.scrollTop, rowHeight))}
    >
      <table aria-rowcount={rows.length + 1}>
        <TableHead hasSeveral={hasSeveral} />
        <tbody>
          <Gap height={start * rowHeight} columns={columns} />
          {rows.slice(start, end).map((row) => (
            <RegionRow
              key={row.key}
              shown={row}
              pictureName={hasSeveral ? pictureName(media, row) : null}
              standing={standingOf(row, answerIsOver)}
              draft={row.region.channel === 'answer' ? drafts.get(row.number) : undefined}
              onCopy={onCopy}
            />
          ))}
          <Gap height={(rows.length - end) * rowHeight} columns={columns} />
        </tbody>
      </table>
    </div>
  )
}

/** Columns and their names; the one for the picture only where there are several. */
function TableHead({ hasSeveral }: { readonly hasSeveral: boolean }) {
  return (
    <>
      <colgroup>
        <col className="w-[2.625rem]" />
        <col />
        {hasSeveral ? <col className="viewer-column-picture" /> : null}
        <col className="viewer-column-kind w-[4.5rem]" />
        <col className="viewer-column-figure" />
        <col className="viewer-column-figure" />
        <col className="viewer-column-figure" />
        <col className="viewer-column-figure" />
        <col className="viewer-column-area w-16" />
        <col className="viewer-column-origin" />
        <col className="w-9" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">Number</span>
          </th>
          <th scope="col">Label</th>
          {hasSeveral ? (
            <th scope="col" className="viewer-picture" aria-label="Picture">
              <span className="viewer-picture-name">Picture</span>
            </th>
          ) : null}
          <th scope="col" className="viewer-column-kind">
            Kind
          </th>
          {['x1', 'y1', 'x2', 'y2'].map((name) => (
            <th key={name} scope="col" className="viewer-figure">
              {name}
            </th>
          ))}
          <th scope="col" className="viewer-figure viewer-column-area">
            Area
          </th>
          <th scope="col" className="viewer-column-origin">
            From
          </th>
          <th scope="col">
            <span className="sr-only">Copy</span>
          </th>
        </tr>
      </thead>
    </>
  )
}

/** The model may speak of a picture that it was not given. */
function pictureName(media: readonly StageMedia[], { region }: ShownRegion): string {
  return media[region.media]?.name ?? ''
}

/** Stands for rows that are scrolled out of sight. */
function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null
  return (
    <tr style={{ height }}>
      <td colSpan={columns} />
    </tr>
  )
}

/** A region held on the picture or in the text brings its row into sight. */
function useHeldRow(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly ShownRegion[],
  rowHeight: number,
): void {
  const heldKey = useViewerStore((state) => state.heldKey)
  const latest = useRef(rows)
  latest.current = rows
  useEffect(() => {
    const element = scroller.current
    const index = latest.current.findIndex((row) => row.key === heldKey)
    if (element === null || index < 0) return
    const top = index * rowHeight
    const room = element.clientHeight - HEAD_HEIGHT * textScale()
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + rowHeight > element.scrollTop + room) element.scrollTop = top + rowHeight - room
  }, [heldKey, scroller, rowHeight])
}

/** The column heads stay in place above the rows (CSS pixels at the usual text size). */
const HEAD_HEIGHT = 22
