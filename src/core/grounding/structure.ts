import { findCoordinateKey, findNamedCoordinate, takesQuotedCoordinates } from './coordinate-key.ts'
import {
  closingOf,
  createList,
  createRecord,
  type Frame,
  type ListFrame,
  type ListRoot,
  type RecordFrame,
} from './frame.ts'
import type { LexerSink, Mark, NumberToken, WorkCounter } from './lexer.ts'
import { MarkReader } from './mark-reader.ts'
import type { ProseCapture } from './prose-context.ts'
import type { Scan } from './scan.ts'
import type { FieldValue, Syntax } from './syntax.ts'
import { actionCall } from './syntax-action-call.ts'
import { bracketList, readGroup } from './syntax-bracket-list.ts'
import { keyedObject } from './syntax-keyed-object.ts'
import { refBox } from './syntax-ref-box.ts'

/** Deeper nesting is no answer about a picture. */
const DEPTH_LIMIT = 64
const NUMBERS_LIMIT = 4096

/** Names before a round bracket that describe it and are no function: `box(1, 2, 3, 4)`. */
const DESCRIPTIONS = new Set(['box', 'bbox', 'boxes', 'point', 'points', 'coordinates', 'at'])

const SYNTAXES: readonly Syntax[] = [keyedObject, actionCall, refBox, bracketList]

/**
 * Keeps the open brackets, objects, calls and tags, and offers each that closes to the syntaxes. What turns out to
 * be prose is given up at once; nothing is read twice.
 */
export class Structure implements LexerSink {
  readonly #scan: Scan
  readonly #work: WorkCounter
  readonly #marks: MarkReader
  #top: Frame | null = null
  #depth = 0
  #word = ''
  #wordEnd = -1
  #reportedBefore = 0

  constructor(scan: Scan, work: WorkCounter) {
    this.#scan = scan
    this.#work = work
    this.#marks = new MarkReader(scan, this)
  }

  get top(): Frame | null {
    return this.#top
  }

