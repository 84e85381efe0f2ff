import { takesQuotedCoordinates } from './coordinate-key.ts'
import { createList, type Frame, isTrackable, type ListFrame } from './frame.ts'
import type { FrameStack } from './frame-stack.ts'
import type { NumberToken } from './lexer.ts'
import type { ProseCapture } from './prose-context.ts'
import type { Scan } from './scan.ts'
import { readGroup } from './syntax-bracket-list.ts'

const NUMBERS_LIMIT = 4096
const WORDS_LIMIT = 60

/** Reads what stands inside a list. Where a method answers false, the list was prose and is to be given up. */
export class ListReader {
  readonly #stack: FrameStack
  readonly #scan: Scan

  constructor(stack: FrameStack, scan: Scan) {
    this.#stack = stack
    this.#scan = scan
  }

  open(list: ListFrame, bracket: string, at: number): void {
    const { root } = list
    if (bracket === '{') {
      // a list of objects is no region: each value in them has a mention of its own
      list.hasRecords = true
      root.isTracked = false
      root.mentionStart = -1
      this.#scan.trail.seal(at)
      const capture = captureOf(list)
      const media = mediaOf(list, capture)
      const details = { time: list.time, media, mentionStart: at, isGlued: false, capture }
      this.#stack.pushRecord(null, at, list, details)
      return
    }
    if (root.mentionStart < 0 || list.hasRecords) {
      root.mentionStart = at
      root.hasMention = false
      root.isTracked = isTrackable(root.role)
    }
    this.#scan.trail.listBegins(root, at)
    this.#stack.push(createList(bracket, at, list, root, list.time))
  }

  /** A quotation mark: 'string' when a text begins that says nothing about coordinates. */
  quote(list: ListFrame, mark: string, at: number): 'string' | 'taken' | 'prose' {
    const { role } = list.root
    if (role.type === 'prose') return 'prose'
    if (role.type === 'tag') return 'taken'
    for (let frame: Frame | null = list; frame?.type === 'list'; frame = frame.parent) {
      if (frame.open === mark) {
        this.#stack.closeTo(frame, at + 1)
        return 'taken'
      }
      if (frame.open === '"' || frame.open === "'") {
        breakList(list)
        return 'taken'
      }
    }
    if (!takesQuotedCoordinates(role.key)) return 'string'
    this.#stack.push(createList(mark, at, list, list.root, list.time))
    return 'taken'
  }

  number(list: ListFrame, token: NumberToken): void {
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

  /** A word or character of text begins; inside a tag it may be a name, elsewhere it breaks the list. */
  text(list: ListFrame): boolean {
    if (list.root.role.type === 'prose') return false
    if (list.root.role.type === 'key') breakList(list)
    return true
  }

  word(list: ListFrame, text: string): void {
    if (list.root.role.type !== 'tag' || list.words.length >= WORDS_LIMIT) return
    list.words = (list.words + text).trim()
  }

  sign(list: ListFrame, character: string, at: number): boolean {
    if (character === ',') return true
    if (character === ';') {
      this.#endGroup(list, at)
      return true
    }
    const isProse = list.root.role.type === 'prose'
    if (list.lastNumberEnd === at) {
      if (character === '.') return true
      if (character === ':' && isProse) {
        list.isClock = true
        list.awaitsClock = true
        return true
      }
    }
    if (list.isClock && /^[-–—~]$/.test(character)) return true
    if (list.root.role.type === 'key') list.isBroken = true
    return !isProse
  }

  /** `[[1,2,3,4;5,6,7,8]]`: a semicolon ends a box. */
  #endGroup(list: ListFrame, at: number): void {
    const isBox = list.numbers.length === 4 && !list.isBroken
    if (list.root.role.type !== 'prose' || !isBox) return
    readGroup(list, at, this.#scan)
    this.#scan.trail.listBegins(list.root, at + 1)
    list.numbers = []
    list.groupStart = at + 1
  }
}

function breakList(list: ListFrame): void {
  list.isBroken = true
  if (list.numbers.length === 0 && list.rows === 0) list.isTemplate = true
}

function captureOf(list: ListFrame): ProseCapture | null {
  const { role } = list.root
  if (role.type === 'prose') return role.capture
  return role.type === 'key' ? role.record.capture : null
}

function mediaOf(list: ListFrame, capture: ProseCapture | null): number {
  const { role } = list.root
  return role.type === 'key' ? role.record.media : (capture?.media ?? 0)
}
