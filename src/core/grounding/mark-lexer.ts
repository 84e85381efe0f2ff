import { CODE, isDigit, isLetter } from './character.ts'
import { isMarkName, isMarkPrefix } from './mark-name.ts'
import type { TokenText } from './token-text.ts'

/** A token of the model's own markup, such as `<|begin_of_box|>`, `</think>` or `<point x="1" y="2">`. */
export type Mark = {
  /** Name without brackets, bars and slashes. */
  readonly name: string
  readonly isClosing: boolean
  /** What stands between name and `>`, at most 2,048 units. */
  readonly attributes: string
  readonly start: number
  readonly end: number
}

/**
 * `more`: taken, goes on; `again`: look at the character again; `bracket`: it was a bracket round numbers; `none`:
 * it was plain text. After the last two the character is looked at again outside of the mark.
 */
export type MarkStep = 'more' | 'again' | 'bracket' | 'none' | Mark

const TOKEN_LIMIT = 40
const ATTRIBUTES_LIMIT = 2048

/** Reads what begins with `<` until it is a mark or shows that it is none. */
export class MarkLexer {
  readonly #text: TokenText
  #state: 'angle' | 'slash' | 'token' | 'bar' | 'tag' | 'attributes' = 'angle'
  #start = 0
  #name = ''
  #isClosing = false
  #quote = 0

  constructor(text: TokenText) {
    this.#text = text
  }

  begin(at: number): void {
    this.#state = 'angle'
    this.#start = at
    this.#isClosing = false
    this.#text.begin()
  }

  step(code: number, at: number): MarkStep {
    switch (this.#state) {
      case 'angle':
      case 'slash':
        return this.#angle(code)
      case 'token':
        return this.#token(code, at)
      case 'bar':
        return code === CODE.greater ? this.#end(this.#name, '', at) : 'none'
      case 'tag':
        return this.#tag(code, at)
      case 'attributes':
        return this.#attributes(code, at)
    }
  }

  #angle(code: number): MarkStep {
    if (code === CODE.slash && this.#state === 'angle') {
      this.#state = 'slash'
      this.#isClosing = true
      return 'more'
    }
    if (code === CODE.bar) {
      this.#state = 'token'
      this.#text.begin(1)
      return 'more'
    }
    if (isLetter(code)) {
      this.#state = 'tag'
      this.#text.begin()
      return 'again'
    }
    const isNumber = isDigit(code) || code === CODE.minus
    return this.#state === 'angle' && isNumber ? 'bracket' : 'none'
  }

  #token(code: number, at: number): MarkStep {
    if (code === CODE.bar && at - this.#start > 2) {
      this.#name = this.#text.read(TOKEN_LIMIT)
      this.#state = 'bar'
      return 'more'
    }
    return at - this.#start <= TOKEN_LIMIT && isTokenCode(code) ? 'more' : 'none'
  }

  #tag(code: number, at: number): MarkStep {
    if (isLetter(code) || isDigit(code)) {
      return isMarkPrefix(this.#text.read(TOKEN_LIMIT, true)) ? 'more' : 'none'
    }
    this.#name = this.#text.read(TOKEN_LIMIT)
    if (!isMarkName(this.#name)) return 'none'
    if (code === CODE.greater) return this.#end(this.#name, '', at)
    if (code !== CODE.space && code !== CODE.slash) return 'none'
    this.#state = 'attributes'
    this.#quote = 0
    this.#text.begin()
    return 'more'
  }

  #attributes(code: number, at: number): MarkStep {
    if (code === CODE.newline || at - this.#start > ATTRIBUTES_LIMIT) return 'none'
    if (this.#quote !== 0) {
      if (code === this.#quote) this.#quote = 0
    } else if (code === CODE.quote || code === CODE.apostrophe) {
      this.#quote = code
    } else if (code === CODE.greater) {
      return this.#end(this.#name, this.#text.read(ATTRIBUTES_LIMIT), at)
    }
    return 'more'
  }

  #end(name: string, attributes: string, at: number): Mark {
    const hasSlash = name.startsWith('/')
    return {
      name: hasSlash ? name.slice(1) : name,
      isClosing: this.#isClosing || hasSlash,
      attributes,
      start: this.#start,
      end: at + 1,
    }
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
