import type { RunError, StreamEvent } from './stream-event.ts'
import type { EndReason, WireDecoder } from './wire-decoder.ts'

/** Turns the bytes of one body into events: the last list ends with the one `end` event. */
export type StreamReader = {
  readonly push: (bytes: Uint8Array) => readonly StreamEvent[]
  readonly end: (reason?: EndReason) => readonly StreamEvent[]
}

export type ReaderContext = {
  readonly wire: WireDecoder
  readonly httpStatus: number
  /** Value of the header; only advice. */
  readonly contentType: string
  /** Whether the relay beside the page handed the answer on, or gave it itself. */
  readonly isRelayed: boolean
  /** Masked in all that is read, before it is read. */
  readonly secrets: readonly string[]
}

const TOO_LARGE: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message: 'The server sent a single event larger than 16 million characters.',
}

/** The end of a run that failed before its wire could say anything. */
export function errorEnd(error: RunError): readonly StreamEvent[] {
  return [{ type: 'end', status: 'error', finishReason: null, error }]
}

/** The end at an event or a line over the limit: text that was held back is still handed out. */
export function tooLargeEnd(wire: WireDecoder): readonly StreamEvent[] {
  const ended = wire.finish('reset').filter((event) => event.type !== 'end')
  return [...ended, ...errorEnd(TOO_LARGE)]
}

/** True once the `end` event was handed out. */
export function isOver(events: readonly StreamEvent[]): boolean {
  return events.at(-1)?.type === 'end'
}
