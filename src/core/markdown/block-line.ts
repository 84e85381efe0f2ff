/** Column of the first character that is neither space nor tab; a tab leads to the next multiple of four. */
export function columnsOf(line: string): number {
  let column = 0
  for (const character of line) {
    if (character === ' ') column += 1
    else if (character === '\t') column += 4 - (column % 4)
    else break
  }
  return column
}

/** Whether the line holds nothing but spaces and tabs. */
export function isBlank(line: string): boolean {
  return /^[ \t]*$/.test(line)
}

/** The marker of a list item. */
export type ListMarker = {
  /** Column at which the content of the item begins. */
  readonly offset: number
  /** Only an item that has content, and whose number is 1, may follow a paragraph without a blank line. */
  readonly interruptsParagraph: boolean
  readonly isEmpty: boolean
}

const LIST_MARKER = /^( {0,3})([-+*]|(\d{1,9})[.)])(?=[ \t]|$)/

/** Reads the list marker at the start of the line (CommonMark 5.2); null where there is none. */
export function readListMarker(line: string): ListMarker | null {
  const match = LIST_MARKER.exec(line)
  if (match === null) return null
  const [whole, , , number] = match
  const rest = line.slice(whole.length)
  const isEmpty = isBlank(rest)
  // Tabs count from the start of the line, so the marker is replaced by spaces, not cut off.
  const columns = columnsOf(' '.repeat(whole.length) + rest)
  const gap = columns - whole.length
  return {
    offset: isEmpty || gap > 4 ? whole.length + 1 : columns,
    isEmpty,
    interruptsParagraph: !isEmpty && (number === undefined || Number(number) === 1),
  }
}
