import { isRecord } from '../json-value.ts'

/** How one language spells JSON values. Strings and numbers are spelled as in JSON by all of them. */
export type LiteralStyle = {
  readonly indent: string
  /** Up to so many characters a list or object without others inside stays on its line. */
  readonly width: number
  readonly words: { readonly true: string; readonly false: string; readonly null: string }
  /** A key of an object, quoted. */
  readonly key: (quoted: string) => string
}

/** Deeper levels are indented no further: spaces would outgrow the value itself by far. */
const DEEPEST_INDENT = 20

const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null

function writeScalar(value: unknown, { words }: LiteralStyle): string {
  if (value === true) return words.true
  if (value === false) return words.false
  if (typeof value === 'string' || typeof value === 'number') return JSON.stringify(value)
  return words.null
}

/**
 * A JSON value as source text. The first line has no indent, the following ones have that of `depth`. The value must
 * come from `parseBoundedJson`: nothing else here limits its depth.
 */
export function writeLiteral(value: unknown, style: LiteralStyle, depth = 0): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => writeLiteral(item, style, depth + 1))
    return writeItems(items, '[]', value.some(isNested), style, depth)
  }
  if (!isRecord(value)) return writeScalar(value, style)
  const items = Object.entries(value).map(
    ([key, item]) => `${style.key(JSON.stringify(key))}: ${writeLiteral(item, style, depth + 1)}`,
  )
  return writeItems(items, '{}', Object.values(value).some(isNested), style, depth)
}

function writeItems(
  items: readonly string[],
  brackets: '[]' | '{}',
  hasNested: boolean,
  style: LiteralStyle,
  depth: number,
): string {
  const [open, close] = brackets
  const line = items.join(', ')
  if (!hasNested && line.length <= style.width) return `${open}${line}${close}`
  const indent = (levels: number) => `\n${style.indent.repeat(Math.min(levels, DEEPEST_INDENT))}`
  const inner = indent(depth + 1)
  return `${open}${inner}${items.join(`,${inner}`)},${indent(depth)}${close}`
}
