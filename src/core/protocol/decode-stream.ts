import { type BodyKind, createBodySniffer } from './body-kind.ts'
import { createBodyReader } from './body-reader.ts'
import { createChatCompletionsDecoder } from './chat-completions-decoder.ts'
import { createEventReader } from './event-reader.ts'
import { createLineReader } from './line-reader.ts'
import { createMessagesDecoder } from './messages-decoder.ts'
import { createOllamaDecoder } from './ollama-decoder.ts'
import { createResponsesDecoder } from './responses-decoder.ts'
import type { RunError, StreamEvent, Wire } from './stream-event.ts'
import { errorEnd, isOver, type ReaderContext, type StreamReader } from './stream-reader.ts'
import type { EndReason, WireDecoder } from './wire-decoder.ts'

export type { StreamEvent, Wire } from './stream-event.ts'

export type StreamDecoderOptions = {
  readonly wire: Wire
  /** Value of the `Content-Type` header; only advice, the body itself decides. */
  readonly contentType?: string
  /** HTTP status; 200 where it is left out. */
  readonly httpStatus?: number
  /** Whether the answer came by way of the relay: only then may it speak for the relay. False where left out. */
  readonly isRelayed?: boolean
  /** Keys of the request. A server that repeats one has it masked before anything is read, cut or shown. */
  readonly secrets?: readonly string[]
}

export type StreamDecoder = {
  /** The meaning of the next bytes of the body. After the `end` event every call answers with nothing. */
  readonly push: (bytes: Uint8Array) => readonly StreamEvent[]
  /** The body is over; answers with the `end` event unless it was handed out already. */
  readonly end: (reason?: EndReason) => readonly StreamEvent[]
}

type WireForm = {
  readonly createDecoder: () => WireDecoder
  /** Whether the wire streams lines of JSON; all others stream events. */
  readonly streamsLines: boolean
}

const WIRE_FORMS: Readonly<Record<Wire, WireForm>> = {
  'chat-completions': { createDecoder: createChatCompletionsDecoder, streamsLines: false },
  responses: { createDecoder: createResponsesDecoder, streamsLines: false },
  messages: { createDecoder: createMessagesDecoder, streamsLines: false },
  ollama: { createDecoder: createOllamaDecoder, streamsLines: true },
}

const EMPTY_BODY: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message: 'The server closed the connection without sending anything.',
}

function createReaderFor(kind: BodyKind, form: WireForm, context: ReaderContext): StreamReader {
  if (kind === 'events') {
    return createEventReader(context)
  }
  return kind === 'json' && form.streamsLines
    ? createLineReader(context)
    : createBodyReader(context)
}

/** Chooses the reader by status, wire and first bytes, then hands everything to it. */
function createReader(form: WireForm, context: ReaderContext): StreamReader {
  const { httpStatus, wire } = context
  const isSuccess = httpStatus >= 200 && httpStatus <= 299
  let reader = isSuccess ? null : createBodyReader(context)
  const sniff = createBodySniffer()
  let waiting: Uint8Array[] = []

  return {
    push(bytes) {
      if (reader !== null) {
        return reader.push(bytes)
      }
      // The caller may use its buffer again, and these bytes are read only later.
      waiting.push(bytes.slice())
      const kind = sniff(bytes)
      if (kind === null) {
        return []
      }
      const chosen = createReaderFor(kind, form, context)
      reader = chosen
      const pieces = waiting
      waiting = []
      return pieces.flatMap((piece) => chosen.push(piece))
    },
    end(reason = 'close') {
      if (reader !== null) {
        return reader.end(reason)
      }
      return reason === 'close' ? errorEnd(EMPTY_BODY) : wire.finish(reason)
    },
  }
}

/**
 * Decodes the body of one answer, in any pieces, to stream events with exactly one `end`, last. Handles event
 * streams, lines of JSON, whole JSON answers, error bodies of any HTTP status and HTML pages, on every wire.
 * Never throws, and never puts a part of the request into an error.
 */
export function createStreamDecoder(options: StreamDecoderOptions): StreamDecoder {
  const form = WIRE_FORMS[options.wire]
  const reader = createReader(form, {
    wire: form.createDecoder(),
    httpStatus: options.httpStatus ?? 200,
    contentType: options.contentType ?? 'text/event-stream',
    isRelayed: options.isRelayed ?? false,
    secrets: options.secrets ?? [],
  })
  let isEnded = false

  const passOn = (read: () => readonly StreamEvent[]) => {
    if (isEnded) {
      return []
    }
    const events = read()
    isEnded = isOver(events)
    return events
  }

  return {
    push: (bytes) => passOn(() => reader.push(bytes)),
    end: (reason) => passOn(() => reader.end(reason)),
  }
}
