import { CODE, fold, foldText, isDigit, isIdeograph, isLetter } from './character.ts'
import { isMarkName, isMarkPrefix } from './mark-name.ts'

/** Counts the work done, so that a test can see that it grows with the text and not faster. */
export type WorkCounter = { steps: number }

/** A token of the model's own markup, such as `<|begin_of_box|>`, `</think>` or `<point x="1" y="2">`. */
export type Mark = {
  /** Name without brackets and bars. */
  readonly name: string
  readonly isClosing: boolean
  /** What stands between name and `>`, at most 2,048 characters. */
  readonly attributes: string
  readonly start: number
  readonly end: number
}

/** A number as it was read; not valid where it runs into a letter, has more than 16 characters, or is not finite. */
export type NumberToken = {
  readonly value: number
  readonly isValid: boolean
  readonly isDecimal: boolean
  readonly start: number
  readonly end: number
}

/** What the lexer hands on, in the order of the text. Offsets are UTF-16 units of the whole text. */
export type LexerSink = {
  number: (token: NumberToken) => void
  /** The first letter of a word, at once; the word itself follows when it is whole. */
  wordBegins: (at: number) => void
  /** The first digit of a number, at once. */
  numberBegins: () => void
  word: (text: string, start: number, end: number) => void
  ideograph: (code: number, at: number) => void
  string: (text: string) => void
  /** A string broke off at the end of its line. */
  brokenString: () => void
  open: (bracket: string, at: number) => void
  close: (bracket: string, end: number) => void
  /** A quotation mark; true when a string begins with it. */
  quote: (mark: string, at: number) => boolean
  sign: (character: string, at: number) => void
  space: (at: number) => void
  newline: (at: number) => void
  mark: (mark: Mark) => void
  /** A possible mark begins with `<`; `markFails` follows when it was none. */
  markBegins: (at: number) => void
  markFails: (at: number) => void
  /** A code fence opens or closes. */
  fence: (at: number) => void
  /** Whether `>` closes a bracket here. */
  takesAngle: () => boolean
}

type State =
  | 'plain'
  | 'number'
  | 'word'
  | 'string'
  | 'string-end'
  | 'minus'
  | 'angle'
  | 'angle-slash'
  | 'token'
  | 'token-bar'
  | 'tag'
  | 'attributes'
  | 'ticks'
  | 'info'
  | 'code'

const OPENING = '[({'
const CLOSING = '])}'
const NUMBER_LIMIT = 16
const TOKEN_LIMIT = 40
const ATTRIBUTES_LIMIT = 2048
const TEXT_LIMIT = 512
const INFO_LIMIT = 40

/** Fences in which a model gives its answer; what stands in any other is code and is never scanned. */
const ANSWER_FENCES = new Set(['', 'json', 'json5', 'jsonc', 'jsonl', 'text', 'txt', 'plaintext'])

const CLOSING_QUOTE: ReadonlyMap<number, number> = new Map([
  [0x201c, 0x201d],
  [0x2018, 0x2019],
])

/**
 * Cuts text that arrives in pieces into tokens. Each character is looked at once (twice where it ends a token);
 * a token that is cut by the end of a piece is kept and goes on with the next.
 */
export class Lexer {
  #sink: LexerSink
  #work: WorkCounter
  #state: State = 'plain'
  #offset = 0
  #delta = ''
  #index = 0
  /** The text of the token in progress: what came in earlier pieces, and where it goes on in this one. */
  #carry = ''
  #from = 0
  #start = 0
  #previous = CODE.newline as number
  #lineIsBlank = true
  #hasDot = false
  #isEscaped = false
  #quote = 0
  #isClosing = false
  #name = ''
  #attributeQuote = 0
  #tick = 0
  #ticks = 0
  #fence: { readonly tick: number; readonly count: number } | null = null

  constructor(sink: LexerSink, work: WorkCounter) {
    this.#sink = sink
    this.#work = work
  }

  /** Where the next character will stand. */
  get offset(): number {
    return this.#offset
  }

