import { findCoordinateKey } from './coordinate-key.ts'
import {
  closingOf,
  createList,
  createRecord,
  createRoot,
  type Frame,
  type ListFrame,
  type RecordFrame,
} from './frame.ts'
import type { WorkCounter } from './lexer.ts'
import type { Mark } from './mark-lexer.ts'
import type { Scan } from './scan.ts'
import type { FieldValue, Syntax } from './syntax.ts'
import { actionCall } from './syntax-action-call.ts'
import { bracketList } from './syntax-bracket-list.ts'
import { keyedObject } from './syntax-keyed-object.ts'
import { refBox } from './syntax-ref-box.ts'

/** Deeper nesting is no answer about a picture. */
const DEPTH_LIMIT = 64

/** Every way to write regions with brackets; the first row that knows a bracket reads it. */
const SYNTAXES: readonly Syntax[] = [keyedObject, actionCall, refBox, bracketList]

/** The open brackets, objects, calls and tags. What closes is offered to the syntaxes; nothing is read twice. */
export class FrameStack {
  readonly #scan: Scan
  readonly #work: WorkCounter
  readonly #readClock: (list: ListFrame, end: number) => boolean
  #top: Frame | null = null
  #depth = 0
  #reportedBefore = 0

  /** `readClock` takes a list of clock times; false where the list holds none. */
  constructor(scan: Scan, work: WorkCounter, readClock: (list: ListFrame, end: number) => boolean) {
    this.#scan = scan
    this.#work = work
    this.#readClock = readClock
  }

  get top(): Frame | null {
    return this.#top
  }

  get isFull(): boolean {
    return this.#depth >= DEPTH_LIMIT
  }

  /** Where the mention of an open bracket may begin; null when none is possible. */
  get hold(): number | null {
    const top = this.#top
    if (top === null) return null
    if (top.type === 'record') {
      if (top.namedHold >= 0) return top.namedHold
      return top.isRecord ? null : top.mentionStart
    }
    const { root } = top
    if (!root.isTracked) return null
    if (!root.hasMention) return root.mentionStart < 0 ? top.start : root.mentionStart
    // what can still be mentioned begins behind the last mention
    let start = top.groupStart
    let frame: Frame | null = top
    while (frame?.type === 'list' && frame.groupStart >= root.mentionEnd) {
      start = frame.groupStart
      frame = frame.parent
    }
    return start
  }

  push(frame: Frame): void {
    this.#work.steps++
    if (this.#top === null) {
      this.#scan.trail.seal(frame.start)
      this.#reportedBefore = this.#scan.reported
    }
    this.#top = frame
    this.#depth++
  }

  pushRecord(
    call: string | null,
    at: number,
    parent: Frame | null,
    details: Parameters<typeof createRecord>[3],
  ): void {
    const record = createRecord(call, at, parent, details)
    record.action = call
    this.push(record)
  }

  /** Opens a tag round coordinates; inside a quoted value it is part of that value. */
  openTag(mark: Mark, label: string | null): void {
    const top = this.#top
    if (top?.type === 'list' && top.root.role.type === 'key') {
      this.push(createList(mark.name, mark.start, top, top.root, top.time))
      return
    }
    this.abandon(mark.start)
    const root = createRoot({ type: 'tag', name: mark.name, label }, mark.start, false)
    this.push(createList(mark.name, mark.start, null, root, null))
  }

  /** Takes the top frame off without reading it. */
  drop(frame: Frame): void {
    this.#top = frame.parent
    this.#depth--
  }

  /** The innermost frame that this bracket closes. */
  findOpen(bracket: string): Frame | null {
    let frame = this.#top
    while (frame !== null && closingOfFrame(frame) !== bracket) {
      this.#work.steps++
      frame = frame.parent
    }
    return frame
  }

  /** Closes a frame and drops the lists that are open inside it. */
  closeTo(frame: Frame, end: number): void {
    while (this.#top !== null && this.#top !== frame) {
      const top: Frame = this.#top
      if (top.type === 'record') {
        this.#finishRecord(top, end)
      } else {
        if (top.root.role.type === 'key' && top.root.isTracked) this.#scan.countMalformed()
        this.drop(top)
      }
    }
    if (frame.type === 'record') this.#finishRecord(frame, end)
    else this.#finishList(frame, end)
  }

  /** A field of an object or call was read. */
  readField(record: RecordFrame, value: FieldValue): void {
    const { key } = record
    record.state = 'comma'
    for (const syntax of SYNTAXES) {
      if (syntax.readField?.(record, key, value, this.#scan) === true) return
    }
  }

  /** Gives up all open brackets: they were prose, or broke off. Regions that were reported stay. */
  abandon(at: number): void {
    if (this.#top === null) return
    while (this.#top !== null) {
      const top: Frame = this.#top
      this.#work.steps++
      if (top.type === 'record') this.#scan.settleUnnamed(top)
      this.drop(top)
    }
    this.#scan.trail.seal(at)
    this.#endStructure(at)
  }

  /** The text ends inside the open brackets. */
  end(): void {
    let isInnermost = true
    for (let frame = this.#top; frame !== null; frame = frame.parent) {
      if (frame.type !== 'record') continue
      this.#scan.settleUnnamed(frame)
      if (isInnermost) this.#scan.markPartial(frame)
      isInnermost = false
    }
    this.#top = null
    this.#depth = 0
  }

  #finishList(list: ListFrame, end: number): void {
    this.#work.steps++
    this.drop(list)
    const { root, parent } = list
    if (!this.#readClock(list, end) && !list.hasRecords) {
      for (const syntax of SYNTAXES) {
        if (syntax.readList?.(list, end, this.#scan) === true) break
      }
    }
    const { trail } = this.#scan
    if (list.open !== '"' && list.open !== "'") trail.extend(root, end)
    if (parent?.type === 'list') {
      if (parent.hasRecords) root.isTracked = false
      return
    }
    // a box token behind the brackets still belongs to the mention
    if (!(root.isGlued && trail.openRoot === root)) trail.seal(end)
    if (parent === null) this.#endStructure(end)
  }

  #finishRecord(record: RecordFrame, end: number): void {
    this.#work.steps++
    this.drop(record)
    for (const syntax of SYNTAXES) {
      if (syntax.readRecord?.(record, end, this.#scan) === true) break
    }
    this.#scan.settleUnnamed(record)
    const { parent } = record
    if (parent?.type === 'record' && findCoordinateKey(parent.key) !== null) {
      this.#scan.adopt(parent, record)
    }
    if (parent === null) this.#endStructure(end)
  }

  #endStructure(at: number): void {
    const hasRegion = this.#scan.reported > this.#reportedBefore
    this.#scan.context.structureEnds(hasRegion)
    if (hasRegion) this.#scan.context.restart(at)
  }
}

function closingOfFrame(frame: Frame): string {
  if (frame.type === 'record') return frame.call === null ? '}' : ')'
  return closingOf(frame.open)
}
