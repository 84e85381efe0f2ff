import { parseBoundedJson } from './bounded-json.ts'
import { maskSecrets } from './redact.ts'
import { createSseParser, type SseItem } from './sse-parser.ts'
import type { RunError, StreamEvent } from './stream-event.ts'
import {
  errorEnd,
  isOver,
  type ReaderContext,
  type StreamReader,
  tooLargeEnd,
} from './stream-reader.ts'

const NO_EVENTS: RunError = {
  kind: 'not-an-api',
  retry: 'never',
  code: null,
  message: 'The server answered with text that is no event stream.',
}

/** Reads a successful body that turned out to be an event stream. */
export function createEventReader(context: ReaderContext): StreamReader {
  const { wire, contentType, secrets } = context
  const parser = createSseParser()
  let sawEvent = false

  const readItem = (item: SseItem): readonly StreamEvent[] => {
    if (item.type === 'retry') {
      return []
    }
    if (item.type === 'too-large') {
      return tooLargeEnd(wire)
    }
    sawEvent = true
    return wire.readEvent({ ...item, data: maskSecrets(item.data, secrets) })
  }

  return {
    push(bytes) {
      const events: StreamEvent[] = []
      for (const item of parser.push(bytes)) {
        // No spread: an event may mean more than a call takes arguments.
        for (const event of readItem(item)) {
          events.push(event)
        }
        if (isOver(events)) {
          break
        }
      }
      return events
    },
    end(reason = 'close') {
      const tail = parser.end()
      const isUsable =
        reason === 'close' &&
        tail !== null &&
        (tail.data.trim() === '[DONE]' || parseBoundedJson(tail.data).ok)
      const events = isUsable ? readItem({ type: 'event', ...tail }) : []
      if (isOver(events)) {
        return events
      }
      if (reason === 'close' && !sawEvent && tail === null && !/event-stream/i.test(contentType)) {
        return errorEnd(NO_EVENTS)
      }
      return [...events, ...wire.finish(reason)]
    },
  }
}
