import { memo, useMemo } from 'react'
import type { MediaSize } from '@/core/geometry/types.ts'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { useCameraStore } from '@/state/camera-store.ts'
import { drawnRect, isMark, percent } from './drawn-rect.ts'
import { type RegionStanding, standingOf } from './region-standing.ts'
import { isCrowded, MOST_TAGS } from './tag-density.ts'
import { layoutTags, type PlacedTag, placeTag, type TagWish } from './tag-layout.ts'

type TagsProps = {
  readonly regions: readonly ShownRegion[]
  readonly lit: ShownRegion | null
  readonly media: MediaSize
  readonly answerIsOver: boolean
  readonly numbersOnly: boolean
}

/** Distance of a tag from an outline, and from the ring of a point or click (CSS pixels). */
const CLEARANCE = 5
const RING_CLEARANCE = 13

/**
 * Numbers and labels beside the regions, in the layer of the picture: they move with it and are laid out anew when a
 * gesture is over. Where they would hide the regions only the lit one has its tag. For the eye only; shapes and list
 * say the same to screen readers.
 */
export const Tags = memo(function Tags({
  regions,
  lit,
  media,
  answerIsOver,
  numbersOnly,
}: TagsProps) {
  const scale = useCameraStore((state) => state.settledScale)
  const picture = useMemo(
    () => ({ width: media.width * scale, height: media.height * scale }),
    [media, scale],
  )
  const tags = useMemo(() => {
    const tagged = regions
      .filter((shown) => standingOf(shown, answerIsOver) !== 'confirmed')
      .slice(0, MOST_TAGS + 1)
    const wishes = tagged.flatMap((shown) => tagWish(shown, standingOf(shown, answerIsOver)))
    if (isCrowded(wishes, picture)) return []
    const byKey = new Map(tagged.map((shown) => [shown.key, shown]))
    return layoutTags(wishes, picture, numbersOnly).flatMap((place) => {
      const shown = byKey.get(place.key)
      return shown === undefined ? [] : [{ shown, place }]
    })
  }, [regions, picture, answerIsOver, numbersOnly])
  return (
    <div className="viewer-tags" aria-hidden="true">
      {tags.map(({ shown, place }) => (
        <Tag
          key={shown.key}
          shown={shown}
          place={place}
          picture={picture}
          standing={standingOf(shown, answerIsOver)}
        />
      ))}
      {lit === null ? null : <LitTag lit={lit} picture={picture} answerIsOver={answerIsOver} />}
    </div>
  )
})

function tagWish(shown: ShownRegion, standing: RegionStanding): readonly TagWish[] {
  const rect = drawnRect(shown.region)
  if (rect === null) return []
  const clearance = isMark(rect) ? RING_CLEARANCE : CLEARANCE
  const number = tagNumber(shown, standing)
  return [{ key: shown.key, number, label: tagLabel(shown, standing), rect, clearance }]
}

function tagNumber(shown: ShownRegion, standing: RegionStanding): string {
  return standing === 'dropped' ? '×' : `${shown.number}`
}

function tagLabel({ region }: ShownRegion, standing: RegionStanding): string {
  const label = region.label ?? region.action ?? ''
  if (standing !== 'dropped') return label
  return label === '' ? 'dropped' : `${label}, dropped`
}

type Picture = { readonly width: number; readonly height: number }

type TagProps = {
  readonly shown: ShownRegion
  readonly place: PlacedTag
  readonly picture: Picture
  readonly standing: RegionStanding
  readonly isLit?: boolean
}

function Tag({ shown, place, picture, standing, isLit = false }: TagProps) {
  return (
    <div
      className={`viewer-tag viewer-tag-${standing}`}
      data-hue={shown.hue}
      data-lit={isLit}
      style={{ left: percent(place.x / picture.width), top: percent(place.y / picture.height) }}
    >
      <b>{tagNumber(shown, standing)}</b>
      {/* bdi: a label may hold direction marks, which must not reach beyond it. */}
      {place.showsLabel ? <bdi>{tagLabel(shown, standing)}</bdi> : null}
    </div>
  )
}

type LitTagProps = {
  readonly lit: ShownRegion
  readonly picture: Picture
  readonly answerIsOver: boolean
}

/** The lit region's tag lies above the others, always with its label, and its coordinates stand under the region. */
function LitTag({ lit, picture, answerIsOver }: LitTagProps) {
  const rect = drawnRect(lit.region)
  const standing = standingOf(lit, answerIsOver)
  const [wish] = tagWish(lit, standing)
  if (rect === null || wish === undefined) return null
  return (
    <>
      <Tag
        shown={lit}
        place={placeTag(wish, picture, wish.label !== '')}
        picture={picture}
        standing={standing}
        isLit={true}
      />
      <div
        className="viewer-tag viewer-tag-coordinates"
        data-lit={true}
        data-inside={rect.y2 === 1}
        style={{ left: percent(rect.x1), top: percent(rect.y2) }}
      >
        {lit.region.coords.join(' ')}
      </div>
    </>
  )
}
