import type { Channel } from '@/core/grounding/region.ts'
import { restOfWhole } from './rest-of-whole.ts'
import type { RunError, StreamEvent } from './stream-event.ts'
import {
  type ChannelText,
  createThinkSplitter,
  splitWholeContent,
  type ThinkStep,
} from './think-splitter.ts'
import type { WireChunk } from './wire-chunk.ts'
import { ANSWER_TOO_LONG } from './wire-endings.ts'

/** UTF-16 units of reasoning, answer and arguments together; no model says as much. */
const MAX_ANSWER_LENGTH = 8_000_000

/** What one answer has said so far, over all of its channels. */
export type Spoken = {
  readonly splitter: ReturnType<typeof createThinkSplitter>
  /** Text of each channel as the server sent it, and as it was handed out: inline tags make the difference. */
  readonly heard: Record<Channel, string>
  readonly shown: Record<Channel, string>
  /** UTF-16 units handed out, arguments of calls included. */
  length: number
  /** Text came in pieces; else it came in messages, each of which may be whole or the next piece. */
  hasDeltas: boolean
  /** Messages turned out to be pieces. */
  messagesGoOn: boolean
  isContradicted: boolean
  /** Why no more is read of an answer that is beyond all bounds. */
  excess: RunError | null
  /** Once something is shown, nothing may be asked again without the user. */
  hasShown: boolean
}

export function createSpoken(): Spoken {
  return {
    splitter: createThinkSplitter(),
    heard: { reasoning: '', answer: '' },
    shown: { reasoning: '', answer: '' },
    length: 0,
    hasDeltas: false,
    messagesGoOn: false,
    isContradicted: false,
    excess: null,
    hasShown: false,
  }
}

/** As much of a text as there is room for; the end follows where that is not all. */
export function takeRoom(state: Spoken, text: string): string {
  const kept = text.slice(0, MAX_ANSWER_LENGTH - state.length)
  state.length += kept.length
  if (kept.length < text.length) {
    state.excess ??= ANSWER_TOO_LONG
  }
  return kept
}

function textEvents(state: Spoken, pieces: readonly ChannelText[]): readonly StreamEvent[] {
  return pieces.flatMap(({ channel, text: said }) => {
    const text = takeRoom(state, said)
    if (text === '') {
      return []
    }
    state.hasShown = true
    state.shown[channel] += text
    return [
      channel === 'answer'
        ? ({ type: 'answer-delta', text } as const)
        : ({ type: 'reasoning-delta', text } as const),
    ]
  })
}

/** Events of a step of the splitter. */
export function stepEvents(state: Spoken, step: ThinkStep): readonly StreamEvent[] {
  const events = textEvents(state, step.pieces)
  const { answerStartsAt } = step
  if (answerStartsAt === null) {
    return events
  }
  const { shown } = state
  shown.reasoning += shown.answer.slice(0, answerStartsAt)
  shown.answer = shown.answer.slice(answerStartsAt)
  return [...events, { type: 'metadata', answerStartsAt }]
}

/** Text that goes on: its tags may be split over chunks. */
function spokenEvents(state: Spoken, texts: readonly ChannelText[]): readonly StreamEvent[] {
  return texts.flatMap((piece) => {
    state.heard[piece.channel] += piece.text
    if (piece.channel === 'answer') {
      return stepEvents(state, state.splitter.push(piece.text))
    }
    state.splitter.noteReasoning()
    return textEvents(state, [piece])
  })
}

function joinChannel(texts: readonly ChannelText[], channel: Channel): string {
  return texts.flatMap((piece) => (piece.channel === channel ? [piece.text] : [])).join('')
}

/** What one channel of a message adds to what was said before. Where it contradicts that, the run does not end well. */
function repeatedText(state: Spoken, channel: Channel, whole: string): string {
  const { heard, shown } = state
  const rest = whole === '' ? '' : restOfWhole(heard[channel], whole)
  // Tags that came inline may be taken out of the message.
  if (rest !== null || restOfWhole(shown[channel], whole) === '') {
    return rest ?? ''
  }
  state.isContradicted = true
  state.messagesGoOn = !state.hasDeltas
  return state.messagesGoOn ? whole : ''
}

/** A message behind text: the same once more, the same and more, or, where nothing came in deltas, the next piece. */
function repeatedEvents(state: Spoken, texts: readonly ChannelText[]): readonly StreamEvent[] {
  if (state.messagesGoOn) {
    return spokenEvents(state, texts)
  }
  const news = (['reasoning', 'answer'] as const).map((channel) => ({
    channel,
    text: repeatedText(state, channel, joinChannel(texts, channel)),
  }))
  return spokenEvents(
    state,
    news.filter(({ text }) => text !== ''),
  )
}

/** Text that is all there is: a `</think>` that was never opened can still be put right. */
function wholeTextEvents(state: Spoken, texts: readonly ChannelText[]): readonly StreamEvent[] {
  const apart = joinChannel(texts, 'reasoning')
  const { reasoning, answer } = splitWholeContent(joinChannel(texts, 'answer'), apart !== '')
  const pieces = [
    { channel: 'reasoning', text: apart + reasoning },
    { channel: 'answer', text: answer },
  ] as const
  return textEvents(
    state,
    pieces.filter((piece) => piece.text !== ''),
  )
}

/** What the text of a chunk adds: new text, or what a whole message says beyond what was said. */
export function chunkTextEvents(state: Spoken, chunk: WireChunk): readonly StreamEvent[] {
  const { texts, isWhole, isLast } = chunk
  if (isWhole && state.hasShown) {
    return repeatedEvents(state, texts)
  }
  state.hasDeltas ||= !isWhole && texts.length > 0
  return isWhole && isLast ? wholeTextEvents(state, texts) : spokenEvents(state, texts)
}
