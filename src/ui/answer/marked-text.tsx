import { type ReactNode, useContext } from 'react'
import { hasMarkers, splitMarkers } from '@/core/markdown/mention-marker.ts'
import { ChipLimitContext, MentionContext } from './mention-context.ts'
import { RegionChip } from './region-chip.tsx'
import { spellRegions } from './spell-regions.ts'

/** Text with a chip in place of each marker. */
export function MarkedText({ text }: { readonly text: string }): ReactNode {
  if (!hasMarkers(text)) return text
  let offset = 0
  return splitMarkers(text).map((piece) => {
    offset += 1
    if (piece.kind === 'mention') return <MentionChips key={offset} index={piece.index} />
    if (piece.kind === 'arriving') return <ArrivingText key={offset} text={piece.text} />
    return piece.text
  })
}

/** The chips of one mention; `after` is the punctuation that must not be left alone on the next line. */
export function MentionChips({
  index,
  after = '',
}: {
  readonly index: number
  readonly after?: string
}) {
  const source = useContext(MentionContext)
  const most = useContext(ChipLimitContext)
  const mention = source.mentions[index]
  const regions = mention?.regions ?? []
  const shownRegions = regions.slice(0, most)
  const chips = shownRegions.map((region, position) => {
    const shown = source.regionAt(region, mention?.possible ?? false)
    if (shown === null) return null
    const chip = <RegionChip key={region} shown={shown} />
    if (after === '' || position < regions.length - 1) return chip
    return (
      <span key={region} className="whitespace-nowrap">
        {chip}
        {after}
      </span>
    )
  })
  if (regions.length === 0) return after
  if (regions.length === shownRegions.length) return chips
  return (
    <>
      {chips}, {spellRegions(source, index, most)}
      {after}
    </>
  )
}

/** Text that may still become a region: as it stands, until it is complete. */
export function ArrivingText({ text }: { readonly text: string }) {
  return (
    <span className="font-medium font-mono text-[0.77em] text-ink-3 tabular-nums [overflow-wrap:anywhere]">
      {text}
    </span>
  )
}
