import { decodeBase64 } from '@/core/media/base64.ts'
import type { RecordedChunk } from '@/core/run/recorded-answer.ts'
import type { Recording } from '@/core/run/recording.ts'

type ReplayOptions = {
  /** How many times faster than recorded, asked again and again; Infinity sends everything at once. */
  readonly readSpeed: () => number
  readonly signal: AbortSignal | null
}

/** A change of the speed is noticed within so many milliseconds. */
const LONGEST_PAUSE_MS = 100
/** Pieces handed out before the page gets a turn. */
const BATCH = 64
/** A larger chunk is handed out in slices, as a network would; what reads them must not stop the page. */
const LARGEST_PIECE = 64 * 1024
/** After so much work the page gets a turn, however few pieces it was: half of a frame. */
const LONGEST_WORK_MS = 8

/**
 * A recording as the answer to a request that is sent now: its head and each of its chunks when they are due, its bytes
 * as they were cut, and its ending. Rejects with the reason of the signal when that fires before the head is due.
 */
export async function replayRecording(
  { http, chunks, ending }: Recording,
  { readSpeed, signal }: ReplayOptions,
): Promise<Response> {
  const clock = createReplayClock(readSpeed)
  while (http.atMs > clock.position()) await pause(clock.pauseUntil(http.atMs), signal)
  return new Response(replayChunks(chunks, ending, clock, signal), {
    status: http.status,
    headers: http.headers.map(([name, value]): [string, string] => [name, value]),
  })
}

type ReplayClock = ReturnType<typeof createReplayClock>

/**
 * How far the recording is, in its own milliseconds. What is due is decided by the clock at each look, so that a timer
 * that came late (a hidden tab) or a slow reader catches up at once.
 */
function createReplayClock(readSpeed: () => number) {
  let position = 0
  let lookedAtMs = performance.now()
  return {
    position: () => {
      const nowMs = performance.now()
      const speed = readSpeed()
      position = Number.isFinite(speed) ? position + (nowMs - lookedAtMs) * speed : speed
      lookedAtMs = nowMs
      return position
    },
    pauseUntil: (atMs: number) =>
      Math.min(LONGEST_PAUSE_MS, Math.max(0, Math.ceil((atMs - position) / readSpeed()))),
  }
}

/** Waits; rejects with the reason of the signal. */
function pause(milliseconds: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}

const encoder = new TextEncoder()

function bytesOf(content: RecordedChunk[1]): Uint8Array<ArrayBuffer> {
  return typeof content === 'string'
    ? encoder.encode(content)
    : (decodeBase64(content.base64) ?? new Uint8Array())
}

/** What a reader meets behind the last chunk; null for a clean end. */
function errorOf(ending: Recording['ending']): Error | null {
  switch (ending) {
    case 'close':
      return null
    case 'reset':
      return new TypeError('The connection broke here.')
    case 'abort':
      return new DOMException('The run was stopped here.', 'AbortError')
  }
}

/** The chunks of a recording one after the other, large ones in slices. */
function createPieces(chunks: readonly RecordedChunk[]) {
  let next = 0
  /** What is left of a large chunk. */
  let rest = new Uint8Array()
  return {
    /** The next piece if it is due at this time of the recording, else null. Its buffer is the receiver's. */
    take: (position: number): Uint8Array<ArrayBuffer> | null => {
      const chunk = chunks[next]
      if (rest.length === 0) {
        if (chunk === undefined || chunk[0] > position) return null
        rest = bytesOf(chunk[1])
        next += 1
      }
      const piece = rest.length > LARGEST_PIECE ? rest.slice(0, LARGEST_PIECE) : rest
      rest = rest.subarray(piece.length)
      return piece
    },
    /** When the next chunk is due; null behind the last. */
    nextAtMs: (): number | null => chunks[next]?.[0] ?? null,
  }
}

function replayChunks(
  chunks: readonly RecordedChunk[],
  ending: Recording['ending'],
  clock: ReplayClock,
  signal: AbortSignal | null,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const turnedAway = new AbortController()
  const stopped = signal ? AbortSignal.any([signal, turnedAway.signal]) : turnedAway.signal
  const pieces = createPieces(chunks)
  let sinceTurn = 0
  /** When the page last got a turn and then something to do. */
  let turnAtMs = 0

  /** Hands out what is due, up to a batch or one large piece; false when nothing was. */
  const sendDue = (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>) => {
    const position = clock.position()
    const before = sinceTurn
    for (let length = 0; sinceTurn - before < BATCH && length < LARGEST_PIECE; ) {
      const piece = pieces.take(position)
      if (piece === null) break
      // An empty one is no answer to who waits for bytes.
      if (piece.length === 0) continue
      controller.enqueue(piece)
      if (sinceTurn === 0) turnAtMs = performance.now()
      sinceTurn += 1
      length += piece.length
    }
    return sinceTurn > before
  }

  const giveTurn = async (milliseconds: number) => {
    await pause(milliseconds, stopped)
    sinceTurn = 0
  }

  const sendNext = async (
    controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>,
  ): Promise<void> => {
    const hasWorked = sinceTurn > 0 && performance.now() - turnAtMs > LONGEST_WORK_MS
    if (sinceTurn >= BATCH || hasWorked) await giveTurn(0)
    while (!sendDue(controller)) {
      const atMs = pieces.nextAtMs()
      if (atMs === null) {
        const error = errorOf(ending)
        if (error) controller.error(error)
        else controller.close()
        return
      }
      await giveTurn(clock.pauseUntil(atMs))
    }
  }

  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        const stop = () => controller.error(signal?.reason)
        if (signal?.aborted) stop()
        else signal?.addEventListener('abort', stop, { once: true, signal: turnedAway.signal })
      },
      async pull(controller) {
        // A pause that was cut short: the stream has ended with its reason already.
        await sendNext(controller).catch(() => undefined)
      },
      cancel() {
        turnedAway.abort()
      },
    },
    { highWaterMark: 0 },
  )
}