  /** Where the earliest mention may begin that is still possible; null when none is. */
  get hold(): number | null {
    const holds = [this.#marks.hold, this.#scan.trail.hold, this.#ownHold()]
    return holds.reduce((least, hold) => {
      if (hold === null) return least
      return least === null ? hold : Math.min(least, hold)
    }, null)
  }

  open(bracket: string, at: number): void {
    this.#work.steps++
    if (this.#top !== null && this.#depth >= DEPTH_LIMIT) this.abandon(at)
    const top = this.#top
    if (top === null) this.#openInProse(bracket, at)
    else if (top.type === 'list') this.#openInList(top, bracket, at)
    else this.#openInRecord(top, bracket, at)
  }

  close(bracket: string, end: number): void {
    let frame = this.#top
    while (frame !== null && closingOfFrame(frame) !== bracket) {
      this.#work.steps++
      frame = frame.parent
    }
    if (frame === null) {
      if (this.#top !== null) this.abandon(end)
      this.#proseSign(bracket, end - 1)
      return
    }
    this.closeTo(frame, end)
  }

  /** Closes a frame and drops what is open inside it. */
  closeTo(frame: Frame, end: number): void {
    while (this.#top !== null && this.#top !== frame) {
      const top: Frame = this.#top
      if (top.type === 'record') {
        this.#finishRecord(top, end)
      } else {
        if (top.root.role.type === 'key' && top.root.isTracked) this.#scan.countMalformed()
        this.#pop(top)
      }
    }
    if (frame.type === 'record') this.#finishRecord(frame, end)
    else this.#finishList(frame, end)
  }

  quote(mark: string, at: number): boolean {
    const top = this.#top
    if (top === null) {
      this.#proseSign(mark, at)
      return false
    }
    return top.type === 'list'
      ? this.#quoteInList(top, mark, at)
      : this.#quoteInRecord(top, mark, at)
  }

  string(text: string): void {
    const top = this.#top
    if (top === null) return
    if (top.type === 'list') {
      top.isBroken = true
    } else if (top.state === 'key' && top.call === null) {
      setKey(top, text.trim(), isTimeKey(text))
    } else {
      this.#readField(top, { type: 'text', text })
    }
  }

  brokenString(): void {
    this.abandon(this.#scan.now)
  }

  numberBegins(): void {
    if (this.#top === null) this.#interrupt()
  }

  number(token: NumberToken): void {
    const top = this.#top
    if (top === null) {
      this.#scan.decide(false)
      this.#scan.context.number(token.value)
    } else if (top.type === 'list') {
      addNumber(top, token)
    } else {
      this.#numberInRecord(top, token)
    }
  }

  wordBegins(at: number): void {
    const top = this.#top
    if (top?.type === 'list') {
      if (top.root.role.type === 'prose') this.abandon(at)
      else if (top.root.role.type === 'key') breakList(top)
    } else if (top !== null && (top.state === 'comma' || top.state === 'colon')) {
      this.abandon(at)
    }
    if (this.#top === null) this.#interrupt()
  }

  word(text: string, _start: number, end: number): void {
    this.#word = text
    this.#wordEnd = end
    const top = this.#top
    if (top === null) {
      this.#scan.decide(false)
      this.#marks.word()
      this.#scan.context.word(text, end)
    } else if (top.type === 'list') {
      if (top.root.role.type === 'tag') addWord(top, ` ${text}`)
    } else if (top.state === 'key') {
      setKey(top, text, false)
    } else if (top.state === 'value') {
      this.#readField(top, { type: 'word', text })
    }
  }

  ideograph(code: number, at: number): void {
    const top = this.#top
    if (top?.type === 'list') {
      if (top.root.role.type === 'prose') this.abandon(at)
      else if (top.root.role.type === 'tag') addWord(top, String.fromCharCode(code))
      else breakList(top)
    } else if (top !== null && top.state !== 'value') {
      this.abandon(at)
    }
    if (this.#top !== null) return
    this.#interrupt()
    this.#scan.decide(false)
    this.#marks.word()
    this.#scan.context.ideograph(code, at)
  }

  sign(character: string, at: number): void {
    const top = this.#top
    if (top === null) this.#proseSign(character, at)
    else if (top.type === 'list') this.#signInList(top, character, at)
    else this.#signInRecord(top, character, at)
  }

  space(at: number): void {
    if (this.#top === null) this.#scan.context.space(at)
  }

  newline(at: number): void {
    if (this.#top !== null) return
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

  markFails(_at: number): void {
    this.#work.steps++
  }

  fence(at: number): void {
    this.abandon(at)
    this.#interrupt()
    this.#scan.decide(true)
  }

  takesAngle(): boolean {
    return this.#top?.type === 'list' && this.#top.open === '<'
  }

  /** Gives up all open brackets: they were prose, or broke off. Regions that were reported stay. */
  abandon(at: number): void {
    if (this.#top === null) return
    while (this.#top !== null) {
      const top: Frame = this.#top
      this.#work.steps++
      if (top.type === 'record') this.#scan.settleUnnamed(top)
      this.#pop(top)
    }
    this.#scan.trail.seal(at)
    this.#endStructure(at)
  }

  /** Opens a tag round coordinates; inside a quoted value it is part of that value. */
  openTag(mark: Mark, label: string | null): void {
    const top = this.#top
    if (top?.type === 'list' && top.root.role.type === 'key') {
      this.#push(createList(mark.name, mark.start, top, top.root, top.time))
      return
    }
    this.abandon(mark.start)
    this.#beginStructure(mark.start)
    const root = createRoot({ type: 'tag', name: mark.name, label }, mark.start, false)
    this.#push(createList(mark.name, mark.start, null, root, null))
  }

  /** The text is over. */
  end(at: number): void {
    let frame = this.#top
    let isInnermost = true
    while (frame !== null) {
      if (frame.type === 'record') {
        this.#scan.settleUnnamed(frame)
        if (isInnermost) this.#scan.markPartial(frame)
        isInnermost = false
      }
      frame = frame.parent
    }
    this.#top = null
    this.#depth = 0
    this.#scan.decide(true)
    this.#marks.end(at)
    this.#scan.trail.seal(at)
  }

  #push(frame: Frame): void {
    this.#top = frame
    this.#depth++
  }

  #pop(frame: Frame): void {
    this.#top = frame.parent
    this.#depth--
  }

  #beginStructure(at: number): void {
    this.#scan.trail.seal(at)
    this.#reportedBefore = this.#scan.reported
  }

  #endStructure(at: number): void {
    const hasRegion = this.#scan.reported > this.#reportedBefore
    this.#scan.context.structureEnds(hasRegion)
    if (hasRegion) this.#scan.context.restart(at)
  }

  #openInProse(bracket: string, at: number): void {
    const { context } = this.#scan
    if (context.isEscaped(at)) return
    const glue = this.#marks.openBracket(bracket)
    this.#beginStructure(at)
    const capture = context.capture(at)
    const mentionStart = glue ?? at
    const name = bracket === '(' && this.#wordEnd === at ? this.#word : null
    if (bracket === '{' || (name !== null && !DESCRIPTIONS.has(name.toLowerCase()))) {
      const isGlued = glue !== null
      const details = { time: null, media: capture.media, mentionStart, isGlued, capture }
      this.#pushRecord(name, at, null, details)
      return
    }
    const root = createRoot({ type: 'prose', capture }, mentionStart, glue !== null)
    this.#push(createList(bracket, at, null, root, null))
  }

  #pushRecord(
    call: string | null,
    at: number,
    parent: Frame | null,
    details: Parameters<typeof createRecord>[3],
  ): void {
    const record = createRecord(call, at, parent, details)
    if (call !== null) record.action = call
    this.#push(record)
  }

  #openInList(list: ListFrame, bracket: string, at: number): void {
    const { root } = list
    if (bracket === '{') {
      // a list of objects is no region: each value in them has a mention of its own
      list.hasRecords = true
      root.isTracked = false
      root.mentionStart = -1
      this.#scan.trail.seal(at)
      const { role } = root
      const capture = role.type === 'prose' ? role.capture : captureOf(list)
      const media = mediaOf(list, capture)
      const details = { time: list.time, media, mentionStart: at, isGlued: false, capture }
      this.#pushRecord(null, at, list, details)
      return
    }
    if (root.mentionStart < 0 || list.hasRecords) {
      root.mentionStart = at
      root.hasMention = false
      root.isTracked = isTrackable(root.role)
    }
    this.#scan.trail.listBegins(root, at)
    this.#push(createList(bracket, at, list, root, list.time))
  }

  #openInRecord(record: RecordFrame, bracket: string, at: number): void {
    const isCallValue = bracket === '(' && this.#wordEnd === at
    const details = {
      time: timeOf(record),
      media: record.media,
      mentionStart: at,
      isGlued: false,
      capture: record.capture,
    }
    if (record.state === 'comma' && isCallValue) {
      this.#pushRecord(this.#word, at, record, details)
    } else if (bracket === '{' && (record.state === 'value' || record.state === 'key')) {
      // doubled braces, as in a template that was never filled in, are read as one object
      record.isRecord = true
      record.state = 'comma'
      this.#pushRecord(null, at, record, details)
    } else if (record.state === 'value' || (record.state === 'key' && record.call !== null)) {
      this.#openValue(record, bracket, at, at)
    } else {
      this.abandon(at)
      this.#openInProse(bracket, at)
    }
  }

  /** A list, or a quotation mark, that begins the value of a key. */
  #openValue(record: RecordFrame, bracket: string, at: number, mentionStart: number): void {
    const key = record.state === 'value' ? record.key : ''
    const root = createRoot({ type: 'key', record, key }, mentionStart, false)
    root.isTracked = isTrackable(root.role)
    const time = timeOf(record)
    record.state = 'comma'
    this.#push(createList(bracket, at, record, root, time))
  }

  #quoteInList(list: ListFrame, mark: string, at: number): boolean {
    const { role } = list.root
    if (role.type === 'prose') {
      this.abandon(at)
      this.#proseSign(mark, at)
      return false
    }
    if (role.type === 'tag') return false
    let frame: Frame | null = list
    while (frame?.type === 'list') {
      this.#work.steps++
      if (frame.open === mark) {
        this.closeTo(frame, at + 1)
        return false
      }
      if (frame.open === '"' || frame.open === "'") {
        breakList(list)
        return false
      }
      frame = frame.parent
    }
    if (!takesQuotedCoordinates(role.key)) return true
    this.#push(createList(mark, at, list, list.root, list.time))
    return false
  }

  #quoteInRecord(record: RecordFrame, mark: string, at: number): boolean {
    if (record.state === 'colon') {
      this.abandon(at)
      this.#proseSign(mark, at)
      return false
    }
    if (record.state === 'value' && takesQuotedCoordinates(record.key)) {
      this.#openValue(record, mark, at, -1)
      return false
    }
    if (record.state === 'comma') record.state = 'key'
    if (record.state === 'key' && record.call !== null) record.key = ''
    return true
  }

