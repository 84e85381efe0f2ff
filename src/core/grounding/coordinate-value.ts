import type { CoordinateKey } from './coordinate-key.ts'
import type { ListFrame, Pair } from './frame.ts'
import type { RegionRef } from './mention-trail.ts'
import type { Reading } from './place-region.ts'
import type { RegionKind, RegionSpace } from './region.ts'
import type { Scan } from './scan.ts'

const PAIRS_LIMIT = 2048

/** Whose coordinates a list holds, and how a reading of them is reported. */
export type ValueOwner = {
  readonly kind: CoordinateKey
  readonly space: RegionSpace | null
  readonly media: number
  readonly report: (reading: Reading, source: readonly [number, number]) => RegionRef | null
}

/**
 * Reads a closed list that is known to hold coordinates (it stands under a key or in a tag): 2 numbers are a point,
 * 4 a box, 8 the corners of a box, 9 a 3D box, pairs of numbers what the key says.
 */
export function readCoordinateValue(
  list: ListFrame,
  end: number,
  scan: Scan,
  owner: ValueOwner,
): void {
  const count = list.numbers.length
  if (list.isTemplate) return
  if (list.isBroken) {
    if (count > 0 || list.pairs.length > 0) scan.countMalformed()
    return
  }
  if (list.rows > 0) {
    if (list.pairs.length > 0) scan.countMalformed()
    return
  }
  if (count === 0) {
    if (list.pairs.length > 0) readPairs(list, end, scan, owner)
    return
  }
  if (count === 2 && belongsToParent(list, owner)) {
    keepPair(list, end)
    return
  }
  const kind = kindOf(count, owner.kind)
  if (kind === null) {
    scan.countMalformed()
    return
  }
  const values = kind === 'box' && count === 8 ? bounds(list.numbers) : list.numbers
  const order = count === 8 ? 'xyxy' : null
  const ref = owner.report(
    { kind, values, hasDecimals: list.hasDecimals, space: owner.space, order, media: owner.media },
    [list.start, end],
  )
  scan.mention([ref], [list.start, end], list.root)
  if (list.parent?.type === 'list') list.parent.rows++
}

/** Keeps a pair for the bracket round it, which tells what the pairs together are. */
export function keepPair(list: ListFrame, end: number): void {
  const [x = 0, y = 0] = list.numbers
  const { parent, hasDecimals, start } = list
  if (parent?.type !== 'list') return
  if (parent.pairs.length < PAIRS_LIMIT) {
    parent.pairs.push({ values: [x, y], hasDecimals, start, end })
  } else {
    // half an outline would be a shape that nobody spoke of
    parent.isBroken = true
  }
}

/** The numbers of pairs in one row. */
export function flatten(pairs: readonly Pair[]): readonly number[] {
  return pairs.flatMap((pair) => pair.values)
}

function belongsToParent(list: ListFrame, owner: ValueOwner): boolean {
  if (list.parent?.type !== 'list' || owner.kind === 'point') return false
  return list.parent.open !== '"' && list.parent.open !== "'"
}

function kindOf(count: number, key: CoordinateKey): RegionKind | null {
  if (count === 9) return key === 'box3d' ? 'box3d' : null
  if (key === 'box3d') return null
  if (count === 2) return 'point'
  if (count === 4) return 'box'
  if (key === 'polygon' && count >= 6 && count % 2 === 0) return 'polygon'
  return count === 8 && key === 'box' ? 'box' : null
}

function readPairs(list: ListFrame, end: number, scan: Scan, owner: ValueOwner): void {
  const { pairs } = list
  const first = pairs[0]
  const last = pairs.at(-1)
  if (first === undefined || last === undefined) return
  const flat = flatten(pairs)
  const isOnePoint = pairs.every(
    (pair) => pair.values[0] === first.values[0] && pair.values[1] === first.values[1],
  )
  let kind: RegionKind = 'polygon'
  let values = flat
  if (isOnePoint) {
    kind = 'point'
    values = first.values
  } else if (pairs.length === 2) {
    kind = 'box'
  } else if (pairs.length === 4 && owner.kind === 'box') {
    kind = 'box'
    values = bounds(flat)
  }
  const source: readonly [number, number] = [
    list.root.role.type === 'tag' ? first.start : list.start,
    list.root.role.type === 'tag' ? last.end : end,
  ]
  const hasDecimals = pairs.some((pair) => pair.hasDecimals)
  const ref = owner.report(
    { kind, values, hasDecimals, space: owner.space, order: null, media: owner.media },
    source,
  )
  scan.mention([ref], source, list.root)
  if (list.parent?.type === 'list') list.parent.rows++
}

/** The box round a row of x,y,x,y,… */
function bounds(values: readonly number[]): readonly number[] {
  const xs = values.filter((_, index) => index % 2 === 0)
  const ys = values.filter((_, index) => index % 2 === 1)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}
