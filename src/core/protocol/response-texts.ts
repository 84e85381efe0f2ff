import type { Channel } from '@/core/grounding/region.ts'
import { readField, readList, readText } from './json-value.ts'
import { restOfWhole } from './rest-of-whole.ts'
import type { ChannelText } from './think-splitter.ts'

/** Servers may send the reasoning of one item as it is and as a summary, or under an older name as well. */
export type ReasoningSource = 'text' | 'summary' | 'older-text' | 'older-summary'

type Heard = {
  readonly items: Set<string>
  /** Items of which nothing came but whole parts, and the places of those. */
  readonly parts: Map<string, Set<unknown>>
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
    parts: new Map(),
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
    hear(channel: Channel, itemId: string | null, text: string): readonly ChannelText[] {
      if (text === '') {
        return []
      }
      heard[channel].parts.delete(itemId ?? '')
      return hear(channel, itemId, text)
    },
    /**
     * What was said, told again: news only where nothing of its item came before. `part` is the place of the text in its
     * item, which counts only where no delta came; undefined for a whole item.
     */
    hearAgain(
      channel: Channel,
      itemId: string | null,
      text: string,
      part?: unknown,
    ): readonly ChannelText[] {
      const { items, parts, hasNameless, text: before, run } = heard[channel]
      const known = parts.get(itemId ?? '')
      const isNewPart = known !== undefined && typeof part === 'number' && !known.has(part)
      // Lengths first: the cost must not grow with what was said.
      const isRun = run.length === text.length && run === text
      const isNewItem = before === '' || (itemId !== null && !hasNameless && !items.has(itemId))
      const isNews = text !== '' && (isNewPart || (isNewItem && !isRun))
      const news = isNews ? hear(channel, itemId, text) : []
      if (isNews && itemId !== null && typeof part === 'number') {
        parts.set(itemId, (known ?? new Set()).add(part))
      }
      heard[channel].isRunOver = true
      return news
    },
    /**
     * All items of the last response: what goes beyond the text so far is news. An answer that is another one is a
     * contradiction; reasoning may come once as it is and once as a summary.
     */
    hearAll(items: readonly unknown[]): {
      readonly texts: readonly ChannelText[]
      readonly contradicts: boolean
    } {
      const all = items.flatMap((item) => readItemText(item) ?? [])
      const rests = (['reasoning', 'answer'] as const).map((channel) => {
        const whole = all.flatMap((one) => (one.channel === channel ? [one.text] : [])).join('')
        const text = whole === '' ? '' : restOfWhole(heard[channel].text, whole)
        return { channel, text }
      })
      return {
        texts: rests.flatMap(({ channel, text }) => (text ? hear(channel, null, text) : [])),
        contradicts: rests.some(({ channel, text }) => channel === 'answer' && text === null),
      }
    },
  }
}
