import { demoRecordingPath } from '@/core/run/demo-list.ts'
import { decodeRecording, isRecordingId, type RecordedChunk } from '@/core/run/recording.ts'

export type DemoFetchOptions = {
  /** Reads a file of the site by its path below the base, as in `demo/index.json`. */
  readonly load: (path: string) => Promise<Response>
  /** How many times faster than recorded; 1 by default, Infinity sends everything at once. */
  readonly speed?: number
}

/**
 * A `fetch` that answers `demo://<id>/chat/completions` with the recording of that id, byte for byte and at its
 * recorded pace. It never reaches for the network itself: any other address is refused with a 404 in the words
 * of the wire. A file that cannot be loaded rejects as the network would.
 */
export function createDemoFetch(options: DemoFetchOptions): typeof fetch {
  const speed = options.speed ?? 1
  return async (input, init) => {
    const signal = init?.signal ?? (input instanceof Request ? input.signal : null)
    const id = demoId(input instanceof Request ? input.url : String(input))
    if (id === null) return refusal(404, 'This address is no demo.')
    const file = await untilAborted(options.load(demoRecordingPath(id)), signal)
    if (!file.ok) return refusal(404, `There is no demo with the name "${id}".`)
    const recording = decodeRecording(
      await untilAborted(
        file.json().catch(() => null),
        signal,
      ),
    )
    if (!recording.ok) return refusal(500, recording.error)
    const { http, chunks } = recording.value
    return new Response(replay(chunks, speed, signal), {
      status: http.status,
      headers: { 'content-type': http.contentType },
    })
  }
}

function demoId(address: string): string | null {
  const id = /^demo:\/\/([^/?#]+)\/chat\/completions$/.exec(address)?.[1]
  return isRecordingId(id) ? id : null
}

function refusal(status: number, message: string): Response {
  return Response.json({ error: { message, type: 'demo', code: String(status) } }, { status })
}

function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal | null): Promise<Value> {
  if (signal === null) return work
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/**
 * The chunks as a stream. What is due is decided by the clock at each read, so that a timer that came late (a
 * hidden tab) or a slow reader catches up at once and the stream ends when it should.
 */
function replay(
  chunks: readonly RecordedChunk[],
  speed: number,
  signal: AbortSignal | null,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const startedMs = performance.now()
  const encoder = new TextEncoder()
  let next = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let wake: (() => void) | undefined
  let onAbort: (() => void) | undefined

  const dueText = () => {
    const elapsedMs = performance.now() - startedMs
    let text = ''
    for (let chunk = chunks[next]; chunk !== undefined; chunk = chunks[next]) {
      if (chunk[0] / speed > elapsedMs) break
      text += chunk[1]
      next += 1
    }
    return text
  }
  const pauseUntil = (atMs: number) =>
    new Promise<void>((resolve) => {
      wake = resolve
      timer = setTimeout(resolve, Math.max(0, Math.ceil(startedMs + atMs - performance.now())))
    })
  const release = () => {
    clearTimeout(timer)
    wake?.()
    if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort)
    onAbort = undefined
  }

  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        onAbort = () => {
          next = chunks.length
          controller.error(signal?.reason)
          release()
        }
        if (signal?.aborted) onAbort()
        else signal?.addEventListener('abort', onAbort, { once: true })
      },
      async pull(controller) {
        let text = dueText()
        while (text === '') {
          const chunk = chunks[next]
          if (chunk === undefined) break
          await pauseUntil(chunk[0] / speed)
          text = dueText()
        }
        // An abort has released everything and closed the controller with its reason.
        if (onAbort === undefined) return
        if (text !== '') controller.enqueue(encoder.encode(text))
        if (next < chunks.length) return
        release()
        controller.close()
      },
      cancel() {
        next = chunks.length
        release()
      },
    },
    { highWaterMark: 0 },
  )
}
