import type { ListFrame, RecordFrame } from './frame.ts'
import type { Mark } from './mark-lexer.ts'
import type { Scan } from './scan.ts'

/** A value of an object or call that is neither list nor object. */
export type FieldValue =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'word'; readonly text: string }
  | {
      readonly type: 'number'
      readonly value: number
      readonly isDecimal: boolean
      readonly start: number
      readonly end: number
    }

/**
 * One way to write regions. The scanner reads brackets, keys and marks once and offers what it finds to each row of
 * its table; the first that answers true has taken it. A new format is a new row.
 */
export type Syntax = {
  readonly name: string
  /** A list of numbers closed. */
  readonly readList?: (list: ListFrame, end: number, scan: Scan) => boolean
  /** A field of an object or call was read. */
  readonly readField?: (record: RecordFrame, key: string, value: FieldValue, scan: Scan) => boolean
  /** An object or call closed. */
  readonly readRecord?: (record: RecordFrame, end: number, scan: Scan) => boolean
  /** A mark was read. */
  readonly readMark?: (mark: Mark, scan: Scan) => boolean
}
