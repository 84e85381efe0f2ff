import type { ListFrame } from './frame.ts'
import type { Scan } from './scan.ts'
import type { TrailingName } from './trailing-name.ts'

/**
 * `[00:00]-[01:00] title` and `[00:00-01:00]`: a stretch of a video, in seconds. The text behind it on its line is
 * its name where the range opens the line.
 */
export class TimeRange {
  #scan: Scan
  #name: TrailingName
  #first: { readonly seconds: number; readonly start: number; isJoined: boolean } | null = null

  constructor(scan: Scan, name: TrailingName) {
    this.#scan = scan
    this.#name = name
  }

  /** Where a range begins whose second time has not come yet. */
  get hold(): number | null {
    return this.#first?.start ?? null
  }

  /** A list with clock times closed in prose. */
  read(list: ListFrame, end: number): void {
    const [from = 0, to] = list.numbers
    const first = this.#first
    this.#first = null
    if (list.isBroken || list.awaitsClock) return
    if (list.numbers.length === 2 && to !== undefined) {
      this.#report(from, to, [list.start, end])
    } else if (list.numbers.length === 1 && first?.isJoined === true) {
      this.#report(first.seconds, from, [first.start, end])
    } else if (list.numbers.length === 1) {
      this.#first = { seconds: from, start: list.start, isJoined: false }
    }
  }

  /** A dash may join two times; every other sign ends a half range. */
  sign(character: string): void {
    if (this.#first === null) return
    if (/^[-–—~]$/.test(character)) this.#first.isJoined = true
    else this.#first = null
  }

  /** Only the bracket of the second time may open behind a first one and its dash. */
  open(bracket: string): void {
    if (this.#first?.isJoined !== true || bracket === '{' || bracket === '<') this.#first = null
  }

  interrupt(): void {
    this.#first = null
  }

  #report(from: number, to: number, source: readonly [number, number]): void {
    const opensLine = this.#scan.context.isLineStart()
    const ref = this.#scan.report(
      {
        kind: 'track',
        values: [from, to],
        hasDecimals: false,
        space: 'seconds',
        order: 'xyxy',
        media: 0,
      },
      { label: null, action: null, time: from, source },
    )
    this.#scan.mention([ref], source, null)
    if (opensLine) this.#name.await(ref, source[1])
  }
}
