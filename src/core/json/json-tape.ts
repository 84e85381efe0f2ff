import type { JsonKind, JsonTree } from './json-tree.ts'

const KINDS: readonly JsonKind[] = ['object', 'array', 'string', 'number', 'boolean', 'null']

/** Where the values of a text are noted while it is read. */
export type JsonTape = {
  /** Adds a value that begins at `start`; `end` is where it ends, as far as that is known. Returns its number. */
  readonly add: (
    kind: JsonKind,
    start: number,
    end: number,
    name: number,
    nameEnd: number,
  ) => number
  /** Ends a list or an object. */
  readonly close: (value: number, end: number) => void
  /** One more member of a list or an object. */
  readonly grow: (value: number) => void
  readonly toTree: () => JsonTree | null
}

/** Numbers in flat lists: a text of some megabytes may hold a million values, and objects for each would weigh 100 MB. */
export function createJsonTape(text: string): JsonTape {
  const kinds: number[] = []
  const starts: number[] = []
  const ends: number[] = []
  const names: number[] = []
  const nameEnds: number[] = []
  const sizes: number[] = []
  const afters: number[] = []
  return {
    add: (kind, start, end, name, nameEnd) => {
      kinds.push(KINDS.indexOf(kind))
      starts.push(start)
      ends.push(end)
      names.push(name)
      nameEnds.push(nameEnd)
      sizes.push(0)
      return afters.push(kinds.length) - 1
    },
    close: (value, end) => {
      ends[value] = end
      afters[value] = kinds.length
    },
    grow: (value) => {
      sizes[value] = (sizes[value] ?? 0) + 1
    },
    toTree: () =>
      kinds.length === 0
        ? null
        : {
            text,
            count: kinds.length,
            kindOf: (value) => KINDS[kinds[value] ?? 0] ?? 'null',
            rangeOf: (value) => ({ start: starts[value] ?? 0, end: ends[value] ?? 0 }),
            nameOf: (value) => {
              const start = names[value] ?? -1
              return start < 0 ? null : { start, end: nameEnds[value] ?? start }
            },
            sizeOf: (value) => sizes[value] ?? 0,
            after: (value) => afters[value] ?? kinds.length,
          },
  }
}
