import { memo } from 'react'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { crowdPath } from './crowd-blocks.ts'
import { type RegionStanding, standingOf } from './region-standing.ts'

type CrowdOutlinesProps = {
  readonly regions: readonly ShownRegion[]
  readonly answerIsOver: boolean
}

type Group = {
  readonly standing: RegionStanding
  readonly hue: number
  readonly members: ShownRegion[]
}

const STROKES = ['viewer-dark', 'viewer-light', 'viewer-hue'] as const

/** Many regions drawn as one path a stroke and hue: thousands cost about as much as a handful. */
export const CrowdOutlines = memo(function CrowdOutlines({
  regions,
  answerIsOver,
}: CrowdOutlinesProps) {
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height="100%"
      viewBox="0 0 1 1"
      preserveAspectRatio="none"
      overflow="visible"
    >
      {groupRegions(regions, answerIsOver).map(({ standing, hue, members }) => {
        const { outlines, points } = crowdPath(members)
        return (
          <g
            key={`${standing} ${hue}`}
            className={`viewer-region viewer-${standing}`}
            data-hue={hue}
          >
            <Strokes className="" d={outlines} />
            <Strokes className="viewer-round" d={points} />
          </g>
        )
      })}
    </svg>
  )
})

function Strokes({ className, d }: { readonly className: string; readonly d: string }) {
  if (d === '') return null
  return STROKES.map((stroke) => (
    <path
      key={stroke}
      className={`${stroke} ${className}`}
      d={d}
      vectorEffect="non-scaling-stroke"
    />
  ))
}

function groupRegions(regions: readonly ShownRegion[], answerIsOver: boolean): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const shown of regions) {
    const standing = standingOf(shown, answerIsOver)
    const name = `${standing} ${shown.hue}`
    const group = groups.get(name) ?? { standing, hue: shown.hue, members: [] }
    group.members.push(shown)
    groups.set(name, group)
  }
  return [...groups.values()]
}