  /** Where a mark begins that is not whole yet; null when there is none. */
  get openMark(): number | null {
    switch (this.#state) {
      case 'angle':
      case 'angle-slash':
      case 'token':
      case 'token-bar':
      case 'tag':
      case 'attributes':
        return this.#start
      default:
        return null
    }
  }

  push(delta: string): void {
    this.#delta = delta
    this.#from = 0
    for (let index = 0; index < delta.length; index++) {
      this.#index = index
      const raw = delta.charCodeAt(index)
      const code = fold(raw)
      do this.#work.steps++
      while (!this.#step(code, raw))
      this.#previous = code
      if (code === CODE.newline) this.#lineIsBlank = true
      else if (code !== CODE.space && code !== CODE.tab) this.#lineIsBlank = false
      this.#offset++
    }
    if (this.#state !== 'plain' && this.#carry.length < ATTRIBUTES_LIMIT) {
      this.#carry = (this.#carry + delta.slice(this.#from)).slice(0, ATTRIBUTES_LIMIT)
    }
    this.#delta = ''
    this.#index = 0
    this.#from = 0
  }

  /** Ends the token in progress. A half mark or string is dropped; a number at the very end may be half, too. */
  end(): void {
    switch (this.#state) {
      case 'word':
        this.#endWord()
        break
      case 'string-end':
        this.#endString()
        break
      case 'angle':
      case 'angle-slash':
      case 'token':
      case 'token-bar':
      case 'tag':
      case 'attributes':
        this.#sink.markFails(this.#start)
        break
      default:
    }
    this.#state = 'plain'
  }

  #begin(state: State): void {
    this.#state = state
    this.#carry = ''
    this.#from = this.#index
    this.#start = this.#offset
  }

