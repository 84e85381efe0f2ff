/**
 * Coordinate spaces. A number only means something together with its space, so each space is a type of its
 * own and only the conversions of `convert.ts` lead from one to another.
 *
 * model  → what the model wrote (0–1000, 0–1, percent, pixels …), see `RegionSpace`
 * media  → fractions of the upright picture, 0–1 on both axes, y down
 * view   → CSS pixels of the stage after zoom and pan
 */
declare const space: unique symbol
type InSpace<Name extends string> = { readonly [space]?: Name }

/** A size in pixels of the picture as shown, that is after EXIF orientation. */
export type MediaSize = { readonly width: number; readonly height: number }

/** A point in fractions of the media, 0–1 on both axes. */
export type MediaPoint = { readonly x: number; readonly y: number } & InSpace<'media'>

/** A rectangle in fractions of the media; x1 <= x2, y1 <= y2; may reach beyond 0–1 when the model did. */
export type MediaRect = {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
} & InSpace<'media'>

/** A point in CSS pixels, measured from the top left corner of the stage. */
export type ViewPoint = { readonly x: number; readonly y: number } & InSpace<'view'>

/** A rectangle in CSS pixels, measured from the top left corner of the stage. */
export type ViewRect = {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
} & InSpace<'view'>

/** A size in CSS pixels. */
export type ViewSize = { readonly width: number; readonly height: number }

/**
 * Where the media lies on the stage: its top left corner in CSS pixels of the stage, and CSS pixels per media
 * pixel. `scale` 1 is 100 %.
 */
export type Viewport = { readonly x: number; readonly y: number; readonly scale: number }
