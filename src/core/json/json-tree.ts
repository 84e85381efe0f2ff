/** What a value of JSON is. */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null'

/** A stretch of the text in UTF-16 units, end exclusive. */
export type TextRange = { readonly start: number; readonly end: number }

/**
 * The values of a JSON text in the order in which they stand there. Value 0 is the outermost one; what a list or an
 * object holds follows it directly, up to its `after`. Values are ranges of the text, so that a number is shown as
 * it was written.
 */
export type JsonTree = {
  readonly text: string
  /** How many values there are, lists and objects included. */
  readonly count: number
  readonly kindOf: (value: number) => JsonKind
  /** With quotes and brackets; a list that was cut ends where the text does. */
  readonly rangeOf: (value: number) => TextRange
  /** The name of a member with its quotes; null in lists and outside. */
  readonly nameOf: (value: number) => TextRange | null
  /** Members of a list or an object. */
  readonly sizeOf: (value: number) => number
  /** The first value that is no longer inside of this one. */
  readonly after: (value: number) => number
}

/** Why a text is no JSON. */
export type JsonMistake = {
  /** UTF-16 units from the start of the text. */
  readonly offset: number
  /** What is wrong there, as a clause: "a comma is missing". */
  readonly reason: string
}

export type JsonReading = {
  /** What was read before the first mistake; null where there is not even the start of a value. */
  readonly tree: JsonTree | null
  /** The first mistake; null where the text is JSON. */
  readonly mistake: JsonMistake | null
}