  #text(limit: number): string {
    const text = this.#carry + this.#delta.slice(this.#from, this.#index)
    return text.length > limit ? text.slice(0, limit) : text
  }

  /** Takes one character; false when it ended a token and must be looked at again in the new state. */
  #step(code: number, raw: number): boolean {
    switch (this.#state) {
      case 'plain':
        return this.#plain(code, raw)
      case 'number':
        return this.#number(code)
      case 'word':
        if (isLetter(code) || isDigit(code)) return true
        this.#endWord()
        this.#state = 'plain'
        return false
      case 'string':
      case 'string-end':
        return this.#string(code, raw)
      case 'minus':
        return this.#minus(code)
      case 'ticks':
      case 'info':
      case 'code':
        return this.#fenced(code)
      default:
        return this.#mark(code)
    }
  }

  #plain(code: number, raw: number): boolean {
    if (isLetter(code)) {
      this.#begin('word')
      this.#sink.wordBegins(this.#offset)
    } else if (isDigit(code)) {
      this.#begin('number')
      this.#hasDot = false
      this.#sink.numberBegins()
    } else if (isIdeograph(code)) {
      this.#sink.ideograph(code, this.#offset)
    } else {
      this.#symbol(code, raw)
    }
    return true
  }

  #symbol(code: number, raw: number): void {
    const character = String.fromCharCode(code)
    const at = this.#offset
    if (code === CODE.newline) this.#sink.newline(at)
    else if (code === CODE.space || code === CODE.tab || code === CODE.carriageReturn) {
      this.#sink.space(at)
    } else if (OPENING.includes(character)) this.#sink.open(character, at)
    else if (CLOSING.includes(character)) this.#sink.close(character, at + 1)
    else if (code === CODE.quote || code === CODE.apostrophe) this.#openQuote(character, raw)
    else if (code === CODE.less) {
      this.#begin('angle')
      this.#isClosing = false
      this.#sink.markBegins(at)
    } else if (code === CODE.greater && this.#sink.takesAngle()) {
      this.#sink.close(character, at + 1)
    } else if (code === CODE.minus && !isDigit(this.#previous) && !isLetter(this.#previous)) {
      this.#begin('minus')
    } else if ((code === CODE.backtick || code === CODE.tilde) && this.#lineIsBlank) {
      this.#begin('ticks')
      this.#tick = code
      this.#ticks = 1
    } else this.#sink.sign(character, at)
  }

  #openQuote(character: string, raw: number): void {
    if (!this.#sink.quote(character, this.#offset)) return
    this.#begin('string')
    this.#from = this.#index + 1
    this.#isEscaped = false
    this.#quote = CLOSING_QUOTE.get(raw) ?? raw
  }

  #number(code: number): boolean {
    if (isDigit(code)) return true
    if (code === CODE.dot && !this.#hasDot) {
      this.#hasDot = true
      return true
    }
    const text = foldText(this.#text(NUMBER_LIMIT + 1))
    const length = this.#offset - this.#start
    const endsInDot = this.#previous === CODE.dot
    const value = Number(text)
    this.#state = 'plain'
    this.#sink.number({
      value,
      isValid: length <= NUMBER_LIMIT && Number.isFinite(value) && !isLetter(code),
      isDecimal: this.#hasDot && !endsInDot,
      start: this.#start,
      end: endsInDot ? this.#offset - 1 : this.#offset,
    })
    if (endsInDot) this.#sink.sign('.', this.#offset - 1)
    return false
  }

  #minus(code: number): boolean {
    if (isDigit(code)) {
      this.#state = 'number'
      this.#hasDot = false
      this.#carry = '-'
      this.#from = this.#index
      this.#sink.numberBegins()
      return true
    }
    this.#state = 'plain'
    this.#sink.sign('-', this.#start)
    return false
  }

  #endWord(): void {
    this.#sink.word(this.#text(TEXT_LIMIT), this.#start, this.#offset)
  }

  #string(code: number, raw: number): boolean {
    if (this.#state === 'string-end') {
      // an apostrophe inside a single-quoted text is followed by a letter, its closing mark never is
      if (!isLetter(code) && !isDigit(code)) {
        this.#endString()
        return false
      }
      this.#state = 'string'
      return true
    }
    if (code === CODE.newline) {
      this.#state = 'plain'
      this.#sink.brokenString()
      return false
    }
    if (this.#isEscaped) {
      this.#isEscaped = false
    } else if (raw === CODE.backslash) {
      this.#isEscaped = true
    } else if (raw === this.#quote) {
      if (raw === CODE.apostrophe) {
        this.#state = 'string-end'
        return true
      }
      this.#sink.string(decodeEscapes(this.#text(TEXT_LIMIT)))
      this.#state = 'plain'
    }
    return true
  }

  #endString(): void {
    const text = this.#text(TEXT_LIMIT)
    this.#state = 'plain'
    this.#sink.string(decodeEscapes(text.endsWith("'") ? text.slice(0, -1) : text))
  }

  #mark(code: number): boolean {
    switch (this.#state) {
      case 'angle':
      case 'angle-slash':
        return this.#angle(code)
      case 'token':
        if (code === CODE.bar && this.#offset - this.#start > 2) {
          this.#name = this.#text(TOKEN_LIMIT)
          this.#state = 'token-bar'
          return true
        }
        if (this.#offset - this.#start <= TOKEN_LIMIT && isTokenCode(code)) return true
        return this.#fail()
      case 'token-bar':
        if (code !== CODE.greater) return this.#fail()
        this.#endMark(this.#name, '')
        return true
      case 'tag':
        return this.#tag(code)
      default:
        return this.#attributes(code)
    }
  }

  #angle(code: number): boolean {
    if (code === CODE.slash && this.#state === 'angle') {
      this.#state = 'angle-slash'
      this.#isClosing = true
      return true
    }
    if (code === CODE.bar) {
      this.#state = 'token'
      this.#carry = ''
      this.#from = this.#index + 1
      return true
    }
    if (isLetter(code)) {
      this.#state = 'tag'
      this.#carry = ''
      this.#from = this.#index
      return false
    }
    const isBracket = this.#state === 'angle' && (isDigit(code) || code === CODE.minus)
    this.#state = 'plain'
    if (isBracket) {
      this.#sink.markFails(this.#start)
      this.#sink.open('<', this.#start)
    } else {
      this.#fail()
    }
    return false
  }

  #tag(code: number): boolean {
    if (isLetter(code) || isDigit(code)) {
      const name = this.#carry + this.#delta.slice(this.#from, this.#index + 1)
      this.#work.steps++
      return isMarkPrefix(name) || this.#fail()
    }
    const name = this.#text(TOKEN_LIMIT)
    if (!isMarkName(name)) return this.#fail()
    this.#name = name
    if (code === CODE.greater) {
      this.#endMark(name, '')
      return true
    }
    if (code !== CODE.space && code !== CODE.slash) return this.#fail()
    this.#state = 'attributes'
    this.#carry = ''
    this.#from = this.#index
    this.#attributeQuote = 0
    return true
  }

  #attributes(code: number): boolean {
    if (this.#attributeQuote !== 0) {
      if (code === this.#attributeQuote) this.#attributeQuote = 0
    } else if (code === CODE.quote || code === CODE.apostrophe) {
      this.#attributeQuote = code
    } else if (code === CODE.greater) {
      this.#endMark(this.#name, this.#text(ATTRIBUTES_LIMIT))
      return true
    }
    if (code === CODE.newline || this.#offset - this.#start > ATTRIBUTES_LIMIT) return this.#fail()
    return true
  }

  #endMark(name: string, attributes: string): void {
    this.#state = 'plain'
    this.#sink.mark({
      name: name.startsWith('/') ? name.slice(1) : name,
      isClosing: this.#isClosing || name.startsWith('/'),
      attributes,
      start: this.#start,
      end: this.#offset + 1,
    })
  }

  /** What began like a mark is plain text; the character that showed it is looked at again. */
  #fail(): false {
    this.#state = 'plain'
    this.#sink.markFails(this.#start)
    this.#sink.sign('<', this.#start)
    return false
  }

  #fenced(code: number): boolean {
    if (this.#state === 'code') return this.#code(code)
    if (this.#state === 'ticks') {
      if (code === this.#tick) {
        this.#ticks++
        return true
      }
      if (this.#ticks < 3) {
        this.#state = 'plain'
        this.#sink.sign(String.fromCharCode(this.#tick), this.#start)
        return false
      }
      this.#begin('info')
      this.#sink.fence(this.#offset)
    }
    if (code !== CODE.newline) return true
    const info = this.#text(INFO_LIMIT).trim().toLowerCase()
    this.#state = 'plain'
    if (this.#fence !== null) {
      this.#fence = null
    } else {
      this.#fence = { tick: this.#tick, count: this.#ticks }
      if (!ANSWER_FENCES.has(info)) {
        this.#state = 'code'
        this.#ticks = 0
        return true
      }
    }
    return false
  }

  /** Inside a fence of code: only the line that closes it matters. */
  #code(code: number): boolean {
    if (code === CODE.newline) {
      if (this.#fence !== null && this.#ticks >= this.#fence.count) {
        this.#fence = null
        this.#state = 'plain'
      }
      this.#ticks = 0
    } else if (code === this.#fence?.tick && (this.#lineIsBlank || this.#ticks > 0)) {
      this.#ticks++
    } else if (code !== CODE.space && code !== CODE.tab && code !== CODE.carriageReturn) {
      this.#ticks = Number.NEGATIVE_INFINITY
    }
    return true
  }
}

function isTokenCode(code: number): boolean {
  return (
    isLetter(code) ||
    isDigit(code) ||
    code === CODE.slash ||
    code === CODE.minus ||
    // U+2581, the space of some vocabularies
    code === 0x2581
  )
}

/** The escapes of JSON, Python and JavaScript strings; an unknown one stands for its own character. */
function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\(u[0-9a-fA-F]{4}|[^u]|u)/g, (_, code: string) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
    if (code === 'n' || code === 't' || code === 'r') return ' '
    return code
  })
}
