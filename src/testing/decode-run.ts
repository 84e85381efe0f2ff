import { createStreamDecoder, type StreamDecoderOptions } from '@/core/protocol/decode-stream.ts'
import type { StreamEvent } from '@/core/protocol/stream-event.ts'
import type { EndReason } from '@/core/protocol/wire-decoder.ts'

export type DecodeOptions = StreamDecoderOptions & { readonly reason?: EndReason }

type ToolCall = { id?: string; name?: string; arguments: string }

/** All events of a body that arrives in these pieces. */
export function decodePieces(
  pieces: readonly Uint8Array[],
  options: DecodeOptions,
): readonly StreamEvent[] {
  const decoder = createStreamDecoder(options)
  return [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.end(options.reason)]
}

/** All events of a body that arrives at once. */
export function decodeText(body: string, options: DecodeOptions): readonly StreamEvent[] {
  return decodePieces([new TextEncoder().encode(body)], options)
}

/** An event stream of these values; a value with a `type` names its event, as servers do. */
export function eventStream(...values: readonly unknown[]): string {
  return values
    .map((value) => {
      const named = value as { type?: unknown } | null
      const name = typeof named?.type === 'string' ? `event: ${named.type}\n` : ''
      return `${name}data: ${JSON.stringify(value)}\n\n`
    })
    .join('')
}

/** Lines of JSON. */
export function lineStream(...values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('')
}

function joinCalls(events: readonly StreamEvent[]): readonly ToolCall[] {
  const calls: ToolCall[] = []
  for (const event of events) {
    if (event.type === 'tool-call-delta') {
      const call = calls[event.index] ?? { arguments: '' }
      calls[event.index] = {
        ...call,
        ...(event.id !== undefined && { id: event.id }),
        ...(event.name !== undefined && { name: event.name }),
        arguments: call.arguments + event.arguments,
      }
    }
  }
  return calls
}

/** What the events of one run say, however they were cut. Throws unless the one `end` stands last. */
export function joinRun(events: readonly StreamEvent[]) {
  const end = events.at(-1)
  if (end?.type !== 'end' || events.filter((event) => event.type === 'end').length !== 1) {
    throw new Error('The end is not the last event, or not the only one.')
  }
  const fieldsOf = (type: StreamEvent['type']) =>
    events.flatMap((event) => {
      const { type: own, ...fields } = event
      return own === type ? [fields] : []
    })
  const usage = fieldsOf('usage')
  return {
    status: end.status,
    reasoning: events.map((event) => (event.type === 'reasoning-delta' ? event.text : '')).join(''),
    text: events.map((event) => (event.type === 'answer-delta' ? event.text : '')).join(''),
    calls: joinCalls(events),
    usage: usage.length === 0 ? null : Object.assign({}, ...usage),
    metadata: Object.assign({}, ...fieldsOf('metadata')),
    finishReason: end.finishReason,
    error:
      end.error === undefined
        ? null
        : { kind: end.error.kind, retry: end.error.retry, code: end.error.code },
    message: end.error?.message ?? null,
  }
}
