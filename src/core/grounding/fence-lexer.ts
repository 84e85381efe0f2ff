import { CODE } from './character.ts'
import type { TokenText } from './token-text.ts'

/** Fences in which a model gives its answer; what stands in any other is code and is never scanned. */
const ANSWER_FENCES = new Set(['', 'json', 'json5', 'jsonc', 'jsonl', 'text', 'txt', 'plaintext'])
const INFO_LIMIT = 40

/**
 * `more`: taken, goes on; `fence`: the ticks are a fence, look at the character again; `ticks`: they were plain text, look
 * at the character again; `done`: the fence's line is over, look at the line break again.
 */
export type FenceStep = 'more' | 'fence' | 'ticks' | 'done'

/** Reads the lines of ticks that open and close code, and skips the code between them. */
export class FenceLexer {
  readonly #text: TokenText
  #state: 'ticks' | 'info' | 'code' = 'ticks'
  #tick = 0
  #ticks = 0
  #open: { readonly tick: number; readonly count: number } | null = null

  constructor(text: TokenText) {
    this.#text = text
  }

  begin(tick: number): void {
    this.#state = 'ticks'
    this.#tick = tick
    this.#ticks = 1
    this.#text.begin()
  }

  step(code: number, lineIsBlank: boolean): FenceStep {
    if (this.#state === 'code') return this.#code(code, lineIsBlank)
    if (this.#state === 'info') return this.#info(code)
    if (code === this.#tick) {
      this.#ticks++
      return 'more'
    }
    if (this.#ticks < 3) return 'ticks'
    this.#state = 'info'
    this.#text.begin()
    return 'fence'
  }

  #info(code: number): FenceStep {
    if (code !== CODE.newline) return 'more'
    if (this.#open !== null) {
      this.#open = null
      return 'done'
    }
    this.#open = { tick: this.#tick, count: this.#ticks }
    const info = this.#text.read(INFO_LIMIT).trim().toLowerCase()
    if (ANSWER_FENCES.has(info)) return 'done'
    this.#state = 'code'
    this.#ticks = 0
    return 'more'
  }

  /** Inside a fence of code: only the line that closes it matters. */
  #code(code: number, lineIsBlank: boolean): FenceStep {
    if (code === CODE.newline) {
      const closes = this.#open !== null && this.#ticks >= this.#open.count
      this.#ticks = 0
      if (!closes) return 'more'
      this.#open = null
      return 'done'
    }
    if (code === this.#open?.tick && (lineIsBlank || this.#ticks > 0)) this.#ticks++
    else if (code !== CODE.space && code !== CODE.tab && code !== CODE.carriageReturn) {
      this.#ticks = Number.NEGATIVE_INFINITY
    }
    return 'more'
  }
}
