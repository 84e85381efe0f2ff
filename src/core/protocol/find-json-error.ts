/** The first place where a text stops being JSON. Line and column count from 1, in UTF-16 units. */
export type JsonError = {
  readonly offset: number
  readonly line: number
  readonly column: number
  /** A sentence. */
  readonly reason: string
}

/** What may come next. `…-or-end` stands behind an opening bracket. */
type Expectation =
  | 'value'
  | 'value-or-end'
  | 'key'
  | 'key-or-end'
  | 'colon'
  | 'comma-or-end'
  | 'end'

type Bracket = '{' | '['

type Mark =
  | { readonly kind: 'open'; readonly bracket: Bracket }
  | { readonly kind: 'between'; readonly wanted: Expectation }
  | { readonly kind: 'close' }

type Step = { readonly next: number } | { readonly wrong: string; readonly at?: number }

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /[A-Za-z_$][\w$]*/y
const SPACE = /[ \t\n\r]*/y

const EXPECTED: Readonly<Record<Expectation, string>> = {
  value: 'a value is expected',
  'value-or-end': 'a value or ] is expected',
  key: 'a name in double quotes is expected',
  'key-or-end': 'a name in double quotes or } is expected',
  colon: 'a colon is expected',
  'comma-or-end': 'a comma or the closing bracket is expected',
  end: 'nothing more is expected',
}

function endOf(pattern: RegExp, text: string, from: number): number | null {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : null
}

/** Past the closing quote of a string that begins here. */
function readString(text: string, from: number): Step {
  for (let index = from + 1; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (character === '"') {
      return { next: index + 1 }
    }
    if (character < ' ') {
      return { wrong: 'text cannot go over a line break; write \\n for one.', at: index }
    }
    if (character === '\\') {
      if (endOf(ESCAPE, text, index) === null) {
        return { wrong: 'this backslash begins no known escape; write two for one.', at: index }
      }
      index += 1
    }
  }
  return { wrong: 'this text has no closing quote.' }
}

function readScalar(text: string, from: number, expected: string): Step {
  const character = text.charAt(from)
  if (character === '"') {
    return readString(text, from)
  }
  const word = endOf(WORD, text, from)
  if (word !== null) {
    const name = text.slice(from, word)
    return ['true', 'false', 'null'].includes(name)
      ? { next: word }
      : { wrong: `${name.slice(0, 40)} is no JSON value; text needs double quotes.` }
  }
  const number = endOf(NUMBER, text, from)
  return number === null ? { wrong: describeUnexpected(text, from, expected) } : { next: number }
}

function describeUnexpected(text: string, at: number, expected: string): string {
  const code = text.codePointAt(at)
  if (code === undefined) {
    return `the text ends here, but ${expected}.`
  }
  const character = String.fromCodePoint(code)
  return character === "'"
    ? 'text needs double quotes, not single ones.'
    : `${character} does not belong here; ${expected}.`
}

function locate(text: string, offset: number, reason: string): JsonError {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { offset, line, column: offset - before.lastIndexOf('\n'), reason }
}

/** What a bracket, comma or colon leads to; null where another kind of token stands or is wanted. */
function readMark(character: string, wanted: Expectation, open: Bracket | undefined): Mark | null {
  if (wanted.endsWith('-or-end') && character === (open === '{' ? '}' : ']')) {
    return { kind: 'close' }
  }
  if (wanted === 'comma-or-end' && character === ',') {
    return { kind: 'between', wanted: open === '{' ? 'key' : 'value' }
  }
  if (wanted === 'colon' && character === ':') {
    return { kind: 'between', wanted: 'value' }
  }
  const isBracket = character === '{' || character === '['
  return isBracket && wanted.startsWith('value') ? { kind: 'open', bracket: character } : null
}

/** A name of an object or a value without brackets. */
function readToken(text: string, at: number, wanted: Expectation): Step {
  if (wanted.startsWith('value')) {
    return readScalar(text, at, EXPECTED[wanted])
  }
  return wanted.startsWith('key') && text.charAt(at) === '"'
    ? readString(text, at)
    : { wrong: describeUnexpected(text, at, EXPECTED[wanted]) }
}

/** What is wanted behind a mark, or behind a value where there is none. Keeps count of the brackets. */
function wantNext(mark: Mark | null, brackets: Bracket[]): Expectation {
  if (mark?.kind === 'between') {
    return mark.wanted
  }
  if (mark?.kind === 'open') {
    brackets.push(mark.bracket)
    return mark.bracket === '{' ? 'key-or-end' : 'value-or-end'
  }
  if (mark?.kind === 'close') {
    brackets.pop()
  }
  return brackets.length === 0 ? 'end' : 'comma-or-end'
}

/**
 * Where and why a text is no JSON, for people; null for JSON. Browsers word this differently or not at all. Linear
 * in the text, at any depth.
 */
export function findJsonError(text: string): JsonError | null {
  const brackets: Bracket[] = []
  let wanted: Expectation = 'value'
  let at = 0
  for (;;) {
    at = endOf(SPACE, text, at) ?? at
    if (wanted === 'end' && at === text.length) {
      return null
    }
    const mark = readMark(text.charAt(at), wanted, brackets.at(-1))
    const step: Step = mark === null ? readToken(text, at, wanted) : { next: at + 1 }
    if ('wrong' in step) {
      return locate(text, step.at ?? at, step.wrong)
    }
    at = step.next
    wanted = mark === null && wanted.startsWith('key') ? 'colon' : wantNext(mark, brackets)
  }
}
