/** Beyond this a Markdown parser is too slow for one frame, measured on prose, lists and definitions. */
const LONGEST_OPEN = 24_000
const LONGEST_CLOSED = 40_000
const LONGEST_FENCE = 100_000
/** Marks that a Markdown parser has to pair with each other, which takes more than linear time. */
const MOST_MARKS = 2500
const FORTY_CONTAINERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){40}/m

/**
 * Whether reading the block as Markdown would take too long or nest too deep; then it is shown as plain text. The
 * limits lie far beyond what a person would write. Linear.
 */
export function isTooDeep(markdown: string, isClosed: boolean): boolean {
  if (/^ {0,3}(?:```|~~~)/.test(markdown)) return markdown.length > LONGEST_FENCE
  if (markdown.length > (isClosed ? LONGEST_CLOSED : LONGEST_OPEN)) return true
  return (
    (markdown.match(/[*_~[\]|`]/g)?.length ?? 0) > MOST_MARKS || FORTY_CONTAINERS.test(markdown)
  )
}
