import type { StreamEvent } from './stream-event.ts'

/** What may be taken in without a pause. */
const MAX_EVENTS = 256
const MAX_TEXT = 65_536

function sizeOf(event: StreamEvent): number {
  switch (event.type) {
    case 'answer-delta':
    case 'reasoning-delta':
      return event.text.length
    case 'tool-call-delta':
      return event.arguments.length
    default:
      return 0
  }
}

/** A long delta as several; deltas of one channel may be cut anywhere. */
function cutEvent(event: StreamEvent): readonly StreamEvent[] {
  if (
    (event.type !== 'answer-delta' && event.type !== 'reasoning-delta') ||
    sizeOf(event) <= MAX_TEXT
  ) {
    return [event]
  }
  const { type, text } = event
  return Array.from({ length: Math.ceil(text.length / MAX_TEXT) }, (_, place) => ({
    type,
    text: text.slice(place * MAX_TEXT, (place + 1) * MAX_TEXT),
  }))
}

/**
 * The same events in lists that are quickly taken in: at most 256 events, and no more than 65,536 UTF-16 units of text
 * unless one event alone holds more. Joined they say what the whole list says.
 */
export function portionEvents(events: readonly StreamEvent[]): readonly (readonly StreamEvent[])[] {
  const portions: StreamEvent[][] = []
  let portion: StreamEvent[] = []
  let size = 0
  for (const event of events.flatMap(cutEvent)) {
    const next = sizeOf(event)
    if (portion.length > 0 && (portion.length >= MAX_EVENTS || size + next > MAX_TEXT)) {
      portions.push(portion)
      portion = []
      size = 0
    }
    portion.push(event)
    size += next
  }
  return portion.length === 0 ? portions : [...portions, portion]
}
