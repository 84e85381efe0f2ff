import type { Channel } from '@/core/grounding/region.ts'

/** A stretch of text and the channel that it belongs to. */
export type ChannelText = { readonly channel: Channel; readonly text: string }

export type ThinkStep = {
  readonly pieces: readonly ChannelText[]
  /**
   * Set at a `</think>` that was never opened: that many UTF-16 units of answer handed out so far were
   * reasoning. Text that was handed out is not taken back; whoever keeps it may move it.
   */
  readonly answerStartsAt: number | null
}

export type ThinkSplitter = {
  readonly push: (text: string) => ThinkStep
  /** Tells that the server sends reasoning in a field of its own: a stray `</think>` is then plain text. */
  readonly noteReasoning: () => void
  /** What was held back, at the end of the stream. */
  readonly end: () => ThinkStep
}

const OPEN = '<think>'
const CLOSE = '</think>'
const QUOTES = '`\'"'

/** Length of the longest end of `text` that could be the beginning of `tag`. */
function partialTagLength(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length -= 1) {
    if (tag.startsWith(text.slice(-length))) {
      return length
    }
  }
  return 0
}

type State = {
  /** `start` until the answer has its first visible character: only there `<think>` opens. */
  mode: 'start' | 'thinking' | 'answer'
  /** White space before the answer: held, because it must not end the reasoning. */
  space: string
  /** Beginning of a tag that is not yet whole; at most seven characters. */
  held: string
  knowsReasoning: boolean
  answerLength: number
  /** Last character handed out in the answer: a quoted `</think>` is a mention, not a tag. */
  last: string
  answerStartsAt: number | null
  pieces: ChannelText[]
}

function emit(state: State, channel: Channel, text: string): void {
  if (text === '') {
    return
  }
  state.pieces.push({ channel, text })
  if (channel === 'answer') {
    state.answerLength += text.length
    state.last = text.slice(-1)
  }
}

/** Reads up to the first visible character; returns what is left to read, null when more text is needed. */
function readStart(state: State, text: string): string | null {
  const visible = text.search(/\S/)
  if (visible === -1) {
    state.space += text
    return null
  }
  state.space += text.slice(0, visible)
  const rest = text.slice(visible)
  if (rest.startsWith(OPEN)) {
    state.mode = 'thinking'
    state.knowsReasoning = true
    state.space = ''
    return rest.slice(OPEN.length)
  }
  if (OPEN.startsWith(rest)) {
    state.held = rest
    return null
  }
  state.mode = 'answer'
  emit(state, 'answer', state.space)
  state.space = ''
  return rest
}

/** Emits all but a possible beginning of `</think>` at the end. */
function emitButPartialTag(state: State, channel: Channel, text: string): void {
  const partial = partialTagLength(text, CLOSE)
  emit(state, channel, text.slice(0, text.length - partial))
  state.held = text.slice(text.length - partial)
}

function readThinking(state: State, text: string): string | null {
  const close = text.indexOf(CLOSE)
  if (close === -1) {
    emitButPartialTag(state, 'reasoning', text)
    return null
  }
  emit(state, 'reasoning', text.slice(0, close))
  state.mode = 'start'
  return text.slice(close + CLOSE.length)
}

function readAnswer(state: State, text: string): string | null {
  if (state.knowsReasoning) {
    emit(state, 'answer', text)
    return null
  }
  const close = text.indexOf(CLOSE)
  if (close === -1) {
    emitButPartialTag(state, 'answer', text)
    return null
  }
  emit(state, 'answer', text.slice(0, close))
  if (state.last !== '' && QUOTES.includes(state.last)) {
    emit(state, 'answer', CLOSE)
    return text.slice(close + CLOSE.length)
  }
  state.knowsReasoning = true
  state.mode = 'start'
  if (state.answerLength > 0) {
    state.answerStartsAt = state.answerLength
  }
  return text.slice(close + CLOSE.length)
}

const READERS = { start: readStart, thinking: readThinking, answer: readAnswer } as const

function takeStep(state: State): ThinkStep {
  const step = { pieces: state.pieces, answerStartsAt: state.answerStartsAt }
  state.pieces = []
  state.answerStartsAt = null
  return step
}

/**
 * Splits content that carries its reasoning inline (`<think>…</think>`) into channels while it arrives. Only
 * the tags and the white space in front of the opening one are taken out; every other character is handed out,
 * in order.
 * `<think>` opens only before the answer has begun, so an answer may speak of the tag. Servers and templates
 * that drop the opening tag leave a lone `</think>`: see `answerStartsAt`.
 */
export function createThinkSplitter(): ThinkSplitter {
  const state: State = {
    mode: 'start',
    space: '',
    held: '',
    knowsReasoning: false,
    answerLength: 0,
    last: '',
    answerStartsAt: null,
    pieces: [],
  }
  return {
    push(text) {
      let rest: string | null = state.held + text
      state.held = ''
      while (rest !== null && rest !== '') {
        rest = READERS[state.mode](state, rest)
      }
      return takeStep(state)
    },
    noteReasoning() {
      state.knowsReasoning = true
    },
    end() {
      emit(state, 'answer', state.space)
      emit(state, state.mode === 'thinking' ? 'reasoning' : 'answer', state.held)
      state.space = ''
      state.held = ''
      return takeStep(state)
    },
  }
}

/**
 * Splits content that is whole. Here a `</think>` without its opening tag costs nothing: what stands before it
 * is reasoning, unless the server sent reasoning apart.
 */
export function splitWholeContent(
  content: string,
  hasReasoning: boolean,
): { readonly reasoning: string; readonly answer: string } {
  const splitter = createThinkSplitter()
  if (hasReasoning) {
    splitter.noteReasoning()
  }
  const steps = [splitter.push(content), splitter.end()]
  const pieces = steps.flatMap((step) => step.pieces)
  const join = (channel: Channel) =>
    pieces.flatMap((piece) => (piece.channel === channel ? [piece.text] : [])).join('')
  const answer = join('answer')
  const startsAt = steps[0]?.answerStartsAt ?? null
  return startsAt === null
    ? { reasoning: join('reasoning'), answer }
    : { reasoning: answer.slice(0, startsAt), answer: answer.slice(startsAt) }
}
