import { createFenceTracker } from './fence-tracker.ts'
import { healInline } from './heal-inline.ts'

type Healer = { readonly name: string; readonly heal: (markdown: string) => string }

/** Repairs of the last lines, in this order; each leaves alone what it does not know. */
const HEALERS: readonly Healer[] = [
  { name: 'half setext underline', heal: dropHalfUnderline },
  { name: 'half fence', heal: dropHalfFence },
  { name: 'open formula', heal: showOpenFormula },
  { name: 'half table', heal: completeTable },
  { name: 'inline marks', heal: healLastLines },
]

/**
 * Makes Markdown that is still arriving look as it will once it has arrived: unclosed emphasis and code are closed,
 * the half of a link is its text, an open `$$` formula is shown as code, a table has its frame from its first row
 * on. To be used on the open block only; its cost is linear in that block. Nothing but marks is taken away.
 */
export function healTail(markdown: string): string {
  let healed = markdown
  for (const healer of HEALERS) {
    if (endsInFence(healed)) return dropHalfFence(healed)
    healed = healer.heal(healed)
  }
  return healed
}

/** One or two backticks or tildes at the start of the last line: a fence about to begin or to end. */
function dropHalfFence(markdown: string): string {
  const lineStart = markdown.lastIndexOf('\n') + 1
  return /^[ \t]{0,12}(?:`{1,2}|~{1,2})$/.test(markdown.slice(lineStart))
    ? markdown.slice(0, lineStart)
    : markdown
}

function endsInFence(markdown: string): boolean {
  if (!markdown.includes('```') && !markdown.includes('~~~')) return false
  const fence = createFenceTracker()
  for (const line of markdown.split('\n')) fence.takesLine(line)
  return fence.isOpen()
}

/** "text\n-" is a list about to begin, not a heading. */
function dropHalfUnderline(markdown: string): string {
  const lineStart = markdown.lastIndexOf('\n') + 1
  const followsText = lineStart > 1 && markdown[lineStart - 2] !== '\n'
  const isHalf = followsText && /^ {0,3}(?:-{1,2}|=+)$/.test(markdown.slice(lineStart))
  return isHalf ? markdown.slice(0, lineStart) : markdown
}

function showOpenFormula(markdown: string): string {
  const marks = [...markdown.matchAll(/^[ \t]*\$\$+[ \t]*$/gm)]
  const last = marks.at(-1)
  if (last === undefined || marks.length % 2 === 0) return markdown
  const start = markdown.indexOf('$', last.index)
  return `${markdown.slice(0, start)}~~~latex${markdown.slice(last.index + last[0].length)}`
}

const LONGEST_ROW = 2000

/** Gives the first row of a table its frame, and completes a half one, so that it does not appear as text first. */
function completeTable(markdown: string): string {
  const paragraph = markdown.slice(markdown.lastIndexOf('\n\n') + 1).replace(/^\n/, '')
  const [header, frame, ...rows] = paragraph.split('\n', 3)
  if (header === undefined || rows.length > 0 || header.length > LONGEST_ROW) return markdown
  if (!/^ {0,3}\|[^|]/.test(header)) return markdown
  const columns = header.trim().replace(/^\|/, '').replace(/\|$/, '').split('|').length
  const wholeFrame = `|${'---|'.repeat(columns)}`
  if (frame === undefined) return `${markdown}\n${wholeFrame}`
  if (!/^[ \t:|-]*$/.test(frame) || (frame.match(/-(?=[ \t:]*\|)/g)?.length ?? 0) >= columns) {
    return markdown
  }
  return markdown.slice(0, markdown.length - frame.length) + wholeFrame
}

const OWN_LINE = /^[ \t]*(?:[-*+][ \t]|[>|#]|\d{1,9}[.)][ \t])/

/** Inline marks reach no further than their paragraph, list item, heading or row. */
function healLastLines(markdown: string): string {
  let start = markdown.lastIndexOf('\n') + 1
  while (start > 0 && !OWN_LINE.test(markdown.slice(start, start + 24))) {
    const lineStart = start < 2 ? 0 : markdown.lastIndexOf('\n', start - 2) + 1
    if (markdown.slice(lineStart, start).trim() === '') break
    start = lineStart
  }
  return markdown.slice(0, start) + healInline(markdown.slice(start))
}
