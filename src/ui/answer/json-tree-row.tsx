import { ChevronRight } from 'lucide-react'
import { type CSSProperties, memo, type ReactNode, useState } from 'react'
import type { JsonTree, TextRange } from '@/core/json/json-tree.ts'
import { fitsOneLine, type JsonRow } from '@/core/json/list-json-rows.ts'
import { parseJson } from '@/core/protocol/json-value.ts'
import { plainName } from './plain-name.ts'
import { formatCount } from './run-figures.ts'

type JsonTreeRowProps = {
  readonly tree: JsonTree
  readonly row: JsonRow
  /** Takes the keyboard when it comes to the tree. */
  readonly isCurrent: boolean
  /** In place of the value; null where it stands as it was written. */
  readonly children: ReactNode
}

const DEEPEST_INDENT = 24
const LONGEST_NAME = 200
const LONGEST_TEXT = 400
const LONGEST_PREVIEW = 60

/** One line of a tree: name and value, or name and how much is inside. */
export const JsonTreeRow = memo(
  function JsonTreeRow(props: JsonTreeRowProps) {
    const { tree, row, isCurrent, children } = props
    const { value, level, isOpen } = row
    const name = tree.nameOf(value)
    const style: CSSProperties = { paddingLeft: `${Math.min(level - 1, DEEPEST_INDENT) * 14}px` }
    return (
      <div
        role="treeitem"
        aria-level={level}
        aria-posinset={row.position}
        aria-setsize={row.siblings}
        aria-expanded={isOpen ?? undefined}
        data-value={value}
        tabIndex={isCurrent ? 0 : -1}
        style={style}
        className="flex w-max min-w-full items-start gap-1 rounded-1 pr-2 hover:bg-hover focus-visible:-outline-offset-2"
      >
        <ChevronRight
          size={12}
          strokeWidth={1.5}
          aria-hidden="true"
          className={`mt-[3px] ${isOpen === null ? 'invisible' : isOpen ? 'rotate-90' : ''}`}
        />
        {name === null ? (
          tree.count > 1 && level > 1 ? (
            <span className="text-ink-3">{row.position - 1}:</span>
          ) : null
        ) : (
          <bdi className="max-w-60 shrink-0 text-ink [overflow-wrap:anywhere]">
            {plainName(readString(tree.text, name, LONGEST_NAME))}:
          </bdi>
        )}
        {children ?? <JsonValue tree={tree} value={value} isOpen={isOpen} />}
      </div>
    )
  },
  // Lines are listed anew whenever one of them opens; most of them stay what they were.
  (before, after) =>
    before.tree === after.tree &&
    before.isCurrent === after.isCurrent &&
    before.row.value === after.row.value &&
    before.row.isOpen === after.row.isOpen &&
    before.children === after.children,
)

function JsonValue({
  tree,
  value,
  isOpen,
}: {
  readonly tree: JsonTree
  readonly value: number
  readonly isOpen: boolean | null
}) {
  const [isWhole, setIsWhole] = useState(false)
  const kind = tree.kindOf(value)
  const range = tree.rangeOf(value)
  if (isOpen === false && fitsOneLine(tree, value))
    return <span className="text-accent">{preview(tree, range)}</span>
  if (kind === 'object' || kind === 'array')
    return (
      <span className="text-ink-3">
        {describeSize(kind, tree.sizeOf(value))}
        {isOpen === false ? <bdi className="ml-2 opacity-80">{preview(tree, range)}</bdi> : null}
      </span>
    )
  const length = range.end - range.start
  const text = readString(tree.text, range, isWhole ? length : LONGEST_TEXT)
  return (
    <span className="min-w-0 max-w-[min(36rem,calc(100cqw-6rem))] whitespace-pre-wrap [overflow-wrap:anywhere]">
      <bdi className={kind === 'string' ? 'text-ink-2' : 'text-accent'}>
        {kind === 'string' ? `"${text}"` : text}
      </bdi>
      {length > LONGEST_TEXT && !isWhole ? (
        <button
          type="button"
          onClick={() => setIsWhole(true)}
          className="ml-1.5 text-accent underline-offset-2 hover:underline"
        >
          Show all {formatCount(length)} characters
        </button>
      ) : null}
    </span>
  )
}

function describeSize(kind: 'object' | 'array', size: number): string {
  const noun = kind === 'object' ? 'field' : 'item'
  return size === 0
    ? kind === 'object'
      ? '{ }'
      : '[ ]'
    : `${formatCount(size)} ${noun}${size === 1 ? '' : 's'}`
}

function preview(tree: JsonTree, { start, end }: TextRange): string {
  const text = tree.text.slice(start, Math.min(end, start + LONGEST_PREVIEW)).replace(/\s+/g, ' ')
  return end - start > LONGEST_PREVIEW ? `${text}…` : text
}

/** A text without quotes and escapes; as it was written where it is too long to be read whole, or cut. */
function readString(text: string, { start, end }: TextRange, longest: number): string {
  if (text[start] !== '"') return text.slice(start, Math.min(end, start + longest))
  const written = text.slice(start, end)
  if (written.length <= longest + 2) {
    const parsed = parseJson(written)
    if (parsed.ok && typeof parsed.value === 'string') return parsed.value
  }
  return `${written.slice(1, longest)}…`
}
