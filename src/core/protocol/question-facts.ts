import type { DoctorSighting } from './doctor-failure.ts'
import { namesColours } from './doctor-picture.ts'
import type { EndStatus, ErrorKind, RunError, StreamEvent } from './stream-event.ts'
import type { ReasoningPlace } from './stream-shape.ts'

/** What a question brought, as far as it was read. Times in milliseconds. */
export type QuestionFacts = DoctorSighting & {
  readonly hadPicture: boolean
  readonly error: RunError | null
  /** Null where we stopped reading. */
  readonly endStatus: EndStatus | null
  /** The beginnings of both texts. */
  readonly reasoning: string
  readonly answer: string
  /** Null where nothing arrived. */
  readonly isStreamed: boolean | null
  readonly place: ReasoningPlace
  /** From the request to the answer of the server, and to the first text. */
  readonly answeredMs: number
  readonly firstTextMs: number | null
}

/** What is kept of each text, in UTF-16 units, to look for colours and tags. */
const KEPT = 8_000

/** A question that was just sent. */
export function createQuestionFacts(request: string, hadPicture: boolean): QuestionFacts {
  return {
    request,
    status: null,
    hadPicture,
    error: null,
    endStatus: null,
    reasoning: '',
    answer: '',
    isStreamed: null,
    place: { kind: 'none' },
    answeredMs: 0,
    firstTextMs: null,
  }
}

function addEvent(facts: QuestionFacts, event: StreamEvent): QuestionFacts {
  switch (event.type) {
    case 'reasoning-delta':
      return { ...facts, reasoning: keep(facts.reasoning, event.text) }
    case 'answer-delta':
      return { ...facts, answer: keep(facts.answer, event.text) }
    case 'end':
      return { ...facts, endStatus: event.status, error: event.error ?? null }
    default:
      return facts
  }
}

const keep = (text: string, more: string): string => (text.length < KEPT ? text + more : text)

/** The facts with what arrived at a time, in milliseconds after the request. */
export function addAnswer(
  facts: QuestionFacts,
  events: readonly StreamEvent[],
  afterMs: number,
): QuestionFacts {
  const next = events.reduce(addEvent, facts)
  const hasText = next.reasoning !== '' || next.answer !== ''
  return { ...next, firstTextMs: facts.firstTextMs ?? (hasText ? afterMs : null) }
}

const PICTURE_KINDS: ReadonlySet<ErrorKind> = new Set(['model', 'request', 'server', 'protocol'])

/** Codes and statuses of a model or an interface that is not there; pictures have nothing to do with it. */
const NOT_THERE = /^(?:404|405|1211|model_not_found|not_found_error)$|not_?found/i

/** Whether an error may come from the picture, so that it is worth asking once more without one. */
export function mayRefusePicture({ hadPicture, error }: QuestionFacts): boolean {
  if (!hadPicture || error === null || !PICTURE_KINDS.has(error.kind)) {
    return false
  }
  if (/image|picture|vision|multi-?modal|mmproj|图片/i.test(error.message)) {
    return true
  }
  return !NOT_THERE.test(error.code ?? '') && !error.code?.startsWith('wire:')
}

/** Both texts, apart, so that the last word of one and the first of the other stay two words. */
export function textOf({ reasoning, answer }: QuestionFacts): string {
  return `${reasoning}\n${answer}`
}

/**
 * Enough was read: an answer has begun, the picture is seen, and the reasoning is either here or not expected.
 * Reasoning alone is not enough, because a server may end without an answer.
 */
export function isEnough(facts: QuestionFacts, expectsReasoning: boolean): boolean {
  const hasAnswer = facts.answer.trim() !== ''
  const isSeen = hasAnswer && (!facts.hadPicture || namesColours(textOf(facts)))
  const isReasoned = !expectsReasoning || facts.reasoning.trim() !== ''
  return facts.isStreamed === true && isSeen && isReasoned
}
