import { memo } from 'react'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { drawnRect, isMark, percent } from './drawn-rect.ts'
import { regionAttributes } from './region-attributes.ts'
import { regionName } from './region-name.ts'
import { placeRect } from './region-outline.tsx'

/** What a line (a box without width or height) takes on its thin axis, so that programs can see it (CSS pixels). */
const THINNEST = 'max(0.5px, 0%)'

type RegionShapeProps = { readonly shown: ShownRegion; readonly isLit: boolean }

/**
 * The region itself, without strokes: transparent, exactly where the model said. Programs and screen readers find
 * the region by it; the strokes are drawn apart, because their width would count as part of the shape in some browsers.
 */
export const RegionShape = memo(function RegionShape({ shown, isLit }: RegionShapeProps) {
  const rect = drawnRect(shown.region)
  if (rect === null) return null
  const attributes = {
    ...regionAttributes(shown.region),
    'data-testid': 'region-shape',
    'data-lit': isLit,
    role: 'img',
    'aria-label': regionName(shown),
    className: 'viewer-hit',
  }
  if (isMark(rect)) {
    return <circle cx={percent(rect.x1)} cy={percent(rect.y1)} r={1} {...attributes} />
  }
  const style = {
    ...(rect.x1 === rect.x2 ? { width: THINNEST } : {}),
    ...(rect.y1 === rect.y2 ? { height: THINNEST } : {}),
  }
  return <rect {...placeRect(rect)} style={style} {...attributes} />
})
