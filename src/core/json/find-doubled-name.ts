import type { JsonMistake, JsonTree } from './json-tree.ts'

/** UTF-16 units of a name that are shown. */
const SHOWN = 60

type OpenValue = { readonly after: number; readonly names: Set<string> }

/**
 * The first name that one object has twice, at its second place. JSON allows it (RFC 8259, section 4), but what a
 * program makes of it is its own affair: most keep the last value. Null where every name is its own. Linear.
 */
export function findDoubledName(tree: JsonTree): JsonMistake | null {
  const open: OpenValue[] = []
  for (let value = 0; value < tree.count; value += 1) {
    while (open.length > 0 && (open.at(-1)?.after ?? 0) <= value) open.pop()
    const range = tree.nameOf(value)
    const names = open.at(-1)?.names
    if (range !== null && names !== undefined) {
      const name = readName(tree.text.slice(range.start, range.end))
      if (names.has(name)) {
        const shown = name.length > SHOWN ? `${name.slice(0, SHOWN)}…` : name
        const reason = `the name "${shown}" stands here a second time, and most readers keep only its last value`
        return { offset: range.start, reason }
      }
      names.add(name)
    }
    if (tree.sizeOf(value) > 0) open.push({ after: tree.after(value), names: new Set() })
  }
  return null
}

/** Without quotes; written with escapes or not, it is the same name. */
function readName(quoted: string): string {
  const plain = quoted.slice(1, -1)
  if (!plain.includes('\\')) return plain
  return plain.replace(
    /\\(?:u([0-9a-fA-F]{4})|(.))/g,
    (_, code: string | undefined, mark: string) =>
      code === undefined
        ? (ESCAPES.get(mark) ?? mark)
        : String.fromCharCode(Number.parseInt(code, 16)),
  )
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])
