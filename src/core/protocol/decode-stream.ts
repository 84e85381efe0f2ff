import { createBodySniffer } from './body-kind.ts'
import { createBodyText } from './body-text.ts'
import { createChatCompletionsDecoder } from './chat-completions-decoder.ts'
import { decodeBody } from './decode-body.ts'
import { parseJson } from './json-value.ts'
import { maskSecrets } from './redact.ts'
import { createSseParser, type SseItem } from './sse-parser.ts'
import type { RunError, StreamEvent, Wire } from './stream-event.ts'
import type { EndReason, WireDecoder } from './wire-decoder.ts'

export type { StreamEvent, Wire } from './stream-event.ts'

export type StreamDecoderOptions = {
  readonly wire: Wire
  /** Value of the `Content-Type` header; only advice, the body itself decides. */
  readonly contentType?: string
  /** HTTP status; 200 where it is left out. */
  readonly httpStatus?: number
  /** Keys of the request. A server that repeats one has it masked before anything is read, cut or shown. */
  readonly secrets?: readonly string[]
}

export type StreamDecoder = {
  /** The meaning of the next bytes of the body. After the `end` event every call answers with nothing. */
  readonly push: (bytes: Uint8Array) => readonly StreamEvent[]
  /** The body is over; answers with the `end` event unless it was handed out already. */
  readonly end: (reason?: EndReason) => readonly StreamEvent[]
}

/** One decoder a wire; a wire without one is not spoken yet. */
const WIRE_DECODERS: ReadonlyMap<Wire, () => WireDecoder> = new Map([
  ['chat-completions', createChatCompletionsDecoder],
])

const TOO_LARGE: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message: 'The server sent a single event larger than 16 million characters.',
}

const EMPTY_BODY: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message: 'The server closed the connection without sending anything.',
}

const NO_EVENTS: RunError = {
  kind: 'not-an-api',
  retry: 'never',
  code: null,
  message: 'The server answered with text that is no event stream.',
}

function errorEnd(error: RunError): readonly StreamEvent[] {
  return [{ type: 'end', status: 'error', finishReason: null, error }]
}

function isOver(events: readonly StreamEvent[]): boolean {
  return events.at(-1)?.type === 'end'
}

/** Reads a successful body that turned out to be an event stream. */
function createEventReader(
  wire: WireDecoder,
  contentType: string,
  secrets: readonly string[],
): StreamDecoder {
  const parser = createSseParser()
  let sawEvent = false

  const readItem = (item: SseItem): readonly StreamEvent[] => {
    if (item.type === 'retry') {
      return []
    }
    if (item.type === 'too-large') {
      const ended = wire.finish('reset').filter((event) => event.type !== 'end')
      return [...ended, ...errorEnd(TOO_LARGE)]
    }
    sawEvent = true
    return wire.readEvent({ ...item, data: maskSecrets(item.data, secrets) })
  }

  return {
    push(bytes) {
      const events: StreamEvent[] = []
      for (const item of parser.push(bytes)) {
        events.push(...readItem(item))
        if (isOver(events)) {
          break
        }
      }
      return events
    },
    end(reason = 'close') {
      const tail = parser.end()
      const isUsable =
        reason === 'close' &&
        tail !== null &&
        (tail.data.trim() === '[DONE]' || parseJson(tail.data).ok)
      const events = isUsable ? readItem({ type: 'event', ...tail }) : []
      if (isOver(events)) {
        return events
      }
      if (reason === 'close' && !sawEvent && tail === null && !/event-stream/i.test(contentType)) {
        return errorEnd(NO_EVENTS)
      }
      return [...events, ...wire.finish(reason)]
    },
  }
}

/** Reads a body that is a whole: JSON, a page, or whatever came with an HTTP error. */
function createBodyReader(
  wire: WireDecoder,
  httpStatus: number,
  secrets: readonly string[],
): StreamDecoder {
  const body = createBodyText()
  return {
    push(bytes) {
      body.push(bytes)
      return []
    },
    end(reason = 'close') {
      return reason === 'abort'
        ? wire.finish('abort')
        : decodeBody(maskSecrets(body.end(), secrets), { wire, httpStatus, reason })
    },
  }
}

/** Chooses the reader by status and first bytes, then hands everything to it. */
function createReader(wire: WireDecoder, options: StreamDecoderOptions): StreamDecoder {
  const httpStatus = options.httpStatus ?? 200
  const isSuccess = httpStatus >= 200 && httpStatus <= 299
  const secrets = options.secrets ?? []
  let reader = isSuccess ? null : createBodyReader(wire, httpStatus, secrets)
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
      reader =
        kind === 'events'
          ? createEventReader(wire, options.contentType ?? 'text/event-stream', secrets)
          : createBodyReader(wire, httpStatus, secrets)
      const chosen = reader
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

/** Ends at the first call: for a wire that this version does not speak. */
function createUnspokenReader(wire: Wire): StreamDecoder {
  const refuse = () =>
    errorEnd({
      kind: 'request',
      retry: 'never',
      code: null,
      message: `This version of Sightline does not speak the wire "${wire}" yet. Choose Chat Completions.`,
    })
  return { push: refuse, end: refuse }
}

/**
 * Decodes the body of one answer, in any pieces, to stream events with exactly one `end`, last. Handles event
 * streams, whole JSON completions, error bodies of any HTTP status and HTML pages. Never throws, and never puts
 * a part of the request into an error.
 */
export function createStreamDecoder(options: StreamDecoderOptions): StreamDecoder {
  const createWire = WIRE_DECODERS.get(options.wire)
  const reader =
    createWire === undefined
      ? createUnspokenReader(options.wire)
      : createReader(createWire(), options)
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
