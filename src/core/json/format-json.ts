import type { JsonTree } from './json-tree.ts'

/** Deeper lines are not indented further: the spaces alone would be larger than the text by any factor. */
const DEEPEST_INDENT = 40

/**
 * JSON with one member a line, indented by two spaces. Numbers and texts stand as they were written. The length is
 * at most linear in the number of values. Only for trees without a mistake.
 */
export function formatJson(tree: JsonTree): string {
  const parts: string[] = []
  /** Lists and objects that are open: the value after them, and how they close. */
  const open: { readonly after: number; readonly closer: string }[] = []
  const newLine = () => parts.push('\n', '  '.repeat(Math.min(open.length, DEEPEST_INDENT)))
  let isFirst = true
  for (let value = 0; value < tree.count; value += 1) {
    if (!isFirst) parts.push(',')
    if (open.length > 0) newLine()
    parts.push(spellHead(tree, value))
    isFirst = tree.sizeOf(value) > 0
    if (isFirst) {
      open.push({ after: tree.after(value), closer: tree.kindOf(value) === 'object' ? '}' : ']' })
    }
    while (open.at(-1)?.after === value + 1) {
      const closer = open.pop()?.closer ?? ''
      newLine()
      parts.push(closer)
    }
  }
  return parts.join('')
}

/** The name of a value and all of the value; of a list or an object with members only its opening. */
function spellHead(tree: JsonTree, value: number): string {
  const name = tree.nameOf(value)
  const label = name === null ? '' : `${tree.text.slice(name.start, name.end)}: `
  const kind = tree.kindOf(value)
  if (kind !== 'object' && kind !== 'array') {
    const { start, end } = tree.rangeOf(value)
    return label + tree.text.slice(start, end)
  }
  const [opener, closer] = kind === 'object' ? ['{', '}'] : ['[', ']']
  return label + opener + (tree.sizeOf(value) === 0 ? closer : '')
}
