import { findNamedCoordinate, takesQuotedCoordinates } from './coordinate-key.ts'
import { createList, createRoot, isTrackable, type RecordFrame } from './frame.ts'
import type { FrameStack } from './frame-stack.ts'
import type { NumberToken } from './lexer.ts'

const POSITIONAL_LIMIT = 16

/**
 * Reads what stands inside an object or call: key, colon, value, comma, tolerant of what JSON, Python and JavaScript
 * allow. Where a method answers false, it was prose and is to be given up.
 */
export class RecordReader {
  readonly #stack: FrameStack

  constructor(stack: FrameStack) {
    this.#stack = stack
  }

  /** `call`: the word right before a round bracket. */
  open(record: RecordFrame, bracket: string, at: number, call: string | null): boolean {
    const details = {
      time: timeOf(record),
      media: record.media,
      mentionStart: at,
      isGlued: false,
      capture: record.capture,
    }
    if (record.state === 'comma' && call !== null) {
      this.#stack.pushRecord(call, at, record, details)
    } else if (bracket === '{' && (record.state === 'value' || record.state === 'key')) {
      // doubled braces, as in a template that was never filled in, are read as one object
      record.isRecord = true
      record.state = 'comma'
      this.#stack.pushRecord(null, at, record, details)
    } else if (record.state === 'value' || (record.state === 'key' && record.call !== null)) {
      this.#openValue(record, bracket, at, at)
    } else {
      return false
    }
    return true
  }

  /** A quotation mark: 'string' when a key or text begins. */
  quote(record: RecordFrame, mark: string, at: number): 'string' | 'taken' | 'prose' {
    if (record.state === 'colon') return 'prose'
    if (record.state === 'value' && takesQuotedCoordinates(record.key)) {
      this.#openValue(record, mark, at, -1)
      return 'taken'
    }
    // a comma was forgotten
    if (record.state === 'comma') record.state = 'key'
    return 'string'
  }

  string(record: RecordFrame, text: string): void {
    if (record.state === 'key' && record.call === null) {
      setKey(record, text.trim(), isTimeKey(text))
      return
    }
    if (record.state === 'key') record.key = ''
    this.#stack.readField(record, { type: 'text', text })
  }

  number(record: RecordFrame, token: NumberToken): boolean {
    if (record.state === 'comma' || record.state === 'colon') return false
    if (record.state === 'value') {
      if (token.isValid) this.#stack.readField(record, { type: 'number', ...token })
      else record.state = 'comma'
    } else if (record.call !== null) {
      if (record.positional.length < POSITIONAL_LIMIT) record.positional.push(token.value)
      record.state = 'comma'
    } else {
      setKey(record, String(token.value), true)
      record.positional = [token.value]
      record.keyIsDecimal = token.isDecimal
    }
    return true
  }

  /** A word begins. */
  text(record: RecordFrame): boolean {
    return record.state === 'key' || record.state === 'value'
  }

  word(record: RecordFrame, text: string): void {
    if (record.state === 'key') setKey(record, text, false)
    else if (record.state === 'value') this.#stack.readField(record, { type: 'word', text })
  }

  sign(record: RecordFrame, character: string, at: number): boolean {
    const isSeparator = character === ',' || character === ';'
    if (record.state === 'colon') return this.#signAfterKey(record, character, at)
    if (isSeparator) {
      record.state = 'key'
      return true
    }
    return record.state !== 'key'
  }

  /** Curly brackets round bare numbers are a list; false where the frame is a real object. */
  toList(record: RecordFrame): boolean {
    const { capture, parent } = record
    if (record.isRecord || !record.keyIsNumber || capture === null) return false
    this.#stack.drop(record)
    const root =
      parent?.type === 'list'
        ? parent.root
        : createRoot({ type: 'prose', capture }, record.mentionStart, record.isGlued)
    if (root.role.type === 'prose') root.isTracked = true
    const list = createList('{', record.start, parent, root, record.time)
    list.numbers = record.positional
    list.hasDecimals = record.keyIsDecimal
    this.#stack.push(list)
    return true
  }

  #signAfterKey(record: RecordFrame, character: string, at: number): boolean {
    if (character === ':' || character === '=') {
      record.state = 'value'
      record.isRecord = true
      if (record.namedHold === -1 && findNamedCoordinate(record.key) !== null) {
        record.namedHold = at + 1
      }
      return true
    }
    if (character !== ',' && character !== ';') return false
    if (record.call === null) return this.toList(record)
    record.state = 'key'
    return true
  }

  /** A list, or a quotation mark, that begins the value of a key. */
  #openValue(record: RecordFrame, bracket: string, at: number, mentionStart: number): void {
    const key = record.state === 'value' ? record.key : ''
    const root = createRoot({ type: 'key', record, key }, mentionStart, false)
    root.isTracked = isTrackable(root.role)
    const time = timeOf(record)
    record.state = 'comma'
    this.#stack.push(createList(bracket, at, record, root, time))
  }
}

function setKey(record: RecordFrame, key: string, isNumber: boolean): void {
  record.key = key
  record.keyIsNumber = isNumber
  record.state = 'colon'
  if (record.named === null) record.namedHold = -1
  else if (findNamedCoordinate(key) === null) record.namedHold = -2
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
