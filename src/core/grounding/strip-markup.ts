/** Box tokens (also with a slash before them, as some proxies write), and special tokens that leak at the end. */
const TOKEN = /<\/?\|\/?[a-z_]{1,40}\|>/g
const ANSWER_TAG = /<\/?answer>/g
const OPEN = '<think>'
const CLOSE = '</think>'

/**
 * The answer as a person reads it: without thoughts, box tokens, answer tags and leaked special tokens. What stands
 * before a `</think>` that was never opened is a thought, too, and so is everything behind one that never closes.
 * For history and copying; the raw text stays as it was. Linear.
 */
export function stripMarkup(text: string): string {
  return stripTokens(stripThoughts(text))
}

/** The text without single tokens. */
function stripTokens(text: string): string {
  return text.includes('<') ? text.replaceAll(TOKEN, '').replaceAll(ANSWER_TAG, '') : text
}

function stripThoughts(text: string): string {
  const parts: string[] = []
  let at = 0
  let open = text.indexOf(OPEN)
  let close = text.indexOf(CLOSE)
  while (open >= 0 || close >= 0) {
    if (close >= 0 && (open < 0 || close < open)) {
      // never opened: what stands before is a thought, unless an answer was given before
      if (parts.length > 0) parts.push(text.slice(at, close))
      at = close + CLOSE.length
      close = text.indexOf(CLOSE, at)
      continue
    }
    parts.push(text.slice(at, open))
    if (close < 0) return parts.join('')
    at = close + CLOSE.length
    open = text.indexOf(OPEN, at)
    close = text.indexOf(CLOSE, at)
  }
  parts.push(text.slice(at))
  return parts.join('')
}
