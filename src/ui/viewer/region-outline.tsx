import { polygonCorners } from '@/core/geometry/convert.ts'
import type { MediaRect } from '@/core/geometry/types.ts'
import type { Region } from '@/core/grounding/region.ts'
import { drawnRect, isMark, percent } from './drawn-rect.ts'
import type { RegionStanding } from './region-standing.ts'

type RegionOutlineProps = {
  readonly region: Region
  readonly hue: number
  readonly standing: RegionStanding | 'lit'
}

/** The outer strokes first, so that each next one leaves a hairline of the one below on both sides. */
const STROKES = ['viewer-dark', 'viewer-light', 'viewer-hue'] as const

/**
 * A region's strokes: the same shape three times. Boxes are placed in percent of the overlay, so that their strokes
 * are screen pixels whatever size the overlay has.
 */
export function RegionOutline({ region, hue, standing }: RegionOutlineProps) {
  const rect = drawnRect(region)
  if (rect === null) return null
  return (
    <g className={`viewer-region viewer-${standing}`} data-hue={hue}>
      {STROKES.map((stroke) => (
        <Shape key={stroke} className={stroke} region={region} rect={rect} />
      ))}
    </g>
  )
}

type ShapeProps = {
  readonly className: string
  readonly region: Region
  readonly rect: MediaRect
}

function Shape({ className, region, rect }: ShapeProps) {
  if (isMark(rect)) {
    return (
      <Mark className={className} x={rect.x1} y={rect.y1} isAction={region.kind === 'action'} />
    )
  }
  const outline =
    region.kind === 'polygon' ? (
      <PolygonShape className={className} region={region} />
    ) : (
      <BoxShape className={className} rect={rect} />
    )
  if (region.kind !== 'action') return outline
  return (
    <>
      {outline}
      <Mark
        className={className}
        x={(rect.x1 + rect.x2) / 2}
        y={(rect.y1 + rect.y2) / 2}
        isAction={true}
      />
    </>
  )
}

/** A rectangle without width or height is not drawn by browsers: it is a line then. */
function BoxShape({ className, rect }: { readonly className: string; readonly rect: MediaRect }) {
  if (rect.x1 < rect.x2 && rect.y1 < rect.y2) {
    return <rect className={className} {...placeRect(rect)} />
  }
  return (
    <line
      className={className}
      x1={percent(rect.x1)}
      y1={percent(rect.y1)}
      x2={percent(rect.x2)}
      y2={percent(rect.y2)}
    />
  )
}

type MarkProps = {
  readonly className: string
  readonly x: number
  readonly y: number
  readonly isAction: boolean
}

/** A point is a ring round its place; an action (a click) has a dot in the ring besides. */
function Mark({ className, x, y, isAction }: MarkProps) {
  return (
    <>
      <circle className={className} cx={percent(x)} cy={percent(y)} r={isAction ? 9 : 6} />
      {isAction ? (
        <circle className={`${className} viewer-dot`} cx={percent(x)} cy={percent(y)} r={1} />
      ) : null}
    </>
  )
}

/** Corners cannot be given in percent: an inner picture of size 1 × 1 is stretched over the overlay instead. */
function PolygonShape({
  className,
  region,
}: {
  readonly className: string
  readonly region: Region
}) {
  const corners = polygonCorners(region).map(({ x, y }) => `${within(x)},${within(y)}`)
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height="100%"
      viewBox="0 0 1 1"
      preserveAspectRatio="none"
      overflow="visible"
    >
      <polygon className={className} points={corners.join(' ')} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}

function within(fraction: number): number {
  return Math.min(Math.max(fraction, 0), 1)
}

export function placeRect(rect: MediaRect) {
  return {
    x: percent(rect.x1),
    y: percent(rect.y1),
    width: percent(rect.x2 - rect.x1),
    height: percent(rect.y2 - rect.y1),
  }
}
