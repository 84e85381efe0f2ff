import { type RefObject, useEffect, useRef } from 'react'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import type { StageMedia } from './stage-media.ts'

type FilmstripProps = {
  readonly media: readonly StageMedia[]
  readonly current: number
  /** Number of answer regions on each picture. */
  readonly counts: readonly number[]
  /** The lit region: where it lies on another picture than the current one, that picture's thumbnail is lit. */
  readonly lit: ShownRegion | null
  readonly onShow: (index: number) => void
}

/** The pictures of the turn as thumbnails; each says how many regions lie on it. */
export function Filmstrip({ media, current, counts, lit, onShow }: FilmstripProps) {
  const strip = useRef<HTMLElement>(null)
  const litIndex = lit === null || lit.region.media === current ? null : lit.region.media
  useLitInSight(strip, litIndex)
  return (
    <nav
      ref={strip}
      className="flex h-14 flex-none items-center gap-1.5 overflow-x-auto border-hairline border-t bg-panel px-2.5"
      aria-label="Pictures"
    >
      {media.map((item, index) => (
        <button
          key={item.id}
          type="button"
          aria-label={thumbnailName(item.name, counts[index] ?? 0)}
          aria-current={index === current}
          data-lit={index === litIndex}
          data-hue={index === litIndex ? lit?.hue : undefined}
          title={item.name}
          onClick={() => onShow(index)}
          className="viewer-thumbnail relative h-11 w-[4.125rem] flex-none overflow-hidden rounded-1 bg-stage"
        >
          <img src={item.url} alt="" draggable={false} className="size-full object-contain" />
          {(counts[index] ?? 0) > 0 ? <span className="viewer-count">{counts[index]}</span> : null}
        </button>
      ))}
    </nav>
  )
}

/** Scrolls the strip, and nothing else, as far as it takes to see the lit thumbnail. */
function useLitInSight(strip: RefObject<HTMLElement | null>, litIndex: number | null): void {
  useEffect(() => {
    const element = strip.current
    const thumbnail = litIndex === null ? null : element?.children[litIndex]
    if (!(element && thumbnail)) return
    const room = element.getBoundingClientRect()
    const { left, right } = thumbnail.getBoundingClientRect()
    if (left < room.left) element.scrollLeft += left - room.left - EDGE_PX
    else if (right > room.right) element.scrollLeft += right - room.right + EDGE_PX
  }, [strip, litIndex])
}

/** Kept beside a thumbnail that was scrolled into sight. */
const EDGE_PX = 10

function thumbnailName(name: string, count: number): string {
  if (count === 0) return name
  return `${name}, ${count} ${count === 1 ? 'region' : 'regions'}`
}
