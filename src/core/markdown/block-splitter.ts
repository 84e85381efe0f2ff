import { columnsOf, isBlank, readListMarker } from './block-line.ts'
import { type FlowStart, findFlowStart, isFlowEnd } from './flow-start.ts'

/** Cuts growing Markdown into top-level pieces that nothing later can change. */
export type BlockSplitter = {
  /** Takes the next text (line ends are "\n"), cut anywhere, and returns the texts of the blocks that it closed. */
  readonly push: (text: string) => readonly string[]
  /** Ends the document: what is still open, as its last block; empty where nothing is. */
  readonly end: () => readonly string[]
  /** Markdown of the block that is still open. */
  readonly readOpen: () => string
}

/** Content of a list item or footnote stands this many columns in; less, after a blank line, ends it. */
type Container = { readonly kind: 'container'; readonly offset: number }
/** Paragraphs, headings, tables, quotes: all of them end at a blank line. */
type Plain = { readonly kind: 'plain'; readonly isParagraph: boolean; readonly isIndented: boolean }
type Mode = Plain | Container | FlowStart

const START: Plain = { kind: 'plain', isParagraph: false, isIndented: false }
const FOOTNOTE = /^ {0,3}\[\^[^\]\s]{1,200}\]:/
const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/
const THEMATIC_BREAK = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/
/** The start of a line at column 0 that can no longer become a list item, however it goes on. */
const NO_LIST_ITEM = /^(?:[^\s\d*+-]|\d{1,9}[^\d.)]|\d{10}|\d{1,9}[.)][^ \t\n]|[*+-][^ \t\n])/
const NOT_INDENTED = /^ {0,3}[^ \t\n]/

/**
 * Creates a splitter. A block closes at a blank line, or at the end of its code fence or formula, and only where
 * CommonMark and GFM say that nothing later belongs to it: code fences, `$$` formulas and HTML blocks run to their
 * end; a list or footnote stays open until, after a blank line, a line at column 0 that is no list item; indented
 * code until a line that is less indented. Where that is uncertain the block stays open, which costs time but
 * never changes what is shown.
 *
 * One liberty: link reference and footnote definitions apply to their own block only.
 *
 * Blocks joined are the text. Linear: it looks at new text only, whatever the length of the open block.
 */
export function createBlockSplitter(): BlockSplitter {
  let mode: Mode = START
  /** Whole lines of the open block, and the line that is still arriving. */
  let open = ''
  let line = ''
  let hasContent = false
  let isAfterBlank = false
  let closed: string[] = []

  const close = () => {
    closed.push(open)
    open = ''
    mode = START
    hasContent = false
    isAfterBlank = false
  }

  const endLine = () => {
    const content = line.endsWith('\n') ? line.slice(0, -1) : line
    if (isAfterBlank && endsBlock(mode, content)) close()
    const next: Mode | 'end' = nextMode(mode, content)
    open += line
    line = ''
    if (isBlank(content)) isAfterBlank = hasContent
    else {
      isAfterBlank = false
      hasContent = true
    }
    if (next === 'end' && hasContent) close()
    else mode = next === 'end' ? START : next
  }

  const takeClosed = () => {
    const taken = closed
    closed = []
    return taken
  }

  return {
    push: (text) => {
      let start = 0
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        line += text.slice(start, end + 1)
        start = end + 1
        endLine()
      }
      line += text.slice(start)
      if (isAfterBlank && surelyEndsBlock(mode, line)) close()
      return takeClosed()
    },
    end: () => {
      if (line !== '') endLine()
      if (open !== '') close()
      return takeClosed()
    },
    readOpen: () => open + line,
  }
}

/** Whether a whole line after a blank one begins a new block, given what the block before it is. */
function endsBlock(mode: Mode, line: string): boolean {
  if (isBlank(line)) return false
  if (mode.kind === 'plain') return columnsOf(line) < 4
  if (mode.kind !== 'container') return false
  return columnsOf(line) === 0 && (THEMATIC_BREAK.test(line) || readListMarker(line) === null)
}

/** The same for the beginning of a line: true only where the whole line can only say the same. */
function surelyEndsBlock(mode: Mode, lineStart: string): boolean {
  const start = lineStart.slice(0, 12)
  if (mode.kind === 'plain') return NOT_INDENTED.test(start)
  return mode.kind === 'container' && NO_LIST_ITEM.test(start)
}

/** What the block is after one more line; 'end' where the block ends with this line. */
function nextMode(mode: Mode, line: string): Mode | 'end' {
  switch (mode.kind) {
    case 'fence':
    case 'math':
      return isFlowEnd(mode, line) ? 'end' : mode
    case 'html':
      return isFlowEnd(mode, line) ? (isBlank(line) ? 'end' : START) : mode
    case 'container':
      return afterContainerLine(mode, line)
    case 'plain':
      return afterPlainLine(mode, line)
  }
}

function afterContainerLine(mode: Container, line: string): Mode {
  if (isBlank(line) || columnsOf(line) >= mode.offset) return mode
  const item = THEMATIC_BREAK.test(line) ? null : readListMarker(line)
  if (item !== null) return { kind: 'container', offset: item.offset }
  return findFlowStart(line, true) ?? mode
}

function afterPlainLine(mode: Plain, line: string): Mode | 'end' {
  if (isBlank(line)) return mode.isIndented ? { ...mode, isParagraph: false } : 'end'
  if (columnsOf(line) >= 4) return { ...mode, isIndented: true }
  const flow = findFlowStart(line, mode.isParagraph)
  if (flow !== null) return flow
  if (THEMATIC_BREAK.test(line) || HEADING.test(line)) return START
  const item = readListMarker(line)
  if (item !== null && (!mode.isParagraph || item.interruptsParagraph)) {
    return { kind: 'container', offset: item.offset }
  }
  if (FOOTNOTE.test(line)) return { kind: 'container', offset: 4 }
  return { kind: 'plain', isParagraph: true, isIndented: false }
}
