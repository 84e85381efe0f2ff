import { createBodyReader } from './body-reader.ts'
import { parseBoundedJson } from './bounded-json.ts'
import { isErrorBody } from './decode-error.ts'
import { detectWire } from './detect-wire.ts'
import { createNdjsonParser, type NdjsonItem } from './ndjson-parser.ts'
import { maskSecrets } from './redact.ts'
import type { StreamEvent } from './stream-event.ts'
import { isOver, type ReaderContext, type StreamReader, tooLargeEnd } from './stream-reader.ts'

/**
 * Reads a successful body that begins like JSON, on a wire that streams lines of it. The first line decides:
 * where it is no answer of the wire, the body is one value, perhaps spread over lines, or of another wire, and
 * is read as a whole.
 */
export function createLineReader(context: ReaderContext): StreamReader {
  const { wire, secrets } = context
  const parser = createNdjsonParser()
  const body = createBodyReader(context)
  let kind: 'unknown' | 'lines' | 'whole' = 'unknown'
  const isWhole = () => kind === 'whole'

  const kindOf = (line: string): 'lines' | 'whole' => {
    const parsed = parseBoundedJson(line)
    const isAnswer =
      parsed.ok && (detectWire(parsed.value) === wire.wire || isErrorBody(parsed.value))
    return isAnswer ? 'lines' : 'whole'
  }

  const readLine = (line: string): readonly StreamEvent[] =>
    wire.readEvent({ event: 'message', data: maskSecrets(line, secrets), lastEventId: '' })

  const readItem = (item: NdjsonItem): readonly StreamEvent[] => {
    if (item.type === 'too-large') {
      return tooLargeEnd(wire)
    }
    kind = kind === 'unknown' ? kindOf(item.text) : kind
    return kind === 'lines' ? readLine(item.text) : []
  }

  return {
    push(bytes) {
      const ended = kind === 'lines' ? [] : body.push(bytes)
      if (isWhole() || isOver(ended)) {
        return ended
      }
      const events: StreamEvent[] = []
      for (const item of parser.push(bytes)) {
        // No spread: a line may mean more than a call takes arguments.
        for (const event of readItem(item)) {
          events.push(event)
        }
        if (isOver(events) || isWhole()) {
          break
        }
      }
      return events
    },
    end(reason = 'close') {
      if (kind !== 'lines') {
        return body.end(reason)
      }
      const tail = parser.end()
      // A line without its end counts only after a clean close, and only if nothing of it is missing.
      const isUsable = reason === 'close' && tail !== null && parseBoundedJson(tail).ok
      const events = isUsable ? readLine(tail) : []
      return isOver(events) ? events : [...events, ...wire.finish(reason)]
    },
  }
}
