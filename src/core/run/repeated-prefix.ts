import type { StreamEvent } from '@/core/protocol/stream-event.ts'

/** A shorter beginning may well be repeated on purpose ("ha" and "haha"). */
const SHORTEST_PREFIX = 16

/**
 * Drops the text that a server repeats when it goes on with an answer: only where its whole answer so far is said
 * again, unit for unit. Until that is certain the text is held back; each unit is compared once.
 */
export function createRepeatedPrefixFilter(
  prefix: string,
): (events: readonly StreamEvent[]) => readonly StreamEvent[] {
  let matched = 0
  let isOpen = prefix.length >= SHORTEST_PREFIX

  /** What was held back, where it turned out to be new. */
  const giveBack = (): string => {
    isOpen = false
    return prefix.slice(0, matched)
  }
  const compare = (text: string): string => {
    const rest = prefix.slice(matched, matched + text.length)
    if (!text.startsWith(rest)) return giveBack() + text
    matched += rest.length
    isOpen = matched < prefix.length
    return isOpen ? '' : text.slice(rest.length)
  }
  const pass = (event: StreamEvent): readonly StreamEvent[] => {
    if (!isOpen) return [event]
    if (event.type === 'answer-delta') return delta(compare(event.text))
    return event.type === 'end' ? [...delta(giveBack()), event] : [event]
  }
  return (events) => events.flatMap(pass)
}

function delta(text: string): readonly StreamEvent[] {
  return text === '' ? [] : [{ type: 'answer-delta', text }]
}
