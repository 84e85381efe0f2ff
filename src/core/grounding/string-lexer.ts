import { CODE, isDigit, isLetter } from './character.ts'
import type { TokenText } from './token-text.ts'

/** Quotation marks that another one closes. */
const CLOSING: ReadonlyMap<number, number> = new Map([
  [0x201c, 0x201d],
  [0x2018, 0x2019],
])
const TEXT_LIMIT = 512

/** `more`: taken, goes on; `end`: taken, the string is whole; `again`: the string is whole before this character. */
export type StringStep = 'more' | 'end' | 'again' | 'broken'

/** Reads a quoted text of JSON, Python or JavaScript. */
export class StringLexer {
  readonly #text: TokenText
  #closing = 0
  #isEscaped = false
  #mayEnd = false

  constructor(text: TokenText) {
    this.#text = text
  }

  /** The opening mark is the character at hand. */
  begin(mark: number): void {
    this.#closing = CLOSING.get(mark) ?? mark
    this.#isEscaped = false
    this.#mayEnd = false
    this.#text.begin(1)
  }

  step(code: number, raw: number): StringStep {
    if (this.#mayEnd) {
      // an apostrophe inside a single-quoted text is followed by a letter, its closing mark never is
      if (!isLetter(code) && !isDigit(code)) return 'again'
      this.#mayEnd = false
      return 'more'
    }
    if (code === CODE.newline) return 'broken'
    if (this.#isEscaped) {
      this.#isEscaped = false
    } else if (raw === CODE.backslash) {
      this.#isEscaped = true
    } else if (raw === this.#closing) {
      if (raw !== CODE.apostrophe) return 'end'
      this.#mayEnd = true
    }
    return 'more'
  }

  /** True where the text so far is whole, should nothing follow. */
  get isWhole(): boolean {
    return this.#mayEnd
  }

  /** The text, at most 512 units, with its escapes read. */
  read(): string {
    const text = this.#text.read(TEXT_LIMIT)
    return decodeEscapes(this.#mayEnd && text.endsWith("'") ? text.slice(0, -1) : text)
  }
}

/** The escapes of JSON, Python and JavaScript strings; an unknown one stands for its own character. */
function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\(u[0-9a-fA-F]{4}|[^u]|u)/g, (_, code: string) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
    return code === 'n' || code === 't' || code === 'r' ? ' ' : code
  })
}
