import { lazy, Suspense, useMemo } from 'react'
import type { Channel, Mention, Region } from '@/core/grounding/region.ts'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import type { Block } from '@/core/markdown/block.ts'
import { BlockBoundary } from './block-boundary.tsx'
import { EarlierText } from './earlier-text.tsx'
import { MentionContext, type MentionSource } from './mention-context.ts'
import { PlainBlock } from './plain-block.tsx'
import { formatCount } from './run-figures.ts'
import { useTailWindow } from './use-tail-window.ts'

/** The region at an index of a channel's list (of its `possible` list where `possible`), as it is shown. */
export type FindRegion = (
  channel: Channel,
  index: number,
  possible: boolean,
) => ShownRegion | Region | null

type ChannelTextProps = {
  readonly blocks: readonly Block[]
  readonly channel: Channel
  readonly mentions: readonly Mention[]
  readonly regionAt: FindRegion
  /** The untouched text of the channel, read when a mention in it is copied. */
  readonly readText: () => string
}

/** Beyond so many blocks the page would take longer to lay out than a reader waits; the step is whole sections. */
const BLOCKS = { most: 768, step: 256 }

const AnswerBody = lazy(() =>
  import('./answer-body.tsx').then((module) => ({ default: module.AnswerBody })),
)

/** The text of one channel with its chips; plain until Markdown is loaded, and where it cannot be. */
export function ChannelText(props: ChannelTextProps) {
  const { blocks, channel, mentions, regionAt, readText } = props
  const source = useMemo<MentionSource>(
    () => ({
      mentions,
      regionAt: (index, possible) => regionAt(channel, index, possible),
      readMention: ({ start, end }) => readText().slice(start, end),
    }),
    [mentions, regionAt, channel, readText],
  )
  const { start, showEarlier } = useTailWindow(blocks.length, BLOCKS)
  const plain = <PlainText blocks={blocks} start={start} />
  return (
    <MentionContext value={source}>
      {start === 0 ? null : (
        <EarlierText hidden={`${formatCount(start)} earlier paragraphs`} onShow={showEarlier} />
      )}
      <BlockBoundary attempt="" fallback={plain}>
        <Suspense fallback={plain}>
          <AnswerBody blocks={blocks} start={start} />
        </Suspense>
      </BlockBoundary>
    </MentionContext>
  )
}

type PlainTextProps = { readonly blocks: readonly Block[]; readonly start: number }

function PlainText({ blocks, start }: PlainTextProps) {
  return blocks.slice(start).map((block) => <PlainBlock key={block.id} text={block.text} />)
}
