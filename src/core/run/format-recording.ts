import type { Recording } from './recording.ts'

/** A recording as the text of its file: one chunk a line, so that it reads well and differences stay small. */
export function formatRecording(recording: Recording): string {
  const { chunks, ...head } = recording
  const start = JSON.stringify(head, null, 2).slice(0, -2)
  const lines = chunks.map((chunk) => `    ${JSON.stringify(chunk)}`)
  return `${start},\n  "chunks": [\n${lines.join(',\n')}\n  ]\n}\n`
}
