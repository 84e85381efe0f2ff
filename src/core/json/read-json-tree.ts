import { createJsonTape, type JsonTape } from './json-tape.ts'
import { skipSpace, type Token, takeToken } from './json-token.ts'
import type { JsonMistake, JsonReading, TextRange } from './json-tree.ts'

type Frame = { readonly value: number; readonly isObject: boolean }

type Reader = {
  readonly text: string
  readonly end: number
  readonly tape: JsonTape
  readonly frames: Frame[]
  at: number
  /** What may stand next; "nothing" where the outermost value is complete. */
  next: 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'comma-or-end' | 'nothing'
  /** The name of the value to come. */
  name: TextRange | null
}

const CLOSERS = { object: '}', list: ']' } as const
const AFTER_END = 'there is more text after the end of the value'

/**
 * Reads JSON (RFC 8259) to a tree of ranges, up to the first mistake. Linear in the text and without recursion, so
 * that neither size nor depth matters. `range` limits it to a part of the text; offsets count from the start of the
 * whole text, in UTF-16 units.
 */
export function readJsonTree(text: string, range?: TextRange): JsonReading {
  const reader: Reader = {
    text,
    end: range?.end ?? text.length,
    tape: createJsonTape(text),
    frames: [],
    at: range?.start ?? 0,
    next: 'value',
    name: null,
  }
  const mistake = readTokens(reader)
  for (const frame of reader.frames.reverse())
    reader.tape.close(frame.value, mistake?.offset ?? reader.end)
  return { tree: reader.tape.toTree(), mistake }
}

function readTokens(reader: Reader): JsonMistake | null {
  const { text, end, frames } = reader
  for (;;) {
    reader.at = skipSpace(text, reader.at, end)
    if (reader.at >= end) break
    const token = takeToken(text, reader.at, end)
    if (!token.ok) return token.error
    reader.at = token.value.end
    const mistake = accept(reader, token.value)
    if (mistake !== null) return mistake
  }
  if (reader.next === 'nothing') return null
  const top = frames.at(-1)
  const reason = top ? `the text ends before the closing ${closer(top)}` : 'the text is empty'
  return { offset: end, reason }
}

function accept(reader: Reader, token: Token): JsonMistake | null {
  const { frames, next } = reader
  const wrong = (reason: string): JsonMistake => ({ offset: token.start, reason })
  const top = frames.at(-1)
  if (next === 'nothing') return wrong(AFTER_END)
  if (token.kind === 'close') return acceptClose(reader, token, top)
  if (token.kind === 'comma') {
    if (next !== 'comma-or-end') return wrong('a value is missing before the comma')
    reader.next = top?.isObject === true ? 'name' : 'value'
    return null
  }
  if (next === 'comma-or-end')
    return wrong(`a comma or ${top ? closer(top) : CLOSERS.list} is missing`)
  if (next === 'name' || next === 'name-or-end') return acceptName(reader, token)
  acceptValue(reader, token)
  return null
}

function acceptClose(
  reader: Reader,
  token: Extract<Token, { kind: 'close' }>,
  top: Frame | undefined,
): JsonMistake | null {
  const { next } = reader
  const wrong = (reason: string): JsonMistake => ({ offset: token.start, reason })
  const found = closer(token)
  if (!top) return wrong(`${found} closes nothing`)
  if (token.isObject !== top.isObject)
    return wrong(`${found} stands where ${closer(top)} is expected`)
  if (next === 'value' && top.isObject) return wrong('a value is missing after the colon')
  if (next === 'name' || next === 'value')
    return wrong(`a comma stands before ${found} with nothing between them`)
  reader.tape.close(top.value, token.end)
  reader.frames.pop()
  reader.next = afterValue(reader)
  return null
}

function acceptName(reader: Reader, token: Token): JsonMistake | null {
  const { text, end } = reader
  if (token.kind !== 'scalar' || token.value !== 'string')
    return { offset: token.start, reason: 'a name in double quotes is missing' }
  const colon = skipSpace(text, token.end, end)
  if (colon >= end) return { offset: end, reason: 'the text ends before the value of a name' }
  if (text[colon] !== ':') return { offset: colon, reason: 'a colon is missing after the name' }
  reader.name = { start: token.start, end: token.end }
  reader.at = colon + 1
  reader.next = 'value'
  return null
}

function acceptValue(reader: Reader, token: Exclude<Token, { kind: 'comma' | 'close' }>): void {
  const { tape, frames, name } = reader
  const top = frames.at(-1)
  if (top) tape.grow(top.value)
  const isObject = token.kind === 'open-object'
  const kind = token.kind === 'scalar' ? token.value : isObject ? 'object' : 'array'
  const value = tape.add(kind, token.start, token.end, name?.start ?? -1, name?.end ?? -1)
  reader.name = null
  if (token.kind === 'scalar') {
    reader.next = afterValue(reader)
    return
  }
  frames.push({ value, isObject })
  reader.next = isObject ? 'name-or-end' : 'value-or-end'
}

function afterValue({ frames }: Reader): Reader['next'] {
  return frames.length === 0 ? 'nothing' : 'comma-or-end'
}

function closer({ isObject }: { readonly isObject: boolean }): string {
  return isObject ? CLOSERS.object : CLOSERS.list
}
