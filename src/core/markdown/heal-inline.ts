type Opener = { readonly mark: string; readonly end: number }
type Bracket = { readonly start: number; readonly end: number }

type Scan = {
  readonly text: string
  /** Marks of emphasis, strikethrough and code that nothing has closed yet. */
  openers: Opener[]
  readonly brackets: Bracket[]
}

/** Where the scan goes on behind a token; 'end' where the rest of the text cannot be judged; `text` replaces all. */
type Step = number | 'end' | { readonly text: string }

/** Tokens that matter for unclosed marks; everything between them is text. */
const TOKEN = /\\[\s\S]|`+|\$+|\*+|_+|~~?|!?\[|\]\(|\]/g
const LONGEST_RUN = 3
/** More open marks than anyone writes: then nothing is healed, and the cost stays bounded. */
const MOST_OPENERS = 40

/**
 * Closes emphasis, strikethrough and code that are open at the end of a paragraph, and shows the half of a link or
 * picture as its text. A mark with nothing behind it yet is dropped. Conservative: what is not sure stays text.
 */
export function healInline(paragraph: string): string {
  const { text, openers } = findOpeners(paragraph)
  let healed = text
  const marks: string[] = []
  for (const opener of [...openers].reverse()) {
    if (/\S/.test(healed.slice(opener.end))) marks.push(opener.mark)
    else healed = healed.slice(0, opener.end - opener.mark.length)
  }
  const [first] = marks
  if (first === undefined) return healed
  const kept = healed.trimEnd()
  let end = kept.length
  // The last characters may be the half of the very mark that is missing: "**bold*".
  while (kept[end - 1] === first[0] && kept[end - 2] !== '\\') end -= 1
  return kept.slice(0, end) + marks.join('') + healed.slice(kept.length)
}

function findOpeners(paragraph: string): { text: string; openers: readonly Opener[] } {
  const scan: Scan = { text: paragraph, openers: [], brackets: [] }
  let position = 0
  for (const match of paragraph.matchAll(TOKEN)) {
    if (match.index < position) continue
    const step = takeToken(scan, match[0], match.index)
    if (step === 'end' || scan.openers.length > MOST_OPENERS) {
      return { text: paragraph, openers: step === 'end' ? scan.openers : [] }
    }
    if (typeof step === 'object') return { text: step.text, openers: scan.openers }
    position = step
  }
  return { text: paragraph, openers: scan.openers }
}

function takeToken(scan: Scan, token: string, start: number): Step {
  const end = start + token.length
  if (token.startsWith('\\')) return end
  if (token.startsWith('`')) return takeCode(scan, token, end)
  if (token.startsWith('$')) {
    const close = scan.text.indexOf(token, end)
    return close < 0 ? end : close + token.length
  }
  if (token.endsWith('[')) {
    scan.brackets.push({ start, end })
    return end
  }
  if (token === '](') return takeLinkEnd(scan, start)
  if (token === ']') scan.brackets.pop()
  else takeEmphasis(scan, token, start)
  return end
}

function takeCode(scan: Scan, mark: string, end: number): Step {
  const runs = /`+/g
  runs.lastIndex = end
  for (let run = runs.exec(scan.text); run !== null; run = runs.exec(scan.text)) {
    if (run[0].length === mark.length) return runs.lastIndex
  }
  scan.openers.push({ mark, end })
  return 'end'
}

/** "a [text](http" becomes "a text"; emphasis that opened inside the text moved with it and is left as text. */
function takeLinkEnd(scan: Scan, start: number): Step {
  const bracket = scan.brackets.pop()
  if (bracket === undefined) return start + 2
  const end = scan.text.indexOf(')', start)
  if (end >= 0) return end + 1
  scan.openers = scan.openers.filter((opener) => opener.end <= bracket.start)
  return { text: scan.text.slice(0, bracket.start) + scan.text.slice(bracket.end, start) }
}

/** Opens or closes emphasis by the flanking rules of CommonMark 6.2, reduced to what is sure. */
function takeEmphasis(scan: Scan, mark: string, start: number): void {
  if (mark.length > LONGEST_RUN || mark === '~') return
  const before = scan.text.charAt(start - 1)
  const after = scan.text.charAt(start + mark.length)
  const followsText = /\S/.test(before)
  const index = followsText ? scan.openers.findLastIndex((opener) => opener.mark === mark) : -1
  if (index >= 0) {
    scan.openers.splice(index)
    return
  }
  const isInsideWord = mark.startsWith('_') && /[\p{L}\p{N}]/u.test(before)
  const mayOpen = after === '' ? !followsText : /\S/.test(after)
  if (mayOpen && !isInsideWord) scan.openers.push({ mark, end: start + mark.length })
}
