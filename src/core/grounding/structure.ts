import { createList, createRoot } from './frame.ts'
import { FrameStack } from './frame-stack.ts'
import type { LexerSink, NumberToken, WorkCounter } from './lexer.ts'
import { ListReader } from './list-reader.ts'
import type { Mark } from './mark-lexer.ts'
import { MarkReader } from './mark-reader.ts'
import { RecordReader } from './record-reader.ts'
import type { Scan } from './scan.ts'

/** Names before a round bracket that describe it and are no function: `box(1, 2, 3, 4)`. */
const DESCRIPTIONS = new Set(['box', 'bbox', 'boxes', 'point', 'points', 'coordinates', 'at'])

/**
 * Hands each token to where it belongs: prose, a list, an object or call. What turns out to be prose is given up at
 * once, and the token that showed it is read as prose.
 */
export class Structure implements LexerSink {
  readonly #scan: Scan
  readonly #stack: FrameStack
  readonly #lists: ListReader
  readonly #records: RecordReader
  readonly #marks: MarkReader
  #word = ''
  #wordEnd = -1

  constructor(scan: Scan, work: WorkCounter) {
    this.#scan = scan
    this.#stack = new FrameStack(scan, work, (list, end) => this.#marks.closeList(list, end))
    this.#lists = new ListReader(this.#stack, scan)
    this.#records = new RecordReader(this.#stack)
    this.#marks = new MarkReader(scan, this.#stack)
  }

  /** Where the earliest mention may begin that is still possible; null when none is. */
  get hold(): number | null {
    const holds = [this.#marks.hold, this.#scan.trail.hold, this.#stack.hold]
    return holds.reduce((least, hold) => {
      if (hold === null) return least
      return least === null ? hold : Math.min(least, hold)
    }, null)
  }

  open(bracket: string, at: number): void {
    if (this.#stack.isFull) this.#stack.abandon(at)
    const { top } = this.#stack
    if (top === null) {
      this.#openInProse(bracket, at)
    } else if (top.type === 'list') {
      this.#lists.open(top, bracket, at)
    } else if (!this.#records.open(top, bracket, at, this.#callName(bracket, at))) {
      this.#stack.abandon(at)
      this.#openInProse(bracket, at)
    }
  }

  close(bracket: string, end: number): void {
    const frame = this.#stack.findOpen(bracket)
    if (frame !== null) {
      this.#stack.closeTo(frame, end)
      return
    }
    this.#stack.abandon(end)
    this.#proseSign(bracket, end - 1)
  }

  quote(mark: string, at: number): boolean {
    const { top } = this.#stack
    if (top !== null) {
      const use =
        top.type === 'list' ? this.#lists.quote(top, mark, at) : this.#records.quote(top, mark, at)
      if (use !== 'prose') return use === 'string'
      this.#stack.abandon(at)
    }
    this.#proseSign(mark, at)
    return false
  }

  string(text: string): void {
    const { top } = this.#stack
    if (top?.type === 'list') top.isBroken = true
    else if (top?.type === 'record') this.#records.string(top, text)
  }

  brokenString(): void {
    this.#stack.abandon(this.#scan.now)
  }

  numberBegins(): void {
    if (this.#stack.top === null) this.#interrupt('')
  }

  number(token: NumberToken): void {
    let { top } = this.#stack
    if (top?.type === 'record') {
      if (this.#records.number(top, token)) return
      if (top.state !== 'colon' || !this.#records.toList(top)) this.#stack.abandon(token.start)
      top = this.#stack.top
    }
    if (top?.type === 'list') {
      this.#lists.number(top, token)
      return
    }
    this.#interrupt('')
    this.#scan.decide(false)
    this.#scan.context.number(token.value)
  }

  wordBegins(at: number): void {
    this.#textBegins(at)
    if (this.#stack.top === null) this.#interrupt('')
  }

  word(text: string, end: number): void {
    this.#word = text
    this.#wordEnd = end
    const { top } = this.#stack
    if (top?.type === 'list') {
      this.#lists.word(top, ` ${text}`)
    } else if (top?.type === 'record') {
      this.#records.word(top, text)
    } else {
      this.#scan.decide(false)
      this.#marks.word()
      this.#scan.context.word(text, end)
    }
  }

  ideograph(code: number, at: number): void {
    if (this.#stack.top?.type === 'record' && this.#stack.top.state === 'key') {
      this.#stack.abandon(at)
    }
    this.#textBegins(at)
    const { top } = this.#stack
    if (top !== null) {
      if (top.type === 'list') this.#lists.word(top, String.fromCharCode(code))
      return
    }
    this.#interrupt('')
    this.#scan.decide(false)
    this.#marks.word()
    this.#scan.context.ideograph(code, at)
  }

  sign(character: string, at: number): void {
    const { top } = this.#stack
    if (top?.type === 'list' && this.#lists.sign(top, character, at)) return
    if (top?.type === 'record' && this.#records.sign(top, character, at)) return
    this.#stack.abandon(at)
    this.#proseSign(character, at)
  }

  space(at: number): void {
    if (this.#stack.top === null) this.#scan.context.space(at)
  }

  newline(at: number): void {
    if (this.#stack.top !== null) return
    this.#scan.decide(true)
    this.#marks.newline(at)
    this.#scan.context.newline(at)
  }

  mark(mark: Mark): void {
    this.#marks.read(mark)
  }

  markBegins(at: number): void {
    this.#scan.context.markBegins(at)
  }

  fence(at: number): void {
    this.#stack.abandon(at)
    this.#interrupt('')
    this.#scan.decide(true)
  }

  takesAngle(): boolean {
    const { top } = this.#stack
    return top?.type === 'list' && top.open === '<'
  }

  /** The text is over. */
  end(at: number): void {
    this.#stack.end()
    this.#scan.decide(true)
    this.#marks.end(at)
    this.#scan.trail.seal(at)
  }

  #openInProse(bracket: string, at: number): void {
    const { context } = this.#scan
    if (context.isEscaped(at)) return
    const glue = this.#marks.openBracket(bracket)
    const capture = context.capture(at)
    const mentionStart = glue ?? at
    const isGlued = glue !== null
    const call = this.#callName(bracket, at)
    if (bracket === '{' || (call !== null && !DESCRIPTIONS.has(call.toLowerCase()))) {
      const details = { time: null, media: capture.media, mentionStart, isGlued, capture }
      this.#stack.pushRecord(call, at, null, details)
      return
    }
    const root = createRoot({ type: 'prose', capture }, mentionStart, isGlued)
    this.#stack.push(createList(bracket, at, null, root, null))
  }

  /** The word right before a round bracket. */
  #callName(bracket: string, at: number): string | null {
    return bracket === '(' && this.#wordEnd === at ? this.#word : null
  }

  /** A word or character of text begins: a bracket that cannot hold it was prose. */
  #textBegins(at: number): void {
    const { top } = this.#stack
    if (top === null) return
    const isTaken = top.type === 'list' ? this.#lists.text(top) : this.#records.text(top)
    if (!isTaken) this.#stack.abandon(at)
  }

  #proseSign(character: string, at: number): void {
    this.#interrupt(character)
    if (!/[,.;:`"'*_)\]}|]/.test(character)) this.#scan.decide(false)
    this.#marks.sign(character, at)
    this.#scan.context.sign(character, at)
  }

  /** Prose goes on: a mention before it grows no more. */
  #interrupt(character: string): void {
    this.#scan.trail.seal(this.#scan.now)
    this.#marks.interrupt(character)
  }
}
