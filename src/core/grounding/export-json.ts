import type { Region } from './region.ts'

/** A picture or video that regions lie on; the index in the list is `Region.media`. */
export type ExportedMedia = {
  readonly name: string
  readonly width: number
  readonly height: number
}

/** The fields of a region that leave the app: everything but what only the screen needs. */
export type ExportedRegion = Omit<Region, 'action' | 'flags'>

/** The file "Regions (JSON)". */
export type RegionsJson = {
  readonly version: 1
  readonly media: readonly ExportedMedia[]
  readonly regions: readonly ExportedRegion[]
}

/** The regions of a run as a plain object for a file; coordinates as the model wrote them, `rect` as fractions. */
export function toRegionsJson(
  media: readonly ExportedMedia[],
  regions: readonly Region[],
): RegionsJson {
  return {
    version: 1,
    media: media.map(({ name, width, height }) => ({ name, width, height })),
    regions: regions.map((region) => ({
      kind: region.kind,
      label: region.label,
      coords: region.coords,
      rect: region.rect,
      space: region.space,
      order: region.order,
      channel: region.channel,
      media: region.media,
      time: region.time,
      source: region.source,
    })),
  }
}
