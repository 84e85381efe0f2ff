import { isBlank } from './block-line.ts'
import { findFlowStart } from './flow-start.ts'

/** How much of a block a Markdown parser reads in one frame, measured on prose, lists and definitions. */
type Limit = { readonly length: number; readonly lines: number }

/** An open block is read anew with each frame. */
const OPEN: Limit = { length: 24_000, lines: 800 }
const CLOSED: Limit = { length: 40_000, lines: 1200 }
const FENCE: Limit = { length: 100_000, lines: 10_000 }
/** Marks that a Markdown parser has to pair with each other, which takes more than linear time, or that cost much. */
const MARK = /[*_~[\]|`$\\]/g
const MOST_MARKS = 2500
/** A table has as many cells in each row as in its header, however short the row. */
const MOST_CELLS = 4000
const TABLE_FRAME = /^[ \t>:|-]+$/
const FORTY_CONTAINERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){40}/m

/**
 * Whether reading the block as Markdown would take too long, nest too deep or show too much; then it is shown as
 * plain text. The limits lie far beyond what a person would write. Linear.
 */
export function isTooDeep(markdown: string, isClosed: boolean): boolean {
  const firstLine = /^.*/.exec(markdown)?.[0] ?? ''
  const isFence = findFlowStart(firstLine, false)?.kind === 'fence'
  const limit = isFence ? FENCE : isClosed ? CLOSED : OPEN
  if (markdown.length > limit.length) return true
  const lines = markdown.split('\n')
  if (isFence) return lines.length > limit.lines
  return (
    lines.length > limit.lines ||
    (markdown.match(MARK)?.length ?? 0) > MOST_MARKS ||
    countCells(lines) > MOST_CELLS ||
    FORTY_CONTAINERS.test(markdown)
  )
}

/** Never fewer than the tables of the block have: any line of their frame's characters counts as a frame. */
function countCells(lines: readonly string[]): number {
  let cells = 0
  let columns = 0
  for (const line of lines) {
    if (isBlank(line)) columns = 0
    else if (TABLE_FRAME.test(line)) columns = Math.max(columns, line.split('|').length)
    cells += columns
  }
  return cells
}
