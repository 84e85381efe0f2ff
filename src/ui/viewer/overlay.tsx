import { memo, useRef } from 'react'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { CROWD_SIZE, cutBlocks } from './crowd-blocks.ts'
import { CrowdOutlines } from './crowd-outlines.tsx'
import { RegionOutline } from './region-outline.tsx'
import { RegionShape } from './region-shape.tsx'
import { standingOf } from './region-standing.ts'

type OverlayProps = {
  /** The regions to draw on this picture, the one on top last. */
  readonly regions: readonly ShownRegion[]
  /** The lit one, drawn above all others even while they are hidden. */
  readonly lit: ShownRegion | null
  readonly label: string
  readonly answerIsOver: boolean
}

/**
 * Lies exactly over the picture and moves with it. Nothing in here hears of a gesture: only the layer around it
 * does, and it gets its new size once the gesture is over.
 */
export const Overlay = memo(function Overlay({ regions, lit, label, answerIsOver }: OverlayProps) {
  const isCrowd = regions.length >= CROWD_SIZE
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be part of an SVG
    <svg
      className="viewer-overlay"
      data-testid="overlay"
      data-dimmed={lit !== null}
      role="group"
      aria-label={label}
    >
      <g className="viewer-outlines">
        {isCrowd ? (
          <Crowd regions={regions} answerIsOver={answerIsOver} />
        ) : (
          regions.map((shown) => (
            <SingleOutline
              key={shown.key}
              shown={shown}
              standing={standingOf(shown, answerIsOver)}
            />
          ))
        )}
      </g>
      {lit === null ? null : <RegionOutline region={lit.region} hue={lit.hue} standing="lit" />}
      {isCrowd
        ? null
        : regions.map((shown) => (
            <RegionShape key={shown.key} shown={shown} isLit={shown.key === lit?.key} />
          ))}
    </svg>
  )
})

const SingleOutline = memo(function SingleOutline({
  shown,
  standing,
}: {
  readonly shown: ShownRegion
  readonly standing: ReturnType<typeof standingOf>
}) {
  return <RegionOutline region={shown.region} hue={shown.hue} standing={standing} />
})

function Crowd({
  regions,
  answerIsOver,
}: {
  readonly regions: readonly ShownRegion[]
  readonly answerIsOver: boolean
}) {
  const blocks = useRef<ReturnType<typeof cutBlocks>>([])
  blocks.current = cutBlocks(regions, blocks.current)
  return blocks.current.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a block is known by its place
    <CrowdOutlines key={index} regions={block} answerIsOver={answerIsOver} />
  ))
}
