import { findCoordinateKey } from './coordinate-key.ts'
import type { MentionRoot, RegionRef } from './mention-trail.ts'
import type { Reading } from './place-region.ts'
import type { ProseCapture } from './prose-context.ts'

/** What a list of numbers belongs to; decides which syntax reads it. */
export type Role =
  | { readonly type: 'prose'; readonly capture: ProseCapture }
  | { readonly type: 'key'; readonly record: RecordFrame; readonly key: string }
  | { readonly type: 'tag'; readonly name: string; readonly label: string | null }

/** Two numbers in a list of lists, kept until the outer bracket tells what they are. */
export type Pair = {
  readonly values: readonly [number, number]
  readonly hasDecimals: boolean
  readonly start: number
  readonly end: number
}

/** The value that a chain of lists forms; `role` and judgement are shared by all lists inside. */
export type ListRoot = MentionRoot & {
  readonly role: Role
  /** The value stands right after a box token, which then belongs to the mention. */
  readonly isGlued: boolean
  /** False where no region can be meant (a list of objects, a key without coordinates): nothing is held back. */
  isTracked: boolean
  /** One row was no plausible box, so its sisters are none either (a matrix). */
  isDoubtful: boolean
}

/** An open `[`, `(`, `<`, numeric `{`, quotation mark round coordinates, or tag round coordinates. */
export type ListFrame = {
  readonly type: 'list'
  readonly open: string
  readonly start: number
  readonly parent: Frame | null
  readonly root: ListRoot
  readonly time: number | null
  numbers: number[]
  hasDecimals: boolean
  /** Holds something that is no number. */
  isBroken: boolean
  /** Holds nothing but words, as a template does. */
  isTemplate: boolean
  /** Values are clock times, in seconds. */
  isClock: boolean
  /** A colon was read: the next number is minutes or seconds. */
  awaitsClock: boolean
  lastNumberEnd: number
  groupStart: number
  rows: number
  /** Holds objects. */
  hasRecords: boolean
  pairs: Pair[]
  /** Word before the numbers inside a tag. */
  words: string
}

/** A region that waits for its object's name, as the same numbers were said before. */
export type Unnamed = {
  readonly reading: Reading
  readonly report: Report
  readonly ref: RegionRef
}

/** What a syntax says about a reading besides its numbers. */
export type Report = {
  readonly label: string | null
  readonly action: string | null
  readonly time: number | null
  readonly source: readonly [number, number]
}

/** An open object or call. */
export type RecordFrame = {
  readonly type: 'record'
  /** Name of the function; null for an object. */
  readonly call: string | null
  readonly start: number
  readonly parent: Frame | null
  readonly time: number | null
  /** Where a mention would begin if this turns out to be a list in curly brackets. */
  readonly mentionStart: number
  readonly isGlued: boolean
  readonly capture: ProseCapture | null
  state: 'key' | 'colon' | 'value' | 'comma'
  key: string
  keyIsNumber: boolean
  keyIsDecimal: boolean
  /** False until the first key and colon were read: until then it may be a list in curly brackets. */
  isRecord: boolean
  label: string | null
  labelRank: number
  action: string | null
  media: number
  /** Named coordinates such as x_min, by role. */
  named: Map<string, { readonly value: number; readonly isDecimal: boolean }> | null
  namedStart: number
  namedEnd: number
  /** Where a mention of named coordinates begins; -1 before the first, -2 where other keys stand between. */
  namedHold: number
  positional: number[]
  /** Regions of this object, with the part of an action that they play. */
  regions: { readonly ref: RegionRef; readonly part: 'start' | 'end' | null }[]
  unnamed: Unnamed[]
}

export type Frame = ListFrame | RecordFrame

/** The bracket that closes an opening one. */
export function closingOf(open: string): string {
  switch (open) {
    case '[':
      return ']'
    case '(':
      return ')'
    case '{':
      return '}'
    case '<':
      return '>'
    default:
      return open
  }
}

/** A new list inside `parent`; its role comes from the root. */
export function createList(
  open: string,
  start: number,
  parent: Frame | null,
  root: ListRoot,
  time: number | null,
): ListFrame {
  return {
    type: 'list',
    open,
    start,
    parent,
    root,
    time,
    numbers: [],
    hasDecimals: false,
    isBroken: false,
    isTemplate: false,
    isClock: false,
    awaitsClock: false,
    lastNumberEnd: -1,
    groupStart: start,
    rows: 0,
    hasRecords: false,
    pairs: [],
    words: '',
  }
}

/** A new object (`call` null) or call. */
export function createRecord(
  call: string | null,
  start: number,
  parent: Frame | null,
  context: Pick<RecordFrame, 'time' | 'media' | 'mentionStart' | 'isGlued' | 'capture'>,
): RecordFrame {
  return {
    type: 'record',
    call,
    start,
    parent,
    ...context,
    state: 'key',
    key: '',
    keyIsNumber: false,
    keyIsDecimal: false,
    isRecord: call !== null,
    label: null,
    labelRank: Number.POSITIVE_INFINITY,
    action: null,
    named: null,
    namedStart: -1,
    namedEnd: -1,
    namedHold: -1,
    positional: [],
    regions: [],
    unnamed: [],
  }
}

/** A new value; `mentionStart` -1 lets its mention begin at its first list. */
export function createRoot(role: Role, mentionStart: number, isGlued: boolean): ListRoot {
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
export function isTrackable(role: Role): boolean {
  if (role.type !== 'key') return true
  return findCoordinateKey(role.key) !== null || (role.key === '' && role.record.call !== null)
}
