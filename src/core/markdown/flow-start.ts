import { isBlank } from './block-line.ts'

/** A construct that runs to its own end, whatever blank lines stand in it. */
export type FlowStart =
  | { readonly kind: 'fence'; readonly mark: '`' | '~'; readonly length: number }
  | { readonly kind: 'math'; readonly length: number }
  /** `end` null: an HTML block that ends at a blank line. */
  | { readonly kind: 'html'; readonly end: RegExp | null }

const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/
const MATH = /^ {0,3}(\${2,})[^$]*$/

/** HTML blocks 1 to 5 of CommonMark 4.6: what begins them, what ends them. */
const HTML_KINDS: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?=[ \t>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<![a-z]/i, />/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
]

/** HTML block 6 of CommonMark 4.6. */
const HTML_BLOCK =
  /^ {0,3}<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[ \t]|\/?>|$)/i

/** HTML block 7: one whole tag of any name, alone on its line. */
const HTML_TAG =
  /^ {0,3}(?:<[a-z][a-z0-9-]*(?:[ \t]+[a-z_:][a-z0-9_.:-]*(?:[ \t]*=[ \t]*(?:[^ \t"'=<>`]+|'[^']*'|"[^"]*"))?)*[ \t]*\/?>|<\/[a-z][a-z0-9-]*[ \t]*>)[ \t]*$/i
const LONGEST_TAG = 1000

/**
 * The construct that this line begins, or null. A construct that ends on its own line (`<!-- a -->`) counts as
 * null, as it cannot hold a blank line.
 */
export function findFlowStart(line: string, isAfterParagraph: boolean): FlowStart | null {
  const fence = FENCE.exec(line)?.[1]
  if (fence !== undefined) {
    return { kind: 'fence', mark: fence.startsWith('~') ? '~' : '`', length: fence.length }
  }
  const math = MATH.exec(line)?.[1]
  if (math !== undefined) return { kind: 'math', length: math.length }
  return findHtmlStart(line, isAfterParagraph)
}

function findHtmlStart(line: string, isAfterParagraph: boolean): FlowStart | null {
  if (!/^ {0,3}</.test(line)) return null
  for (const [start, end] of HTML_KINDS) {
    if (start.test(line)) return end.test(line.replace(start, '')) ? null : { kind: 'html', end }
  }
  if (HTML_BLOCK.test(line)) return { kind: 'html', end: null }
  const isTag = !isAfterParagraph && line.length <= LONGEST_TAG && HTML_TAG.test(line)
  return isTag ? { kind: 'html', end: null } : null
}

/** Whether the construct ends with this line. */
export function isFlowEnd(flow: FlowStart, line: string): boolean {
  if (flow.kind === 'html') return flow.end === null ? isBlank(line) : flow.end.test(line)
  const mark = flow.kind === 'math' ? '$' : flow.mark
  const start = line.length - line.replace(/^ {0,3}/, '').length
  let end = start
  while (line[end] === mark) end += 1
  return end - start >= flow.length && isBlank(line.slice(end))
}
