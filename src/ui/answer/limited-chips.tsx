import { type ReactNode, use, useMemo, useState } from 'react'
import { type LimitedText, limitMentions } from '@/core/markdown/limit-mentions.ts'
import { findMentions } from '@/core/markdown/mention-marker.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { ChipLimitContext, MentionContext, type MentionSource } from './mention-context.ts'
import { formatCount } from './run-figures.ts'
import { spellRegions } from './spell-regions.ts'

/** So many chips of one block are buttons at first, and with each "Show more" so many again. */
const CHIPS_AT_ONCE = 200

type LimitedChipsProps = {
  /** With markers. */
  readonly text: string
  readonly children: (text: string) => ReactNode
}

/**
 * One block with a bounded number of chips: each costs as much as a paragraph, and an answer may name thousands of
 * regions in one breath. Those beyond it stay in the text as plain coordinates, until the reader wants their chips.
 */
export function LimitedChips({ text, children }: LimitedChipsProps) {
  const [most, setMost] = useState(CHIPS_AT_ONCE)
  const mentions = useMemo(() => findMentions(text), [text])
  // Text without chips must not be rendered again with each region that comes.
  const source = mentions.length === 0 ? null : use(MentionContext)
  const limited = source === null ? { text, plain: 0 } : limit(text, mentions, most, source)
  return (
    <ChipLimitContext value={most}>
      {children(limited.text)}
      {limited.plain === 0 ? null : (
        <div className="mt-1.5 flex flex-wrap items-center gap-x-2 text-[0.75rem]/4 text-ink-3">
          … and {formatCount(limited.plain)} more as plain coordinates
          <Button size="small" weight="line" onClick={() => setMost(most + CHIPS_AT_ONCE)}>
            Show {formatCount(Math.min(limited.plain, CHIPS_AT_ONCE))} more chips
          </Button>
        </div>
      )}
    </ChipLimitContext>
  )
}

function limit(
  text: string,
  mentions: readonly number[],
  most: number,
  source: MentionSource,
): LimitedText {
  return limitMentions(text, mentions, most, {
    countOf: (mention) => source.mentions[mention]?.regions.length ?? 0,
    spell: (mention) => spellRegions(source, mention, 0),
  })
}
