import { polygonCorners } from '@/core/geometry/convert.ts'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { drawnRect, isMark } from './drawn-rect.ts'

/** From this many regions on they are drawn as a few paths instead of one by one. */
export const CROWD_SIZE = 300
const BLOCK_SIZE = 256

type Block = readonly ShownRegion[]

/**
 * Cuts the regions into blocks of equal size and hands out the very block of before where nothing changed, so that
 * while a run streams only the last block is drawn anew.
 */
export function cutBlocks(regions: readonly ShownRegion[], before: readonly Block[]): Block[] {
  const blocks: Block[] = []
  for (let start = 0; start < regions.length; start += BLOCK_SIZE) {
    const block = regions.slice(start, start + BLOCK_SIZE)
    const old = before[blocks.length]
    const isSame =
      old !== undefined &&
      old.length === block.length &&
      block.every((shown, index) => shown === old[index])
    blocks.push(isSame ? old : block)
  }
  return blocks
}

/** Path data in fractions of the media: outlines, and the places of points. */
export type CrowdPath = { readonly outlines: string; readonly points: string }

export function crowdPath(regions: readonly ShownRegion[]): CrowdPath {
  const outlines: string[] = []
  const points: string[] = []
  for (const { region } of regions) {
    const rect = drawnRect(region)
    if (rect === null) continue
    if (isMark(rect)) points.push(`M${short(rect.x1)} ${short(rect.y1)}h0`)
    else if (region.kind === 'polygon') outlines.push(polygonPath(region))
    else {
      const width = short(rect.x2 - rect.x1)
      const height = short(rect.y2 - rect.y1)
      outlines.push(`M${short(rect.x1)} ${short(rect.y1)}h${width}v${height}h-${width}z`)
    }
  }
  return { outlines: outlines.join(''), points: points.join('') }
}

function polygonPath(region: ShownRegion['region']): string {
  const corners = polygonCorners(region).map(({ x, y }) => `${within(x)} ${within(y)}`)
  return corners.length === 0 ? '' : `M${corners.join('L')}z`
}

function within(fraction: number): number {
  return short(Math.min(Math.max(fraction, 0), 1))
}

function short(fraction: number): number {
  return Number(fraction.toFixed(6))
}
