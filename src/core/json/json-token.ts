import type { Result } from '@/core/result.ts'
import type { JsonKind, JsonMistake } from './json-tree.ts'

/** One token of a JSON text; names are scalars too, and a colon belongs to its name. */
export type Token = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'open-object' | 'open-array' | 'comma' }
  | { readonly kind: 'close'; readonly isObject: boolean }
  | { readonly kind: 'scalar'; readonly value: Exclude<JsonKind, 'object' | 'array'> }
)

type TokenResult = Result<Token, JsonMistake>

const WORDS: Readonly<Record<string, 'boolean' | 'null'>> = {
  true: 'boolean',
  false: 'boolean',
  null: 'null',
}
/** Characters that may stand in a number or a word, right or wrong: a mistake is told about the whole of it. */
const WORD = /[\p{L}\p{N}_$+.-]{1,400}/uy
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const LONG_NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const LONGEST_QUOTE = 40

/** First place from `at` on that is no white space of JSON. */
export function skipSpace(text: string, at: number, end: number): number {
  let place = at
  while (place < end) {
    const code = text.charCodeAt(place)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) break
    place += 1
  }
  return place
}

/** The token that begins at `start`, which is no white space and lies before `end`. */
export function takeToken(text: string, start: number, end: number): TokenResult {
  switch (text[start]) {
    case '{':
      return pass({ kind: 'open-object', start, end: start + 1 })
    case '[':
      return pass({ kind: 'open-array', start, end: start + 1 })
    case '}':
    case ']':
      return pass({ kind: 'close', isObject: text[start] === '}', start, end: start + 1 })
    case ',':
      return pass({ kind: 'comma', start, end: start + 1 })
    case '"':
      return takeString(text, start, end)
    case "'":
      return fail(start, 'text must stand in double quotes, not single ones')
    case '/':
      return fail(start, 'JSON has no comments')
    default:
      return takeWord(text, start, end)
  }
}

function pass(token: Token): TokenResult {
  return { ok: true, value: token }
}

function fail(offset: number, reason: string): TokenResult {
  return { ok: false, error: { offset, reason } }
}

function takeString(text: string, start: number, end: number): TokenResult {
  let at = start + 1
  while (at < end) {
    const code = text.charCodeAt(at)
    if (code === 34) return pass({ kind: 'scalar', value: 'string', start, end: at + 1 })
    if (code < 32)
      return fail(
        at,
        `a text in quotes holds ${code === 10 ? 'a line break' : 'a control character'}`,
      )
    if (code !== 92) {
      at += 1
      continue
    }
    const length = escapeLength(text, at)
    if (at + length > end) break
    if (length === 0) return fail(at, 'a backslash stands before a character that it cannot escape')
    at += length
  }
  return fail(end, 'the text ends inside quotes')
}

/** Length of the escape at a backslash; 0 for one that does not exist. */
function escapeLength(text: string, at: number): number {
  const mark = text[at + 1]
  if (mark === undefined) return 2
  if (mark === 'u') {
    const digits = text.slice(at + 2, at + 6)
    return /^[\da-f]*$/i.test(digits) ? 6 : 0
  }
  return '"\\/bfnrt'.includes(mark) ? 2 : 0
}

function takeWord(text: string, start: number, end: number): TokenResult {
  const mark = text.charCodeAt(start)
  if (mark === 45 || (mark >= 48 && mark <= 57)) return takeNumber(text, start, end)
  WORD.lastIndex = start
  const word = (WORD.exec(text)?.[0] ?? text.charAt(start)).slice(0, end - start)
  const value = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined
  return value === undefined
    ? fail(start, `${quote(word)} is no value of JSON`)
    : pass({ kind: 'scalar', value, start, end: start + word.length })
}

/** A number may have a million digits; what is wrong with one is looked for in its first ones. */
function takeNumber(text: string, start: number, end: number): TokenResult {
  LONG_NUMBER.lastIndex = start
  const number = (LONG_NUMBER.exec(text)?.[0] ?? '').slice(0, end - start)
  WORD.lastIndex = start + number.length
  const rest = start + number.length < end ? (WORD.exec(text)?.[0] ?? '') : ''
  if (number !== '' && rest === '' && (number.length > 400 || NUMBER.test(number)))
    return pass({ kind: 'scalar', value: 'number', start, end: start + number.length })
  const word = `${number}${rest}`
  if (/^-?0\d/.test(word)) return fail(start, 'a number must not begin with 0')
  return fail(start, `${quote(word === '' ? '-' : word)} is no number of JSON`)
}

function quote(word: string): string {
  return `“${word.length > LONGEST_QUOTE ? `${word.slice(0, LONGEST_QUOTE)}…` : word}”`
}
