import './overlay.css'
import './rulers.css'
import './region-list.css'
import './viewer.css'
import { useEffect, useId, useMemo } from 'react'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { useViewerStore } from '@/state/viewer-store.ts'
import { countPhrase } from './count-phrase.ts'
import { Filmstrip } from './filmstrip.tsx'
import { MediaView } from './media-view.tsx'
import { RegionList } from './region-list.tsx'
import type { StageMedia } from './stage-media.ts'
import { StatusLine } from './status-line.tsx'
import { Toolbar } from './toolbar.tsx'
import { useFlight } from './use-flight.ts'
import { useMediaQuery } from './use-media-query.ts'

export type StageProps = {
  /** The pictures of the turn, in the order of its attachments: `Region.media` is an index into it. */
  readonly media: readonly StageMedia[]
  /** All regions of the focused run, of both channels and all pictures, in the order in which they came. */
  readonly regions: readonly ShownRegion[]
  readonly possibleCount: number
  readonly malformedCount: number
  /** Whether the answer came to its end: only then is a draft that it does not name a dropped one. */
  readonly answerIsWhole: boolean
  readonly onExportJson: () => void
  readonly onCopy: (text: string) => void
}

/** The light table: a picture with its regions, the tools above it and what is known of both below. */
export function Stage({
  media,
  regions,
  possibleCount,
  malformedCount,
  answerIsWhole,
  onExportJson,
  onCopy,
}: StageProps) {
  const listId = useId()
  const isPhone = useMediaQuery('(max-width: 40rem)')
  const wantedIndex = useViewerStore((state) => state.mediaIndex)
  const showMedia = useViewerStore((state) => state.showMedia)
  const index = Math.min(Math.max(wantedIndex, 0), media.length - 1)
  const current = media[index]
  const drawn = useDrawnRegions(regions, index)
  const lit = useLitRegion(regions)
  const counts = useMemo(() => countByMedia(regions, media.length), [regions, media.length])
  const answerIsOver = answerIsWhole && regions.some((shown) => shown.region.channel === 'answer')
  useFlight(regions, index, media.length)
  useForgottenRegion(regions)
  if (current === undefined) return null
  return (
    <section className="viewer-stage" aria-label="Stage">
      <Toolbar
        count={countPhrase(regions, isPhone ? 0 : possibleCount)}
        listId={listId}
        canExport={regions.length > 0}
        onExportJson={onExportJson}
      />
      <MediaView
        media={current}
        regions={drawn}
        lit={lit?.region.media === index ? lit : null}
        answerIsOver={answerIsOver}
        isPhone={isPhone}
        onStepMedia={(by) => showMedia(Math.min(Math.max(index + by, 0), media.length - 1))}
      />
      {media.length > 1 ? (
        <Filmstrip media={media} current={index} counts={counts} lit={lit} onShow={showMedia} />
      ) : null}
      <RegionList
        id={listId}
        media={media}
        regions={regions}
        possibleCount={possibleCount}
        malformedCount={malformedCount}
        answerIsOver={answerIsOver}
        onCopy={onCopy}
      />
      <StatusLine media={current} />
    </section>
  )
}

/** What is switched on, of this picture: drafts below, the answer on top. */
function useDrawnRegions(regions: readonly ShownRegion[], index: number): readonly ShownRegion[] {
  const showsRegions = useViewerStore((state) => state.showsRegions)
  const showsDrafts = useViewerStore((state) => state.showsDrafts)
  return useMemo(() => {
    if (!showsRegions) return []
    const here = regions.filter(({ region }) => region.media === index && region.rect !== null)
    const drafts = here.filter(({ region }) => region.channel === 'reasoning')
    const answers = here.filter(({ region }) => region.channel === 'answer')
    return showsDrafts ? [...drafts, ...answers] : answers
  }, [regions, index, showsRegions, showsDrafts])
}

function useLitRegion(regions: readonly ShownRegion[]): ShownRegion | null {
  const litKey = useViewerStore((state) => state.litKey)
  return useMemo(
    () =>
      litKey === null ? null : (regions.find((candidate) => candidate.key === litKey) ?? null),
    [litKey, regions],
  )
}

/** A region that is held while another run takes the stage is let go. */
function useForgottenRegion(regions: readonly ShownRegion[]): void {
  useEffect(() => {
    const { heldKey, unlight } = useViewerStore.getState()
    if (heldKey !== null && !regions.some((shown) => shown.key === heldKey)) unlight()
  }, [regions])
}

function countByMedia(regions: readonly ShownRegion[], mediaCount: number): readonly number[] {
  const counts = new Array<number>(mediaCount).fill(0)
  for (const { region } of regions) {
    if (region.channel !== 'answer') continue
    const count = counts[region.media]
    if (count !== undefined) counts[region.media] = count + 1
  }
  return counts
}
