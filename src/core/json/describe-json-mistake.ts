import type { JsonMistake } from './json-tree.ts'

/** Where a mistake stands, both counted from 1; columns are UTF-16 units. */
type TextPlace = { readonly line: number; readonly column: number }

/** Line and column of an offset, for a text whose first line begins at `start`. */
function placeOf(text: string, offset: number, start = 0): TextPlace {
  let line = 1
  let lineStart = start
  for (;;) {
    const end = text.indexOf('\n', lineStart)
    if (end === -1 || end >= offset) return { line, column: offset - lineStart + 1 }
    line += 1
    lineStart = end + 1
  }
}

/** One sentence: "Line 3, column 14: a comma or } is missing." */
export function describeJsonMistake(
  text: string,
  { offset, reason }: JsonMistake,
  start = 0,
): string {
  const { line, column } = placeOf(text, offset, start)
  return `Line ${line}, column ${column}: ${reason}.`
}