  #numberInRecord(record: RecordFrame, token: NumberToken): void {
    switch (record.state) {
      case 'key':
        if (record.call !== null) {
          if (record.positional.length < NUMBERS_LIMIT) record.positional.push(token.value)
          record.state = 'comma'
          return
        }
        setKey(record, String(token.value), true)
        record.positional = [token.value]
        record.keyIsDecimal = token.isDecimal
        return
      case 'colon':
        if (this.#toList(record)) this.number(token)
        else this.abandon(token.start)
        return
      case 'value':
        if (token.isValid) this.#readField(record, { type: 'number', ...token })
        else record.state = 'comma'
        return
      default:
        this.abandon(token.start)
    }
  }

  /** Curly brackets round bare numbers are a list; false where the frame is a real object. */
  #toList(record: RecordFrame): boolean {
    const { capture, parent } = record
    if (record.isRecord || !record.keyIsNumber || capture === null) return false
    this.#pop(record)
    const root =
      parent?.type === 'list'
        ? parent.root
        : createRoot({ type: 'prose', capture }, record.mentionStart, record.isGlued)
    if (root.role.type === 'prose') root.isTracked = true
    const list = createList('{', record.start, parent, root, record.time)
    list.numbers = record.positional
    list.hasDecimals = record.keyIsDecimal
    this.#push(list)
    return true
  }

  #proseSign(character: string, at: number): void {
    this.#interrupt(character)
    if (!/[,.;:`"'*_)\]}|]/.test(character)) this.#scan.decide(false)
    this.#marks.sign(character, at)
    this.#scan.context.sign(character, at)
  }

  /** Prose goes on: a mention before it grows no more. */
  #interrupt(character = ''): void {
    this.#scan.trail.seal(this.#scan.now)
    this.#marks.interrupt(character)
  }

  #signInList(list: ListFrame, character: string, at: number): void {
    if (character === ',') return
    if (character === ';') {
      if (list.root.role.type === 'prose' && list.numbers.length === 4 && !list.isBroken) {
        readGroup(list, at, this.#scan)
        this.#scan.trail.listBegins(list.root, at + 1)
        list.numbers = []
        list.groupStart = at + 1
      }
      return
    }
    const followsNumber = list.lastNumberEnd === at
    if (character === '.' && followsNumber) return
    if (character === ':' && followsNumber && list.root.role.type === 'prose') {
      list.isClock = true
      list.awaitsClock = true
      return
    }
    if (list.isClock && /^[-–—~]$/.test(character)) return
    if (list.root.role.type === 'prose') {
      this.abandon(at)
      this.#proseSign(character, at)
    } else if (list.root.role.type === 'key') {
      list.isBroken = true
    }
  }

  #signInRecord(record: RecordFrame, character: string, at: number): void {
    const isAssignment = character === ':' || character === '='
    const isSeparator = character === ',' || character === ';'
    if (record.state === 'colon') {
      if (isAssignment) {
        record.state = 'value'
        record.isRecord = true
        if (record.namedHold === -1 && findNamedCoordinate(record.key) !== null) {
          record.namedHold = at + 1
        }
      } else if (isSeparator && record.call !== null) {
        record.state = 'key'
      } else if (!isSeparator || !this.#toList(record)) {
        this.abandon(at)
        this.#proseSign(character, at)
      }
    } else if (isSeparator) {
      record.state = 'key'
    } else if (record.state === 'key') {
      this.abandon(at)
      this.#proseSign(character, at)
    }
  }

  #readField(record: RecordFrame, value: FieldValue): void {
    const { key } = record
    record.state = 'comma'
    for (const syntax of SYNTAXES) {
      if (syntax.readField?.(record, key, value, this.#scan) === true) return
    }
  }

  #finishList(list: ListFrame, end: number): void {
    this.#work.steps++
    this.#pop(list)
    const { root, parent } = list
    if (!this.#marks.closeList(list, end) && !list.hasRecords) {
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
    this.#pop(record)
    // a list in curly brackets with one number, or a word in round ones
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

  #ownHold(): number | null {
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
}

function createRoot(role: ListRoot['role'], mentionStart: number, isGlued: boolean): ListRoot {
  return {
    role,
    mentionStart,
    isGlued,
    hasMention: false,
    mentionEnd: -1,
    isTracked: true,
    isDoubtful: false,
  }
}

/** Whether the value can be coordinates at all. */
function isTrackable(role: ListRoot['role']): boolean {
  if (role.type !== 'key') return true
  return findCoordinateKey(role.key) !== null || (role.key === '' && role.record.call !== null)
}

function closingOfFrame(frame: Frame): string {
  if (frame.type === 'record') return frame.call === null ? '}' : ')'
  return closingOf(frame.open)
}

function setKey(record: RecordFrame, key: string, isNumber: boolean): void {
  record.key = key
  record.keyIsNumber = isNumber
  record.state = 'colon'
  if (record.named === null) record.namedHold = -1
  else if (findNamedCoordinate(key) === null) record.namedHold = -2
}

function breakList(list: ListFrame): void {
  list.isBroken = true
  if (list.numbers.length === 0 && list.rows === 0) list.isTemplate = true
}

function addWord(list: ListFrame, text: string): void {
  if (list.words.length < 60) list.words = (list.words + text).trim()
}

function addNumber(list: ListFrame, token: NumberToken): void {
  list.lastNumberEnd = token.end
  if (!token.isValid || list.numbers.length >= NUMBERS_LIMIT) {
    list.isBroken = true
  } else if (list.awaitsClock) {
    list.numbers.push((list.numbers.pop() ?? 0) * 60 + token.value)
    list.awaitsClock = false
  } else {
    list.numbers.push(token.value)
    if (token.isDecimal) list.hasDecimals = true
  }
}

/** Keys that are whole numbers or clock times are seconds of a video. */
function isTimeKey(key: string): boolean {
  return /^\d{1,6}(?:\.\d{1,3})?$/.test(key.trim()) || /^\d{1,3}:[0-5]\d$/.test(key.trim())
}

function timeOf(record: RecordFrame): number | null {
  if (!record.keyIsNumber || record.state === 'key') return record.time
  const [minutes = '', seconds] = record.key.split(':')
  return seconds === undefined ? Number(minutes) : Number(minutes) * 60 + Number(seconds)
}

function captureOf(frame: Frame): ProseCapture | null {
  if (frame.type === 'record') return frame.capture
  const { role } = frame.root
  if (role.type === 'prose') return role.capture
  return role.type === 'key' ? role.record.capture : null
}

function mediaOf(list: ListFrame, capture: ProseCapture | null): number {
  const { role } = list.root
  return role.type === 'key' ? role.record.media : (capture?.media ?? 0)
}
