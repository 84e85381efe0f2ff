/** What a region is. */
export type RegionKind = 'box' | 'point' | 'polygon' | 'track' | 'action' | 'box3d'

/** The coordinate system in which the model wrote, see corpora/README.md (`system`). */
export type RegionSpace =
  | 'norm1000'
  | 'norm999'
  | 'norm1024'
  | 'norm1'
  | 'percent'
  | 'pixel'
  | 'grid32-index'
  | 'camera-metres,radians'
  | 'seconds'

/** The order in which the model wrote the four numbers of a box. */
export type RegionOrder = 'xyxy' | 'yxyx' | 'xywh' | 'cxcywh'

/** A question's reasoning and answer are scanned apart; a region of the reasoning is a draft. */
export type Channel = 'reasoning' | 'answer'

/**
 * A box, point or polygon that the model spoke of.
 * Units: `coords` as the model wrote them, put in x1,y1,x2,y2 (or x,y) order, neither scaled nor clamped;
 * `rect` in fractions of the media.
 */
export type Region = {
  readonly kind: RegionKind
  /** The model's own name for it; null where it gave none (a label is never invented). */
  readonly label: string | null
  /** Flat numbers; a polygon is x,y,x,y,…; a 3D box is its nine numbers. */
  readonly coords: readonly number[]
  /** x1,y1,x2,y2 as fractions of the media; a point has x1 = x2 and y1 = y2. Null where it cannot be drawn. */
  readonly rect: readonly [number, number, number, number] | null
  readonly space: RegionSpace
  readonly order: RegionOrder
  readonly channel: Channel
  /** Index of the attachment that it lies on. */
  readonly media: number
  /** Second of the video, null for a still picture. */
  readonly time: number | null
  /** UTF-16 range of its coordinates in the raw text of its channel, end exclusive. */
  readonly source: readonly [number, number]
  /** GUI action that it belongs to: click, left_drag.start, Swipe.end … */
  readonly action: string | null
  readonly flags: readonly RegionFlag[]
}

export type RegionFlag = 'partial' | 'degenerate' | 'flipped' | 'ambiguous' | 'beyond-range'

/**
 * A stretch of the raw text that names regions, brackets and markup included: what the text view replaces by
 * chips. `regions` are indexes into the region list of the same channel; a restated region is mentioned twice.
 */
export type Mention = {
  readonly start: number
  readonly end: number
  readonly regions: readonly number[]
  /** True when these are only possible regions (indexes into `possible`), which are never drawn unasked. */
  readonly possible: boolean
}
