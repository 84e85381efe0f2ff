/** Longest text that is kept of a token in progress. */
const KEPT_LIMIT = 2048

/** The text of the token in progress, which may have begun in an earlier piece. */
export class TokenText {
  #piece = ''
  #index = 0
  #carry = ''
  #from = 0

  beginPiece(piece: string): void {
    this.#piece = piece
    this.#from = 0
  }

  /** The character at hand is the one at this index of the piece. */
  moveTo(index: number): void {
    this.#index = index
  }

  /** The token begins at the character at hand, or `skip` characters behind it, with this text before it. */
  begin(skip = 0, before = ''): void {
    this.#carry = before
    this.#from = this.#index + skip
  }

  /** The token up to the character at hand, with it where `included`; cut after `limit` units. */
  read(limit: number, included = false): string {
    const end = included ? this.#index + 1 : this.#index
    const text = this.#carry + this.#piece.slice(this.#from, end)
    return text.length > limit ? text.slice(0, limit) : text
  }

  /** Keeps what the next piece goes on with. */
  endPiece(isNeeded: boolean): void {
    if (isNeeded && this.#carry.length < KEPT_LIMIT) {
      this.#carry = (this.#carry + this.#piece.slice(this.#from)).slice(0, KEPT_LIMIT)
    }
    this.#piece = ''
    this.#index = 0
    this.#from = 0
  }
}
