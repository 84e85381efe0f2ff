/** White space that a server may have trimmed from a text that it says once more. */
const MAX_TRIMMED = 1024

/**
 * What a text that is all there is adds to the text that was said in pieces; white space around both does not count.
 * Null where it says something else. A whole that is much shorter is not looked at, so that many short ones cost
 * nothing however long the text is.
 */
export function restOfWhole(said: string, whole: string): string | null {
  if (whole.length + MAX_TRIMMED < said.length) {
    return null
  }
  const before = said.trimStart()
  const all = whole.trimStart()
  if (all.startsWith(before)) {
    return all.slice(before.length)
  }
  return all.trimEnd() === before.trimEnd() ? '' : null
}
