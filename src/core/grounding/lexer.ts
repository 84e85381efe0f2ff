import { CODE, fold, foldText, isDigit, isIdeograph, isLetter } from './character.ts'
import { FenceLexer } from './fence-lexer.ts'
import { type Mark, MarkLexer } from './mark-lexer.ts'
import { StringLexer } from './string-lexer.ts'
import { TokenText } from './token-text.ts'

/** Counts the work done, so that a test can see that it grows with the text and not faster. */
export type WorkCounter = { steps: number }

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
  /** The first digit of a number, at once; the number follows when it is whole. */
  numberBegins: () => void
  number: (token: NumberToken) => void
  /** The first letter of a word, at once; the word follows when it is whole. */
  wordBegins: (at: number) => void
  word: (text: string, end: number) => void
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
  /** A possible mark begins with `<`; it may turn out to be none. */
  markBegins: (at: number) => void
  /** A code fence opens or closes. */
  fence: (at: number) => void
  /** Whether `>` closes a bracket here. */
  takesAngle: () => boolean
}

const OPENING = '[({'
const CLOSING = '])}'
const NUMBER_LIMIT = 16
const WORD_LIMIT = 64

/**
 * Cuts text that arrives in pieces into tokens. Each character is looked at once (twice where it ends a token);
 * a token that is cut by the end of a piece is kept and goes on with the next.
 */
export class Lexer {
  readonly #sink: LexerSink
  readonly #work: WorkCounter
  readonly #text = new TokenText()
  readonly #marks = new MarkLexer(this.#text)
  readonly #fences = new FenceLexer(this.#text)
  readonly #strings = new StringLexer(this.#text)
  #state: 'plain' | 'number' | 'word' | 'string' | 'minus' | 'mark' | 'fence' = 'plain'
  #offset = 0
  #start = 0
  #previous: number = CODE.newline
  #lineIsBlank = true
  #hasDot = false

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
    return this.#state === 'mark' ? this.#start : null
  }

  push(piece: string): void {
    this.#text.beginPiece(piece)
    for (let index = 0; index < piece.length; index++) {
      this.#text.moveTo(index)
      const raw = piece.charCodeAt(index)
      const code = fold(raw)
      do this.#work.steps++
      while (!this.#step(code, raw))
      this.#previous = code
      if (code === CODE.newline) this.#lineIsBlank = true
      else if (code !== CODE.space && code !== CODE.tab) this.#lineIsBlank = false
      this.#offset++
    }
    this.#text.moveTo(piece.length)
    this.#text.endPiece(this.#state !== 'plain')
  }

  /** Ends the token in progress. A half mark or string is dropped; a number at the very end may be half, too. */
  end(): void {
    if (this.#state === 'word') this.#sink.word(this.#text.read(WORD_LIMIT), this.#offset)
    else if (this.#state === 'string' && this.#strings.isWhole) {
      this.#sink.string(this.#strings.read())
    }
    this.#state = 'plain'
  }

  /** Takes one character; false when it ended a token and must be looked at again. */
  #step(code: number, raw: number): boolean {
    switch (this.#state) {
      case 'plain':
        return this.#plain(code, raw)
      case 'number':
        return this.#number(code)
      case 'word':
        if (isLetter(code) || isDigit(code)) return true
        this.#state = 'plain'
        this.#sink.word(this.#text.read(WORD_LIMIT), this.#offset)
        return false
      case 'string':
        return this.#string(code, raw)
      case 'minus':
        return this.#minus(code)
      case 'mark':
        return this.#mark(code)
      case 'fence':
        return this.#fence(code)
    }
  }

  #begin(state: 'number' | 'word' | 'minus' | 'mark' | 'fence'): void {
    this.#state = state
    this.#start = this.#offset
    this.#text.begin()
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
    } else if (code === CODE.newline) {
      this.#sink.newline(this.#offset)
    } else if (code === CODE.space || code === CODE.tab || code === CODE.carriageReturn) {
      this.#sink.space(this.#offset)
    } else {
      this.#symbol(code, raw)
    }
    return true
  }

  #symbol(code: number, raw: number): void {
    const character = String.fromCharCode(code)
    const at = this.#offset
    if (OPENING.includes(character)) this.#sink.open(character, at)
    else if (CLOSING.includes(character)) this.#sink.close(character, at + 1)
    else if (code === CODE.greater && this.#sink.takesAngle()) this.#sink.close(character, at + 1)
    else if (!this.#beginToken(code, raw, character)) this.#sink.sign(character, at)
  }

  /** A sign with which a longer token may begin; false where it is only a sign. */
  #beginToken(code: number, raw: number, character: string): boolean {
    switch (code) {
      case CODE.quote:
      case CODE.apostrophe:
        if (this.#sink.quote(character, this.#offset)) {
          this.#state = 'string'
          this.#strings.begin(raw)
        }
        return true
      case CODE.less:
        this.#begin('mark')
        this.#marks.begin(this.#offset)
        this.#sink.markBegins(this.#offset)
        return true
      case CODE.minus:
        if (isDigit(this.#previous) || isLetter(this.#previous)) return false
        this.#begin('minus')
        return true
      case CODE.backtick:
      case CODE.tilde:
        if (!this.#lineIsBlank) return false
        this.#begin('fence')
        this.#fences.begin(code)
        return true
      default:
        return false
    }
  }

  #number(code: number): boolean {
    if (isDigit(code)) return true
    if (code === CODE.dot && !this.#hasDot) {
      this.#hasDot = true
      return true
    }
    const value = Number(foldText(this.#text.read(NUMBER_LIMIT + 1)))
    const isShort = this.#offset - this.#start <= NUMBER_LIMIT
    const endsInDot = this.#previous === CODE.dot
    this.#state = 'plain'
    this.#sink.number({
      value,
      isValid: isShort && Number.isFinite(value) && !isLetter(code),
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
      this.#text.begin(0, '-')
      this.#sink.numberBegins()
      return true
    }
    this.#state = 'plain'
    this.#sink.sign('-', this.#start)
    return false
  }

  #string(code: number, raw: number): boolean {
    const step = this.#strings.step(code, raw)
    if (step === 'more') return true
    this.#state = 'plain'
    if (step === 'broken') this.#sink.brokenString()
    else this.#sink.string(this.#strings.read())
    return step === 'end'
  }

  #mark(code: number): boolean {
    const step = this.#marks.step(code, this.#offset)
    if (step === 'more') return true
    if (step === 'again') return false
    this.#state = 'plain'
    if (step === 'bracket') this.#sink.open('<', this.#start)
    else if (step === 'none') this.#sink.sign('<', this.#start)
    else this.#sink.mark(step)
    return typeof step === 'object'
  }

  #fence(code: number): boolean {
    const step = this.#fences.step(code, this.#lineIsBlank)
    if (step === 'more') return true
    if (step === 'fence') {
      this.#sink.fence(this.#offset)
      return false
    }
    this.#state = 'plain'
    if (step === 'ticks') this.#sink.sign('`', this.#start)
    return false
  }
}
