import type { Recording } from '@/core/run/recording.ts'
import type { FetchPort, RecordingPort } from './ports.ts'
import { replayRecording } from './replay-stream.ts'

/** Recordings that were opened on this page, and the `fetch` that replays them at `replay://<id>`. */
export function createRecordingShelf(readSpeed: () => number): {
  readonly port: RecordingPort
  readonly fetch: FetchPort
} {
  const shelf = new Map<string, Recording>()
  return {
    port: {
      keep: (id, recording) => void shelf.set(id, recording),
      forget: (id) => void shelf.delete(id),
    },
    fetch: async (url, { signal }) => {
      const recording = shelf.get(url.replace(/^replay:\/\//, ''))
      if (recording) return replayRecording(recording, { readSpeed, signal: signal ?? null })
      const message = 'This recording is no longer open. Open its file again.'
      return Response.json({ error: { message, type: 'replay', code: '404' } }, { status: 404 })
    },
  }
}
