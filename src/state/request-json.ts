import { maskSecrets } from '@/core/protocol/redact.ts'
import type { RunError } from '@/core/protocol/stream-event.ts'
import type { OutgoingRequest, Ports } from '@/io/ports.ts'

/** Model lists of the largest hosts have a few hundred kilobytes. */
const MAX_BYTES = 4_000_000

/** What a server answered to a request for JSON, and how. */
export type JsonAnswer = {
  /** HTTP status; null where no answer came. */
  readonly status: number | null
  /** Untrusted; undefined where the answer was no JSON. */
  readonly value: unknown
  /** Why there is no value. */
  readonly error: RunError | null
  /** Milliseconds from the request to the first byte of the answer. */
  readonly afterMs: number
}

/**
 * Asks for JSON by way of the stream port, which unlike the JSON port tells the status, and the reason where no answer
 * came at all.
 */
export async function requestJson(
  ports: Ports,
  outgoing: OutgoingRequest,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  const startedAtMs = ports.clock.now()
  const tooLong = new AbortController()
  const pieces: Uint8Array[] = []
  let size = 0
  let status: number | null = null
  let afterMs = 0
  let error: RunError | null = null
  await ports.stream({
    ...outgoing,
    // Any wire does: a list of models is no answer on any of them, but errors are read alike.
    wire: 'chat-completions',
    signal: AbortSignal.any([signal, tooLong.signal]),
    onResponse: (head, atMs) => {
      status = head.status
      afterMs = atMs - startedAtMs
    },
    onBytes: (bytes) => {
      size += bytes.length
      if (size > MAX_BYTES) tooLong.abort()
      else pieces.push(bytes)
    },
    onEvents: (events) => {
      for (const event of events) if (event.type === 'end') error = event.error ?? null
    },
  })
  const isSuccess = status !== null && status >= 200 && status <= 299 && size <= MAX_BYTES
  const value = isSuccess ? parseJson(pieces, outgoing.key) : undefined
  return { status, value, error: value === undefined ? error : null, afterMs }
}

/** A server that repeats the key must not bring it onto the screen. */
function parseJson(pieces: readonly Uint8Array[], key: string | null): unknown {
  const decoder = new TextDecoder()
  const text = pieces.map((piece) => decoder.decode(piece, { stream: true })).join('')
  try {
    return JSON.parse(maskSecrets(text + decoder.decode(), key === null ? [] : [key]))
  } catch {
    return undefined
  }
}
