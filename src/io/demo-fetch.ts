import { demoRecordingPath } from '@/core/run/demo-list.ts'
import { decodeRecording, isRecordingId } from '@/core/run/recording.ts'
import { replayRecording } from './replay-stream.ts'

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
    return replayRecording(recording.value, { readSpeed: () => speed, signal })
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
