import type { Rule } from './field-rules.ts'
import type { Answer, Question, StrictDialect } from './strict-dialect.ts'

/** The server's side of one wire. */
export type WireServer = {
  /** Below the base path of a dialect. */
  readonly path: string
  readonly streamType: string
  /** What a whole body must look like. */
  readonly rule: (dialect: StrictDialect) => Rule
  /** Reads a body that has passed the rule. */
  readonly understand: (body: unknown, dialect: StrictDialect) => Question
  /** The body of a streamed answer, piece by piece. */
  readonly writeStream: (
    question: Question,
    answer: Answer,
    dialect: StrictDialect,
  ) => readonly string[]
  readonly writeWhole: (question: Question, answer: Answer, dialect: StrictDialect) => unknown
}

/** Cuts a text into pieces as short as tokens. */
export function cutText(text: string): readonly string[] {
  const characters = [...text]
  return Array.from({ length: Math.ceil(characters.length / 4) }, (_, index) =>
    characters.slice(index * 4, index * 4 + 4).join(''),
  )
}
