import type { MediaSize } from '../geometry/types.ts'
import type { CoordinateProfile } from './profile.ts'
import type { Region, RegionFlag, RegionKind, RegionOrder, RegionSpace } from './region.ts'

/** What is known besides the text when coordinates are placed. */
export type PlaceOptions = {
  readonly profile: CoordinateProfile
  /** The user's choice; wins over everything. */
  readonly order: RegionOrder | undefined
  readonly space: RegionSpace | undefined
  /** Size of the picture as shown, and as the server saw it after its own resize. */
  readonly imageSize: MediaSize | undefined
  readonly sentSize: MediaSize | undefined
}

/** Numbers that a syntax read, in the order in which the model wrote them. */
export type Reading = {
  readonly kind: RegionKind
  readonly values: readonly number[]
  readonly hasDecimals: boolean
  /** Space or order that the syntax itself fixes; null leaves it to profile and values. */
  readonly space: RegionSpace | null
  readonly order: RegionOrder | null
  readonly media: number
}

type Placement = Pick<Region, 'coords' | 'rect' | 'space' | 'order' | 'flags'>

/** Largest value of each space on both axes; spaces without one depend on the picture or cannot be drawn. */
const RANGE: Readonly<Partial<Record<RegionSpace, number>>> = {
  norm1000: 1000,
  norm999: 999,
  norm1024: 1024,
  norm1: 1,
  percent: 100,
}
const GRID_SIDE = 32

/**
 * Puts a reading in x1,y1,x2,y2 (or x,y) order, decides its space and where it lies on the media. Corners that
 * were written the other way round are swapped and flagged; nothing is scaled or clamped.
 */
export function placeRegion(reading: Reading, options: PlaceOptions): Placement {
  const flags: RegionFlag[] = []
  const order = reading.order ?? options.order ?? options.profile.order
  const { space, isAmbiguous } = findSpace(reading, options)
  const coords = orderCoords(reading, order, space, flags)
  if (isAmbiguous) flags.push('ambiguous')
  const size = reading.media === 0 ? (options.sentSize ?? options.imageSize) : undefined
  const rect = findRect(reading.kind, coords, space, size)
  if (rect !== null) {
    const [x1, y1, x2, y2] = rect
    if (x1 < 0 || y1 < 0 || x2 > 1 || y2 > 1) flags.push('beyond-range')
    if (reading.kind === 'box' && (x1 === x2 || y1 === y2)) flags.push('degenerate')
  }
  return { coords, rect, space, order: reading.kind === 'box' ? order : pairOrder(order), flags }
}

/** True when the numbers fit no space: all above 1000 although the size of the picture is known and smaller. */
export function fitsNowhere(reading: Reading, options: PlaceOptions): boolean {
  if (reading.space !== null || options.space !== undefined) return false
  const size = reading.media === 0 ? (options.sentSize ?? options.imageSize) : undefined
  if (options.profile.space !== 'norm1000' || size === undefined) return false
  return reading.values.every((value) => value > 1000) && !fitsPixels(reading.values, size)
}

/** A pair has no corners and no extent: only whether y was written first matters. */
function pairOrder(order: RegionOrder): RegionOrder {
  return order === 'yxyx' ? 'yxyx' : 'xyxy'
}

function findSpace(
  reading: Reading,
  options: PlaceOptions,
): { readonly space: RegionSpace; readonly isAmbiguous: boolean } {
  if (reading.kind === 'track') return { space: 'seconds', isAmbiguous: false }
  if (reading.kind === 'box3d') return { space: 'camera-metres,radians', isAmbiguous: false }
  const fixed = options.space ?? reading.space
  if (fixed !== null) return { space: fixed, isAmbiguous: false }
  const { profile } = options
  const largest = reading.values.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
  // fractions are told from 0–1000 by their decimals: [0, 0, 1, 1] may be either and stays with the profile
  if (largest <= 1 && reading.hasDecimals) return { space: 'norm1', isAmbiguous: false }
  const size = reading.media === 0 ? (options.sentSize ?? options.imageSize) : undefined
  if (profile.space === 'norm1000' && largest > 1000) {
    const fits = size === undefined || fitsPixels(reading.values, size)
    return { space: fits ? 'pixel' : 'norm1000', isAmbiguous: largest <= 1024 }
  }
  const isAmbiguous = profile.mayBePixels && size !== undefined && fitsPixels(reading.values, size)
  return { space: profile.space, isAmbiguous }
}

function fitsPixels(values: readonly number[], size: MediaSize): boolean {
  return values.every((value, index) => {
    const limit = index % 2 === 0 ? size.width : size.height
    return value >= 0 && value <= limit
  })
}

function orderCoords(
  reading: Reading,
  order: RegionOrder,
  space: RegionSpace,
  flags: RegionFlag[],
): readonly number[] {
  const { values, kind } = reading
  if (kind === 'track' || kind === 'box3d' || space === 'grid32-index') return values
  if (kind !== 'box') return order === 'yxyx' ? swapPairs(values) : values
  const [a = 0, b = 0, c = 0, d = 0] = values
  let [x1, y1, x2, y2] = [a, b, c, d]
  if (order === 'yxyx') [x1, y1, x2, y2] = [b, a, d, c]
  else if (order === 'xywh') [x2, y2] = [a + c, b + d]
  else if (order === 'cxcywh') {
    ;[x1, y1, x2, y2] = [a - c / 2, b - d / 2, a + c / 2, b + d / 2]
  }
  if (x1 > x2 || y1 > y2) flags.push('flipped')
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]
}

function swapPairs(values: readonly number[]): readonly number[] {
  return values.map((_, index) => values[index % 2 === 0 ? index + 1 : index - 1] ?? 0)
}

function findRect(
  kind: RegionKind,
  coords: readonly number[],
  space: RegionSpace,
  size: MediaSize | undefined,
): Region['rect'] {
  if (kind === 'track' || kind === 'box3d') return null
  if (space === 'grid32-index') return gridRect(coords)
  const scaleX = space === 'pixel' ? size?.width : RANGE[space]
  const scaleY = space === 'pixel' ? size?.height : RANGE[space]
  if (scaleX === undefined || scaleY === undefined || scaleX <= 0 || scaleY <= 0) return null
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [index, value] of coords.entries()) {
    if (index % 2 === 0) {
      x1 = Math.min(x1, value)
      x2 = Math.max(x2, value)
    } else {
      y1 = Math.min(y1, value)
      y2 = Math.max(y2, value)
    }
  }
  return [x1 / scaleX, y1 / scaleY, x2 / scaleX, y2 / scaleY]
}

/** Kosmos-2 names two cells of a 32 × 32 grid; the box reaches from middle to middle. */
function gridRect(coords: readonly number[]): Region['rect'] {
  const [from = 0, to = 0] = coords
  const x = (cell: number) => ((cell % GRID_SIDE) + 0.5) / GRID_SIDE
  const y = (cell: number) => (Math.floor(cell / GRID_SIDE) + 0.5) / GRID_SIDE
  return [x(from), y(from), x(to), y(to)]
}
