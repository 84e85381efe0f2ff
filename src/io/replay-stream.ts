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
/** Chunks handed out before the page gets a turn. */
const BATCH = 64

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

function replayChunks(
  chunks: readonly RecordedChunk[],
  ending: Recording['ending'],
  clock: ReplayClock,
  signal: AbortSignal | null,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const turnedAway = new AbortController()
  const stopped = signal ? AbortSignal.any([signal, turnedAway.signal]) : turnedAway.signal
  let next = 0
  let sinceTurn = 0

  /** Hands out what is due; false when nothing was. */
  const sendDue = (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>) => {
    const position = clock.position()
    const first = next
    for (let chunk = chunks[next]; chunk !== undefined; chunk = chunks[next]) {
      if (chunk[0] > position || next - first >= BATCH) break
      const bytes = bytesOf(chunk[1])
      if (bytes.length > 0) controller.enqueue(bytes)
      next += 1
    }
    return next > first
  }

  const sendNext = async (
    controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>,
  ): Promise<void> => {
    if (sinceTurn >= BATCH) {
      sinceTurn = 0
      await pause(0, stopped)
    }
    const first = next
    while (!sendDue(controller)) {
      const chunk = chunks[next]
      if (chunk === undefined) {
        const error = errorOf(ending)
        if (error) controller.error(error)
        else controller.close()
        return
      }
      await pause(clock.pauseUntil(chunk[0]), stopped)
    }
    sinceTurn += next - first
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
