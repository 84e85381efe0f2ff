import type { Mention } from '@/core/grounding/region.ts'
import type { Block } from './block.ts'
import { createBlockSplitter } from './block-splitter.ts'
import { createArriving, createMarker, neutraliseMarkers } from './mention-marker.ts'
import { cutMarkLength, halfMarkLength, removeMarks } from './model-markup.ts'

/** What the region scanner knows of a channel; offsets are UTF-16 units of its raw text. */
export type ChannelScan = {
  readonly mentions: readonly Mention[]
  /** Before it no mention can start, grow or change any more. */
  readonly settledLength: number
}

/** The raw text of one channel as Markdown blocks, with a marker in place of every mention. */
export type ChannelDocument = {
  /**
   * Takes the channel as it stands now. `raw` only ever grows; mentions that end before `settledLength` never
   * change. Returns the blocks: a closed one is the same object for ever, and the array is a new one only where a
   * block changed. What lies behind `settledLength` stands at the end of the open block as arriving text
   * (see `mention-marker.ts`). Once `isEnded`, everything is closed and later calls change nothing.
   */
  readonly update: (raw: string, scan: ChannelScan, isEnded: boolean) => readonly Block[]
}

/** Creates the document of one channel. Cost per call: the text that is new, and the text not yet settled. */
export function createChannelDocument(): ChannelDocument {
  const splitter = createBlockSplitter()
  const closed: Block[] = []
  let blocks: readonly Block[] = []
  /** Raw text before this offset has gone into the splitter. */
  let consumed = 0
  let nextMention = 0
  let isDone = false

  const addClosed = (texts: readonly string[]) => {
    for (const text of texts) {
      if (text.trim() !== '') closed.push({ id: closed.length, text, isClosed: true })
    }
  }

  const add = (text: string) => {
    if (text !== '') addClosed(splitter.push(text))
  }

  /** Feeds raw text up to `end`, but for an end that may be half of something; `isLast`: nothing follows. */
  const addProse = (raw: string, end: number, isLast: boolean) => {
    const text = raw.slice(consumed, end)
    const kept = isLast ? text : text.slice(0, text.length - unsafeEndLength(text))
    consumed += kept.length
    add(toMarkdown(kept))
  }

  const settle = (raw: string, scan: ChannelScan, settled: number) => {
    for (; nextMention < scan.mentions.length; nextMention += 1) {
      const mention = scan.mentions[nextMention]
      if (mention === undefined || mention.end > settled) break
      if (mention.start < consumed) continue
      addProse(raw, mention.start, true)
      add(createMarker(nextMention))
      consumed = mention.end
    }
    if (settled > consumed) addProse(raw, settled, false)
  }

  const publish = (openText: string) => {
    const last = blocks.at(-1)
    const hasOpen = openText.trim() !== ''
    const length = closed.length + (hasOpen ? 1 : 0)
    const lastIsSame = hasOpen
      ? last?.isClosed === false && last.text === openText
      : last === closed.at(-1)
    if (blocks.length === length && lastIsSame) return blocks
    const open: Block = { id: closed.length, text: openText, isClosed: false }
    blocks = hasOpen ? [...closed, open] : [...closed]
    return blocks
  }

  return {
    update: (raw, scan, isEnded) => {
      if (isDone) return blocks
      settle(raw, scan, isEnded ? raw.length : Math.min(scan.settledLength, raw.length))
      if (!isEnded) return publish(splitter.readOpen() + toArriving(raw.slice(consumed)))
      const rest = raw.slice(consumed)
      consumed = raw.length
      add(toMarkdown(rest.slice(0, rest.length - cutMarkLength(rest))))
      addClosed(splitter.end())
      isDone = true
      return publish('')
    },
  }
}

/** Line ends become "\n", marks go, marker characters of the model's own become U+FFFD. */
function toMarkdown(raw: string): string {
  return neutraliseMarkers(removeMarks(raw.replace(/\r\n?/g, '\n')))
}

function toArriving(raw: string): string {
  return createArriving(toMarkdown(raw.slice(0, raw.length - unsafeEndLength(raw))))
}

/** UTF-16 length of the end that must wait for more: half a mark, half a "\r\n", half a surrogate pair. */
function unsafeEndLength(text: string): number {
  return /[\r\uD800-\uDBFF]$/.test(text.slice(-1)) ? 1 : halfMarkLength(text)
}
