import type { TextRange } from './json-tree.ts'

const OPENING_FENCE = /^(?:`{3,}|~{3,})[^\S\n]*[a-z0-9]{0,20}[^\S\n]*\n/i
const CLOSING_FENCE = /\n[^\S\n]*(?:`{3,}|~{3,})$/
const OPENING_MARK = '<|begin_of_box|>'
const CLOSING_MARK = '<|end_of_box|>'
const LONGEST_FENCE = 120

/**
 * The part of an answer that is meant to be JSON: without white space around it, without the box marks and the code
 * fence that models put round the whole of it.
 */
export function findJson(text: string): TextRange {
  let range = trim(text, { start: 0, end: text.length })
  for (const peel of [peelMarks, peelFence, peelMarks]) range = trim(text, peel(text, range))
  return range
}

function trim(text: string, range: TextRange): TextRange {
  let { start, end } = range
  while (start < end && isSpace(text.charCodeAt(start))) start += 1
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1
  return { start, end }
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xfeff
}

function peelMarks(text: string, { start, end }: TextRange): TextRange {
  const from = text.startsWith(OPENING_MARK, start) ? start + OPENING_MARK.length : start
  const isClosed = end - from >= CLOSING_MARK.length && text.endsWith(CLOSING_MARK, end)
  return { start: from, end: isClosed ? end - CLOSING_MARK.length : end }
}

function peelFence(text: string, { start, end }: TextRange): TextRange {
  const opening = OPENING_FENCE.exec(text.slice(start, Math.min(end, start + LONGEST_FENCE)))
  if (opening === null) return { start, end }
  const from = start + opening[0].length
  const closing = CLOSING_FENCE.exec(text.slice(Math.max(from - 1, end - LONGEST_FENCE), end))
  return { start: from, end: closing === null ? end : Math.max(from, end - closing[0].length) }
}
