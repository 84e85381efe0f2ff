import type { StreamDecoder } from '@/core/protocol/decode-stream.ts'
import { portionEvents } from '@/core/protocol/portion-events.ts'
import type { StreamEvent } from '@/core/protocol/stream-event.ts'
import type { EndReason } from '@/core/protocol/wire-decoder.ts'
import type { StreamOptions, StreamPort } from './ports.ts'
import { probeFailure } from './probe-failure.ts'
import { type Fetchers, sendRequest } from './send-request.ts'
import { yieldToPage } from './yield-to-page.ts'

/** The decoders are no part of the first load; `loadForAsking` sends for them once the page stands. */
const loadDecoder = () => import('@/core/protocol/decode-stream.ts')

/** Nothing is sent whose answer could not be read: it would be paid for all the same. */
const NOT_LOADED: StreamEvent = {
  type: 'end',
  status: 'error',
  finishReason: null,
  error: { kind: 'request', retry: 'user', code: 'not-loaded', message: '' },
}

const STOPPED: StreamEvent = { type: 'end', status: 'stopped', finishReason: null }

const UNREADABLE: StreamEvent = {
  type: 'end',
  status: 'error',
  finishReason: null,
  error: {
    kind: 'protocol',
    retry: 'user',
    code: 'unreadable',
    message: 'This answer cannot be read.',
  },
}

/** Sends requests and decodes their streams as the bytes come in. */
export function createStreamPort(fetchers: Fetchers, now: () => number): StreamPort {
  return async (options) => {
    const { signal, transport, request, wire } = options
    const emit = (events: readonly StreamEvent[]) => {
      if (events.length > 0) options.onEvents(events, now())
    }
    const decoding = await loadDecoder().catch(() => null)
    if (decoding === null) return emit([NOT_LOADED])
    const response = await open(fetchers, options)
    if (response === null) {
      emit([
        signal.aborted
          ? STOPPED
          : {
              type: 'end',
              status: 'error',
              finishReason: null,
              error: await probeFailure(request.url, transport === 'relay'),
            },
      ])
      return
    }
    options.onResponse?.({ status: response.status, headers: [...response.headers] }, now())
    const decoder = decoding.createStreamDecoder({
      wire,
      contentType: response.headers.get('content-type') ?? '',
      httpStatus: response.status,
      isRelayed: transport === 'relay',
      secrets: options.key === null ? [] : [options.key],
    })
    const onBytes = (bytes: Uint8Array<ArrayBuffer>) => options.onBytes?.(bytes, now())
    await readBody(response, { decoder, signal, now, emit, onBytes })
  }
}

async function open(fetchers: Fetchers, options: StreamOptions): Promise<Response | null> {
  try {
    return await sendRequest(fetchers, options, options.signal)
  } catch {
    return null
  }
}

type BodyReading = {
  readonly decoder: StreamDecoder
  readonly signal: AbortSignal
  readonly now: () => number
  readonly emit: (events: readonly StreamEvent[]) => void
  readonly onBytes: (bytes: Uint8Array<ArrayBuffer>) => void
}

/** A large piece is decoded in slices of so many bytes. */
const SLICE_BYTES = 65_536

/** After so much work the page gets a turn, also where the next bytes are there already. */
const LONGEST_TURN_MS = 8

/** Counts the time that work takes; resolves at once, or after the page had its turn. */
function createTurns(now: () => number) {
  let workedMs = 0
  return async (work: () => void): Promise<void> => {
    const startedAtMs = now()
    work()
    workedMs += now() - startedAtMs
    if (workedMs < LONGEST_TURN_MS) return
    workedMs = 0
    await yieldToPage()
  }
}

/** Bytes, the clean end, or why there are none. */
async function readPiece(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | EndReason> {
  try {
    const { done, value } = await reader.read()
    return done ? 'close' : value
  } catch (error) {
    // A recording of a run that was stopped ends as that run did.
    const isStopped = signal.aborted || (error instanceof Error && error.name === 'AbortError')
    return isStopped ? 'abort' : 'reset'
  }
}

/** Decodes one piece, slice by slice; resolves with `over` behind the `end`, `abort` where the user stopped. */
async function takePiece(
  piece: Uint8Array<ArrayBuffer>,
  takeTurn: (work: () => void) => Promise<void>,
  { decoder, signal, emit }: BodyReading,
): Promise<'over' | 'abort' | null> {
  for (let start = 0; start < piece.length && !signal.aborted; start += SLICE_BYTES) {
    let events: readonly StreamEvent[] = []
    await takeTurn(() => {
      events = decoder.push(piece.subarray(start, start + SLICE_BYTES))
    })
    for (const some of portionEvents(events)) {
      if (signal.aborted) return 'abort'
      await takeTurn(() => emit(some))
    }
    if (events.at(-1)?.type === 'end') return 'over'
  }
  return signal.aborted ? 'abort' : null
}

/** Decodes what the reader gives; resolves with why there is no more. */
async function readPieces(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  reading: BodyReading,
): Promise<EndReason | 'over'> {
  const takeTurn = createTurns(reading.now)
  for (;;) {
    const piece = await readPiece(reader, reading.signal)
    if (typeof piece === 'string') return piece
    reading.onBytes(piece)
    const ending = await takePiece(piece, takeTurn, reading)
    if (ending !== null) return ending
  }
}

/** Reads to the end of the run, and lets the connection go on every way out: a server that goes on bills on. */
async function readBody(response: Response, reading: BodyReading): Promise<void> {
  const reader = response.body?.getReader()
  const { decoder, emit } = reading
  try {
    const reason = reader ? await readPieces(reader, reading) : 'close'
    if (reason === 'over') return
    const rest = decoder.end(reason)
    for (const some of portionEvents(rest)) emit(some)
    // Stopped between two portions, behind which the decoder had ended already.
    if (rest.at(-1)?.type !== 'end') emit([STOPPED])
  } catch {
    // Not the connection failed, but we did: what was shown stays, and nothing more can be trusted.
    emit([UNREADABLE])
  } finally {
    void reader?.cancel().catch(() => undefined)
  }
}
