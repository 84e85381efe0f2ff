import type { Frame, ListFrame } from './frame.ts'
import type { Mark } from './mark-lexer.ts'
import type { Scan } from './scan.ts'
import { LocationRun } from './syntax-location-run.ts'
import { pointTag } from './syntax-point-tag.ts'
import { closingBoxTag, closingRefTag } from './syntax-ref-box.ts'
import { TimeRange } from './syntax-time-range.ts'
import { TrailingName } from './trailing-name.ts'

/** What the reader needs of the open brackets. */
type Brackets = {
  readonly top: Frame | null
  abandon: (at: number) => void
  openTag: (mark: Mark, label: string | null) => void
  closeTo: (frame: Frame, end: number) => void
}

/** Reads the marks of all families, and what is written with marks or clock times instead of brackets. */
export class MarkReader {
  readonly #scan: Scan
  readonly #brackets: Brackets
  readonly #name: TrailingName
  readonly #run: LocationRun
  readonly #range: TimeRange
  /** Start of a box token that only space follows so far: a list behind it takes it into its mention. */
  #glue: number | null = null
  /** Text of a reference that a box tag right behind it is about. */
  #reference: string | null = null
  #openReference: string | null = null
  #hasThought: boolean

  constructor(scan: Scan, brackets: Brackets) {
    this.#scan = scan
    this.#brackets = brackets
    this.#name = new TrailingName(scan)
    this.#run = new LocationRun(scan, this.#name)
    this.#range = new TimeRange(scan, this.#name)
    this.#hasThought = scan.channel === 'reasoning'
  }

  get hold(): number | null {
    const holds = [this.#glue, this.#run.hold, this.#range.hold].filter((hold) => hold !== null)
    return holds.length === 0 ? null : Math.min(...holds)
  }

  /** A bracket opens in prose: the box token right before it, if there is one. */
  openBracket(bracket: string): number | null {
    const glue = this.#glue
    this.#glue = null
    this.#run.interrupt()
    this.#range.open(bracket)
    return glue
  }

  /** A list closes; true when it was one of clock times. */
  closeList(list: ListFrame, end: number): boolean {
    if (list.isClock) this.#range.read(list, end)
    else this.#range.interrupt()
    return list.isClock
  }

  /** Prose goes on; a dash alone may join two clock times. */
  interrupt(character: string): void {
    this.#glue = null
    this.#run.interrupt()
    if (character === '') this.#range.interrupt()
    else this.#range.sign(character)
  }

  word(): void {
    this.#reference = null
  }

  sign(character: string, at: number): void {
    if (character === ';') this.#name.settle(at)
  }

  newline(at: number): void {
    this.#run.interrupt()
    this.#range.interrupt()
    this.#name.settle(at)
  }

  end(at: number): void {
    this.#run.end()
    this.#name.settle(at)
  }

  read(mark: Mark): void {
    // tags round coordinates may stand inside a quoted value; no other mark stands inside brackets
    if (closingBoxTag(mark.name) === null && mark.name !== 'box_end') {
      this.#brackets.abandon(mark.start)
      if (mark.name !== 'end_of_box') this.#scan.trail.seal(mark.start)
    }
    this.#glue = null
    if (this.#run.read(mark, this.#reference)) return
    this.#run.interrupt()
    this.#range.interrupt()
    if (mark.name === 'begin_of_box' || mark.name === 'end_of_box') this.#readBoxMark(mark)
    else if (mark.name === 'think') this.#readThink(mark)
    else if (this.#isReference(mark)) this.#readReference(mark)
    else if (!this.#readBoxTag(mark) && pointTag.readMark?.(mark, this.#scan) !== true) {
      if (!KEEPS_PROSE.has(mark.name)) this.#startOver(mark)
    }
  }

  #isReference(mark: Mark): boolean {
    if (closingRefTag(mark.name) !== null) return true
    return this.#openReference !== null && closingRefTag(this.#openReference) === mark.name
  }

  #readBoxMark(mark: Mark): void {
    const { trail, context } = this.#scan
    this.#scan.decide(true)
    this.#name.settle(mark.start)
    if (mark.name === 'begin_of_box' && !mark.isClosing) {
      this.#glue = mark.start
      context.isInBoxMarks = true
      context.dropMark(mark.end)
      return
    }
    if (trail.openRoot !== null) trail.extend(trail.openRoot, mark.end)
    trail.seal(mark.end)
    context.isInBoxMarks = false
  }

  #readThink(mark: Mark): void {
    this.#startOver(mark)
    if (this.#scan.fixedChannel === 'reasoning') return
    if (mark.isClosing) {
      // some servers drop the opening tag: then everything so far was reasoning
      if (!this.#hasThought) this.#scan.regions.moveAll('reasoning')
      this.#scan.channel = 'answer'
    } else {
      this.#scan.channel = 'reasoning'
    }
    this.#hasThought = true
    this.#scan.context.restartAnswer(mark.end)
  }

  /** A mark between texts: what is open breaks off. */
  #startOver(mark: Mark): void {
    this.#scan.decide(true)
    this.#name.settle(mark.start)
    this.#scan.context.restart(mark.end)
  }

  #readReference(mark: Mark): void {
    const { context } = this.#scan
    const closes =
      mark.isClosing || (mark.name !== this.#openReference && closingRefTag(mark.name) === null)
    if (closes) {
      if (this.#openReference !== null) this.#reference = context.sentence(mark.start).trim()
      this.#openReference = null
      context.restart(mark.end)
      return
    }
    this.#openReference = mark.name
    context.restart(mark.end)
  }

  #readBoxTag(mark: Mark): boolean {
    const closing = closingBoxTag(mark.name)
    if (closing !== null && !mark.isClosing) {
      this.#brackets.openTag(mark, this.#reference === '' ? null : this.#reference)
      this.#reference = null
      return true
    }
    let frame = this.#brackets.top
    while (frame !== null) {
      if (frame.type === 'list' && closingBoxTag(frame.open) === mark.name) {
        this.#brackets.closeTo(frame, mark.end)
        return true
      }
      frame = frame.parent
    }
    return closing !== null || mark.name === 'box_end'
  }
}

/** Marks that stand inside a sentence and change nothing. */
const KEEPS_PROSE = new Set(['pred', 'grounding', 'object', 'point', 'points', 'quad'])
