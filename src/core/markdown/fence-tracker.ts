/** Where a line stands: outside of code, or a line of a code fence (its first and last lines included). */
export type FenceTracker = {
  /** Takes the next line, without its "\n", and says whether it belongs to a code fence. */
  readonly takesLine: (line: string) => boolean
  /** Whether a fence is open after the lines so far. */
  readonly isOpen: () => boolean
}

const CONTAINERS = /^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*/

/**
 * Follows code fences through the lines of one block, those in quotes and list items too. An approximation for
 * repairs of what is shown; where a block ends is decided by the block splitter.
 */
export function createFenceTracker(): FenceTracker {
  let mark = ''
  return {
    takesLine: (line) => {
      const content = line.replace(CONTAINERS, '')
      if (mark === '') {
        mark = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(content)?.[0] ?? ''
        return mark !== ''
      }
      const end = /^(?:`{3,}|~{3,})(?=[ \t]*$)/.exec(content)?.[0] ?? ''
      if (end.startsWith(mark)) mark = ''
      return true
    },
    isOpen: () => mark !== '',
  }
}
