import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { JsonTree } from '@/core/json/json-tree.ts'
import { isOpenAtFirst, type JsonRow, listJsonRows, parentRow } from '@/core/json/list-json-rows.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { JsonTreeRow } from './json-tree-row.tsx'
import { formatCount } from './run-figures.ts'

type JsonTreeViewProps = {
  readonly tree: JsonTree
  /** Accessible name. */
  readonly label: string
  /** Stands in place of a value where it knows better; null where it does not. */
  readonly renderValue?: (value: number) => ReactNode
}

const FIRST_ROWS = 200
const MORE_ROWS = 500

/** JSON as a tree that folds and takes the arrow keys. However large it is, only the lines in use are built. */
export function JsonTreeView({ tree, label, renderValue }: JsonTreeViewProps) {
  const [touched, setTouched] = useState<ReadonlySet<number>>(new Set())
  const [most, setMost] = useState(FIRST_ROWS)
  const [current, setCurrent] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const { rows, hasMore } = useMemo(() => {
    // What stands in one piece, such as a chip, opens only when it is wanted.
    const isOpen = (value: number, level: number) =>
      (isOpenAtFirst(tree, value, level) && (renderValue?.(value) ?? null) === null) !==
      touched.has(value)
    return listJsonRows(tree, isOpen, most)
  }, [tree, touched, most, renderValue])
  const toggle = (value: number) => {
    const next = new Set(touched)
    if (!next.delete(value)) next.add(value)
    setTouched(next)
    setCurrent(value)
  }
  const focus = (index: number) => {
    const row = rows[index]
    if (!row) return
    setCurrent(row.value)
    list.current?.querySelector<HTMLElement>(`[data-value="${row.value}"]`)?.focus()
  }
  // One handler for all lines, so that a line need not be built anew because another one was opened.
  const handleClick = (event: MouseEvent<HTMLElement>) => {
    const row = rows[indexOfRow(rows, event.target)]
    if (row && row.isOpen !== null && !isButton(event.target)) toggle(row.value)
  }
  const handleKey = (event: KeyboardEvent<HTMLElement>) => {
    const index = indexOfRow(rows, event.target)
    const row = rows[index]
    if (!row || isButton(event.target) || event.altKey || event.ctrlKey || event.metaKey) return
    const step = keyStep(event.key, rows, index)
    if (step === null) return
    event.preventDefault()
    if (step === 'toggle') toggle(row.value)
    else focus(step)
  }
  const isCurrentShown = rows.some(({ value }) => value === current)
  return (
    <div>
      <div
        ref={list}
        role="tree"
        aria-label={label}
        tabIndex={-1}
        onClick={handleClick}
        onKeyDown={handleKey}
        className="overflow-x-auto font-mono text-[0.75rem]/[1.125rem] text-ink-2"
      >
        {rows.map((row) => (
          <JsonTreeRow
            key={row.value}
            tree={tree}
            row={row}
            isCurrent={row.value === (isCurrentShown ? current : 0)}
          >
            {renderValue?.(row.value) ?? null}
          </JsonTreeRow>
        ))}
      </div>
      {hasMore ? (
        <Button size="small" className="mt-1" onClick={() => setMost(most + MORE_ROWS)}>
          Show {formatCount(MORE_ROWS)} more lines
        </Button>
      ) : null}
    </div>
  )
}

function indexOfRow(rows: readonly JsonRow[], target: EventTarget): number {
  const line = target instanceof Element ? target.closest('[data-value]') : null
  const value = Number(line?.getAttribute('data-value') ?? -1)
  return rows.findIndex((row) => row.value === value)
}

/** Buttons inside a line act for themselves. */
function isButton(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button') !== null
}

/** What a key of the tree pattern does at a line: the line to go to, or to fold and unfold; null for other keys. */
function keyStep(key: string, rows: readonly JsonRow[], index: number): number | 'toggle' | null {
  const isOpen = rows[index]?.isOpen ?? null
  switch (key) {
    case 'ArrowDown':
      return Math.min(index + 1, rows.length - 1)
    case 'ArrowUp':
      return Math.max(index - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return rows.length - 1
    case 'ArrowRight':
      return isOpen === false ? 'toggle' : isOpen === true ? index + 1 : index
    case 'ArrowLeft':
      return isOpen === true ? 'toggle' : Math.max(parentRow(rows, index), 0)
    case 'Enter':
    case ' ':
      return isOpen === null ? null : 'toggle'
    default:
      return null
  }
}
