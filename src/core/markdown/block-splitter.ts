import { columnsOf, isBlank, type ListMarker, readListMarker } from './block-line.ts'
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
type Container = {
  readonly kind: 'container'
  readonly offset: number
  /** An item without content so far: after a blank line it can have none. */
  readonly isEmpty: boolean
}
/** Paragraphs, headings, tables, quotes: all of them end at a blank line. */
type Plain = {
  readonly kind: 'plain'
  /** Whether the last line may go on as a paragraph, and whether that one stands in a quote. */
  readonly paragraph: 'none' | 'own' | 'quoted'
  readonly isIndented: boolean
}
type Mode = Plain | Container | FlowStart

const START: Plain = { kind: 'plain', paragraph: 'none', isIndented: false }
const FOOTNOTE = /^ {0,3}\[\^[^\]\s]{1,200}\]:/
const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/
const HEADING_LINE = /^ {0,3}(?:=+|-+)[ \t]*$/
const QUOTE = /^ {0,3}>/
const THEMATIC_BREAK = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/
/** The start of a line at column 0 that can no longer become a list item, however it goes on. */
const NO_LIST_ITEM = /^(?:[^\s\d*+-]|\d{1,9}[^\d.)]|\d{10}|\d{1,9}[.)][^ \t\n]|[*+-][^ \t\n])/
const NOT_INDENTED = /^ {0,3}[^ \t\n]/

/**
 * Creates a splitter. A block closes at a blank line, or at the end of its code fence or formula, and only where
 * CommonMark and GFM say that nothing later belongs to it: code fences, `$$` formulas and HTML blocks run to their
 * end; a list or footnote stays open until, after a blank line, a line that is neither indented nor an item; indented
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
  if (columnsOf(line) >= mode.offset) return false
  return THEMATIC_BREAK.test(line) || readListMarker(line) === null
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
  if (isBlank(line)) return mode.isEmpty ? { ...mode, offset: Number.POSITIVE_INFINITY } : mode
  if (columnsOf(line) >= mode.offset) return { ...mode, isEmpty: false }
  if (THEMATIC_BREAK.test(line) || HEADING.test(line)) return START
  if (QUOTE.test(line)) return afterQuoteLine(line)
  return toContainer(readListMarker(line)) ?? findFlowStart(line, true) ?? mode
}

function afterPlainLine(mode: Plain, line: string): Mode | 'end' {
  const { paragraph } = mode
  if (isBlank(line)) return mode.isIndented ? { ...mode, paragraph: 'none' } : 'end'
  if (columnsOf(line) >= 4) return { ...mode, isIndented: true }
  const flow = findFlowStart(line, paragraph !== 'none')
  if (flow !== null) return flow
  if (paragraph === 'own' && HEADING_LINE.test(line)) return START
  if (THEMATIC_BREAK.test(line) || HEADING.test(line)) return START
  const item = readListMarker(line)
  const isItem = paragraph === 'none' || item?.interruptsParagraph === true
  const container = isItem ? toContainer(item) : null
  if (container !== null) return container
  if (FOOTNOTE.test(line)) return { kind: 'container', offset: 4, isEmpty: false }
  if (QUOTE.test(line)) return afterQuoteLine(line)
  return { ...START, paragraph: paragraph === 'quoted' ? 'quoted' : 'own' }
}

/** A line without ">" goes on with a quoted paragraph, but with nothing else in a quote. */
function afterQuoteLine(line: string): Plain {
  const content = line.replace(/^[ \t>]+/, '')
  const isParagraph =
    !isBlank(content) && !HEADING.test(content) && findFlowStart(content, true) === null
  return isParagraph ? { ...START, paragraph: 'quoted' } : START
}

function toContainer(item: ListMarker | null): Container | null {
  return item && { kind: 'container', offset: item.offset, isEmpty: item.isEmpty }
}
