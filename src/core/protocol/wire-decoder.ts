import type { ServerSentEvent } from './sse-parser.ts'
import type { StreamEvent, Wire } from './stream-event.ts'

/** How the bytes ended: a clean close, a broken connection, or the user's Stop. */
export type EndReason = 'close' | 'reset' | 'abort'

/**
 * Gives events of one wire their meaning. Each list may close with the one `end` event; nothing is passed to
 * the decoder after that.
 */
export type WireDecoder = {
  readonly wire: Wire
  /** One event of the stream, or one line of NDJSON; its `data` is as the server wrote it. */
  readonly readEvent: (event: ServerSentEvent) => readonly StreamEvent[]
  /** A body that is one JSON value instead of a stream. */
  readonly readDocument: (value: unknown) => readonly StreamEvent[]
  /** The input is over: hands out what was held back, and the `end`. */
  readonly finish: (reason: EndReason) => readonly StreamEvent[]
}
