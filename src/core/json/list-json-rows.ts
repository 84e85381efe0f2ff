import type { JsonTree } from './json-tree.ts'

/** One line of a tree on screen. */
export type JsonRow = {
  /** Number of the value in its tree. */
  readonly value: number
  /** From 1 on. */
  readonly level: number
  /** Place among the members of the same list, from 1 on, and how many these are. */
  readonly position: number
  readonly siblings: number
  /** Null for what cannot be opened. */
  readonly isOpen: boolean | null
}

/** Opened from the start: what lies this deep, unless it is long. */
const OPEN_LEVELS = 3
const LONG_LIST = 100
const SHORT_TEXT = 60

/** Whether a list or an object is open before anybody touched it. */
export function isOpenAtFirst(tree: JsonTree, value: number, level: number): boolean {
  if (level === 1) return true
  return level <= OPEN_LEVELS && tree.sizeOf(value) <= LONG_LIST && !fitsOneLine(tree, value)
}

/** A list without other lists in it, such as four coordinates, that is read best as it was written. */
export function fitsOneLine(tree: JsonTree, value: number): boolean {
  const { start, end } = tree.rangeOf(value)
  const isFlat = tree.after(value) === value + 1 + tree.sizeOf(value)
  return tree.kindOf(value) === 'array' && isFlat && end - start <= SHORT_TEXT
}

/**
 * The first `most` lines of a tree; what is closed is stepped over, so the cost is that of the lines. `isOpen` is
 * asked for lists and objects that hold something.
 */
export function listJsonRows(
  tree: JsonTree,
  isOpen: (value: number, level: number) => boolean,
  most: number,
): { readonly rows: readonly JsonRow[]; readonly hasMore: boolean } {
  const rows: JsonRow[] = []
  const open: { readonly after: number; readonly siblings: number; position: number }[] = []
  let value = 0
  while (value < tree.count && rows.length < most) {
    while (open.at(-1)?.after === value) open.pop()
    const parent = open.at(-1)
    if (parent) parent.position += 1
    const level = open.length + 1
    const siblings = tree.sizeOf(value)
    const opens = siblings === 0 ? null : isOpen(value, level)
    rows.push({
      value,
      level,
      position: parent?.position ?? 1,
      siblings: parent?.siblings ?? 1,
      isOpen: opens,
    })
    if (opens === true) {
      open.push({ after: tree.after(value), siblings, position: 0 })
      value += 1
    } else value = tree.after(value)
  }
  return { rows, hasMore: value < tree.count }
}

/** The line of the list or object that holds the one at `index`; -1 for the outermost. */
export function parentRow(rows: readonly JsonRow[], index: number): number {
  const level = rows[index]?.level ?? 1
  for (let at = index - 1; at >= 0; at -= 1) if ((rows[at]?.level ?? 1) < level) return at
  return -1
}
