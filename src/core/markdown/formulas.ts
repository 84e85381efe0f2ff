import { createFenceTracker } from './fence-tracker.ts'

/** Markdown whose only dollars and LaTeX brackets that mean a formula are those that remark-math reads as one. */
export type FormulaText = { readonly text: string; readonly hasFormula: boolean }

type Span = { readonly end: number; readonly text: string; readonly isFormula: boolean }

/**
 * Prepares one block for remark-math, which takes any two dollars for a formula and knows no `\(…\)`:
 * - a dollar that is a price is escaped. As in Pandoc, a formula `$…$` has no space inside its dollars and no digit
 *   after its last one; nor has it a backtick; `$$…$$` is left as it is.
 * - `\(…\)` and `\[…\]`, which models write as often, become dollars; `\[…\]` on lines of its own a display.
 * Code stays untouched. Linear.
 */
export function readFormulas(markdown: string): FormulaText {
  if (!/\$|\\[([]/.test(markdown)) return { text: markdown, hasFormula: false }
  const fence = createFenceTracker()
  const parts: string[] = []
  let paragraph: string[] = []
  let hasFormula = false

  const endParagraph = () => {
    if (paragraph.length === 0) return
    const read = readParagraph(paragraph.join('\n'))
    hasFormula ||= read.hasFormula
    parts.push(read.text)
    paragraph = []
  }
  for (const line of markdown.split('\n')) {
    if (fence.takesLine(line)) {
      endParagraph()
      parts.push(line)
    } else paragraph.push(line)
  }
  endParagraph()
  return { text: parts.join('\n'), hasFormula }
}

/** Finds a mark from an offset on; -1 where it stands nowhere behind it. Remembers what it did not find. */
type Find = (mark: string, from: number) => number

function readParagraph(text: string): FormulaText {
  let result = ''
  let hasFormula = false
  let position = 0
  const find = createFind(text)
  for (const match of text.matchAll(/\\[\s\S]|`+|\$+/g)) {
    if (match.index < position) continue
    result += text.slice(position, match.index)
    const span = readSpan(text, match.index, match[0], find)
    hasFormula ||= span.isFormula
    result += span.text
    position = span.end
  }
  return { text: result + text.slice(position), hasFormula }
}

function createFind(text: string): Find {
  const missing = new Set<string>()
  return (mark, from) => {
    if (missing.has(mark)) return -1
    const found = mark.startsWith('`') ? findRun(text, mark, from) : text.indexOf(mark, from)
    if (found < 0) missing.add(mark)
    return found
  }
}

/** Where the same run of backticks stands again, neither longer nor shorter. */
function findRun(text: string, mark: string, from: number): number {
  const runs = /`+/g
  runs.lastIndex = from
  for (let run = runs.exec(text); run !== null; run = runs.exec(text)) {
    if (run[0].length === mark.length) return run.index
  }
  return -1
}

function readSpan(text: string, start: number, mark: string, find: Find): Span {
  const after = start + mark.length
  if (mark === '\\(') return readBracket(text, start, '\\)', find)
  if (mark === '\\[') return readBracket(text, start, '\\]', find)
  if (mark.startsWith('\\')) return { end: after, text: mark, isFormula: false }
  const found = find(mark, after)
  if (mark === '$' && !(found > after && isFormulaBetween(text, after, found))) {
    return { end: after, text: '\\$', isFormula: false }
  }
  // Without its end, a display at the start of a line may still be open: remark-math shall decide.
  const end = found < 0 ? after : found + mark.length
  return { end, text: text.slice(start, end), isFormula: mark.startsWith('$') }
}

function isFormulaBetween(text: string, start: number, end: number): boolean {
  return (
    !text.slice(start, end).includes('`') &&
    /\S/.test(text.charAt(start)) &&
    /[^\s\\]/.test(text.charAt(end - 1)) &&
    !/[\d$]/.test(text.charAt(end + 1))
  )
}

const DEEPEST_INDENT = 12

function readBracket(text: string, start: number, mark: string, find: Find): Span {
  const end = find(mark, start + 2)
  const formula = end < 0 ? '' : text.slice(start + 2, end).trim()
  if (formula === '' || formula.includes('$')) {
    return { end: start + 2, text: text.slice(start, start + 2), isFormula: false }
  }
  const before = text.slice(Math.max(0, start - DEEPEST_INDENT), start)
  const indent = /(?:^|\n)([ \t]*)$/.exec(before)?.[1]
  const lineEnd = /[ \t]*(?:\n|$)/y
  lineEnd.lastIndex = end + 2
  if (mark === '\\]' && indent !== undefined && lineEnd.test(text)) {
    return { end: end + 2, text: ['$$', formula, '$$'].join(`\n${indent}`), isFormula: true }
  }
  return { end: end + 2, text: `$${formula}$`, isFormula: true }
}
