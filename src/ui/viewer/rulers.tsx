import type { MediaRect, MediaSize, Viewport } from '@/core/geometry/types.ts'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { type StageFrame, useCameraStore } from '@/state/camera-store.ts'
import { drawnRect } from './drawn-rect.ts'
import { rulerMarks } from './ruler-marks.ts'

/** Smallest distance of two figures on a ruler, and of two ticks (CSS pixels). */
const FIGURE_GAP = 44
const TICK_GAP = 20
/** Depth of a ruler, and its distance from the picture. */
const DEPTH = 18

/** Rulers in the model's own units, 0 to 1000 on both axes, with a mark where the lit region lies. */
export function Rulers({ lit }: { readonly lit: ShownRegion | null }) {
  const viewport = useCameraStore((state) => state.viewport)
  const media = useCameraStore((state) => state.media)
  const frame = useCameraStore((state) => state.frame)
  if (viewport === null || media === null || frame === null) return null
  const rect = lit === null ? null : drawnRect(lit.region)
  const mark = rect === null || lit === null ? null : { rect, hue: lit.hue }
  return (
    <div className="viewer-rulers" aria-hidden="true" data-testid="rulers">
      <AxisRuler axis="x" viewport={viewport} media={media} frame={frame} mark={mark} />
      <AxisRuler axis="y" viewport={viewport} media={media} frame={frame} mark={mark} />
    </div>
  )
}

type AxisRulerProps = {
  readonly axis: 'x' | 'y'
  readonly viewport: Viewport
  readonly media: MediaSize
  readonly frame: StageFrame
  readonly mark: { readonly rect: MediaRect; readonly hue: number } | null
}

function AxisRuler({ axis, viewport, media, frame, mark }: AxisRulerProps) {
  const isX = axis === 'x'
  const start = isX ? viewport.x : viewport.y
  const length = (isX ? media.width : media.height) * viewport.scale
  const room = isX ? frame.size.width : frame.size.height
  // The ruler stands at the picture's edge and stops at the edge of the stage when the picture goes beyond it.
  const edge = Math.max(0, (isX ? viewport.y : viewport.x) - DEPTH)
  const isPinned = edge === 0
  const figures = rulerMarks(start, length, room, FIGURE_GAP)
  const ticks = rulerMarks(start, length, room, TICK_GAP)
  return (
    <div
      className={`viewer-ruler viewer-ruler-${axis}`}
      data-pinned={isPinned}
      style={isX ? { top: edge } : { left: edge }}
    >
      {ticks.map(({ value, at }) => (
        <i key={value} style={isX ? { left: at } : { top: at }} />
      ))}
      {figures.map(({ value, at }) => (
        <span key={value} style={isX ? { left: at } : { top: at }}>
          {value}
        </span>
      ))}
      {mark === null ? null : (
        <u data-hue={mark.hue} style={markStyle(isX, mark.rect, start, length)} />
      )}
    </div>
  )
}

function markStyle(isX: boolean, rect: MediaRect, start: number, length: number) {
  const from = start + (isX ? rect.x1 : rect.y1) * length
  const extent = Math.max(2, (isX ? rect.x2 - rect.x1 : rect.y2 - rect.y1) * length)
  return isX ? { left: from, width: extent } : { top: from, height: extent }
}
