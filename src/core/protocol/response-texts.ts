import type { Channel } from '@/core/grounding/region.ts'
import { readField, readList, readText } from './json-value.ts'
import type { ChannelText } from './think-splitter.ts'

/** Servers may send the reasoning of one item as it is and as a summary, or under an older name as well. */
export type ReasoningSource = 'text' | 'summary' | 'older-text' | 'older-summary'

type Heard = {
  readonly items: Set<string>
  /** A piece came without the id of its item: which items were heard is no longer known. */
  hasNameless: boolean
  text: string
  /** What came since the last time that something was told again. */
  run: string
  isRunOver: boolean
}

function joinParts(parts: readonly unknown[]): string {
  return parts.map((part) => readText(part, 'text') ?? readText(part, 'refusal') ?? '').join('')
}

/** Text of one output item: a message, or reasoning, of which the summary is only taken where there is no more. */
export function readItemText(item: unknown): ChannelText | null {
  const content = readText(item, 'content') ?? joinParts(readList(item, 'content'))
  switch (readField(item, 'type')) {
    case 'message':
      return { channel: 'answer', text: content }
    case 'reasoning':
      return { channel: 'reasoning', text: content || joinParts(readList(item, 'summary')) }
    default:
      return null
  }
}

/**
 * Keeps text of a Responses stream from being told twice: the same text comes in deltas, in `.done` events, in
 * its item, and in the last response. vLLM counts `content_index` up with every delta and gives the items of
 * the last response new ids, so of an event only the id of its item is trusted, or its very text, and the last
 * response is compared by text.
 */
export function createResponseTexts() {
  const createHeard = (): Heard => ({
    items: new Set(),
    hasNameless: false,
    text: '',
    run: '',
    isRunOver: false,
  })
  const heard: Readonly<Record<Channel, Heard>> = {
    reasoning: createHeard(),
    answer: createHeard(),
  }
  const sources = new Map<string | null, ReasoningSource>()

  const hear = (channel: Channel, itemId: string | null, text: string): readonly ChannelText[] => {
    const channelHeard = heard[channel]
    channelHeard.text += text
    channelHeard.run = channelHeard.isRunOver ? text : channelHeard.run + text
    channelHeard.isRunOver = false
    if (itemId === null) {
      channelHeard.hasNameless = true
    } else {
      channelHeard.items.add(itemId)
    }
    return [{ channel, text }]
  }

  return {
    /** Whether the reasoning of that item is taken from this source: the first one that comes. */
    takes(itemId: string | null, source: ReasoningSource): boolean {
      const taken = sources.get(itemId) ?? source
      sources.set(itemId, taken)
      return taken === source
    },
    /** What is new. */
    hear: (channel: Channel, itemId: string | null, text: string) =>
      text === '' ? [] : hear(channel, itemId, text),
    /** What was said, told again: news only where nothing of its item came before. */
    hearAgain(channel: Channel, itemId: string | null, text: string): readonly ChannelText[] {
      const { items, hasNameless, text: before, run } = heard[channel]
      // Lengths first: the cost must not grow with what was said.
      const isRun = run.length === text.length && run === text
      const isNew = before === '' || (itemId !== null && !hasNameless && !items.has(itemId))
      const news = isNew && !isRun && text !== '' ? hear(channel, itemId, text) : []
      heard[channel].isRunOver = true
      return news
    },
    /** All items of the last response: what goes beyond the text so far is news. */
    hearAll(items: readonly unknown[]): readonly ChannelText[] {
      const texts = items.flatMap((item) => readItemText(item) ?? [])
      return (['reasoning', 'answer'] as const).flatMap((channel) => {
        const all = texts.flatMap((one) => (one.channel === channel ? [one.text] : [])).join('')
        const before = heard[channel].text
        const rest = all.startsWith(before) ? all.slice(before.length) : ''
        return rest === '' ? [] : hear(channel, null, rest)
      })
    },
  }
}
