import { iou } from '../geometry/rect.ts'
import type { Channel, Region } from './region.ts'

/** How many regions of one text are kept; what comes after counts as malformed. */
const REGION_LIMIT = 5000
const POSSIBLE_LIMIT = 1000
/** A box that differs by a rounding from one of the last so many is the same box said again. */
const NEAR_REACH = 32
const SAME_IOU = 0.98
/** Regions with the same numbers but different names that are told apart. */
const NAMES_LIMIT = 16

/** Where a region went: its index, or `unclear` when its name must be known first, or `full`. */
export type Entry = number | 'unclear' | 'full'

/** The regions found so far. One said twice is kept once; a later name is added to one that had none. */
export class RegionList {
  #regions: Region[] = []
  #possible: Region[] = []
  #bySame = new Map<string, number[]>()
  #regionsShown: readonly Region[] = []
  #possibleShown: readonly Region[] = []
  #regionsChanged = false
  #possibleChanged = false
  malformed = 0

  /** The list as it stands; the same array as long as nothing changed. */
  get regions(): readonly Region[] {
    if (this.#regionsChanged) {
      this.#regionsShown = this.#regions.slice()
      this.#regionsChanged = false
    }
    return this.#regionsShown
  }

  get possible(): readonly Region[] {
    if (this.#possibleChanged) {
      this.#possibleShown = this.#possible.slice()
      this.#possibleChanged = false
    }
    return this.#possibleShown
  }

  /** `nameIsOpen`: the object that names the region goes on, so its name may still come. */
  add(region: Region, nameIsOpen: boolean): Entry {
    const key = sameKey(region)
    const same = this.#bySame.get(key) ?? []
    const near = this.#findNear(region, nameIsOpen)
    const found = same.find((index) => this.#agrees(index, region.label)) ?? near
    if (nameIsOpen && region.label === null && (same.length > 0 || near !== undefined)) {
      return 'unclear'
    }
    if (found !== undefined) {
      if (region.label !== null) this.name(found, region.label, null)
      return found
    }
    if (this.#regions.length >= REGION_LIMIT) return 'full'
    const index = this.#regions.push(region) - 1
    if (same.length < NAMES_LIMIT) this.#bySame.set(key, [...same, index])
    this.#regionsChanged = true
    return index
  }

  addPossible(region: Region): Entry {
    if (this.#possible.length >= POSSIBLE_LIMIT) return 'full'
    this.#possibleChanged = true
    return this.#possible.push(region) - 1
  }

  /** Gives a name to a region that has none, or the earlier one from the same object. */
  name(index: number, label: string, earlier: string | null): void {
    if (this.#regions[index]?.label === earlier) this.patch(index, { label })
  }

  /** Changes what may come after the coordinates: name, action, flags, media. */
  patch(
    index: number,
    fields: Partial<Pick<Region, 'label' | 'action' | 'flags' | 'media'>>,
  ): void {
    const region = this.#regions[index]
    if (region === undefined) return
    this.#regions[index] = { ...region, ...fields }
    this.#regionsChanged = true
  }

  at(index: number): Region | undefined {
    return this.#regions[index]
  }

  /** A closing tag showed that all before it was of another channel. */
  moveAll(channel: Channel): void {
    this.#regions = this.#regions.map((region) => ({ ...region, channel }))
    this.#possible = this.#possible.map((region) => ({ ...region, channel }))
    this.#bySame.clear()
    this.#regionsChanged = true
    this.#possibleChanged = true
  }

  #agrees(index: number, label: string | null): boolean {
    const known = this.#regions[index]?.label ?? null
    return known === null || label === null || known === label
  }

  #findNear(region: Region, nameIsOpen: boolean): number | undefined {
    if (region.kind !== 'box' || region.rect === null) return undefined
    const [x1, y1, x2, y2] = region.rect
    const from = Math.max(0, this.#regions.length - NEAR_REACH)
    for (let index = this.#regions.length - 1; index >= from; index--) {
      const other = this.#regions[index]
      if (other?.rect == null || !isSameKind(region, other)) continue
      if (other.label !== region.label && !(nameIsOpen && region.label === null)) continue
      const [a1, b1, a2, b2] = other.rect
      if (iou({ x1, y1, x2, y2 }, { x1: a1, y1: b1, x2: a2, y2: b2 }) > SAME_IOU) return index
    }
    return undefined
  }
}

function isSameKind(a: Region, b: Region): boolean {
  return (
    a.kind === b.kind &&
    a.channel === b.channel &&
    a.media === b.media &&
    a.time === b.time &&
    a.action === b.action
  )
}

function sameKey(region: Region): string {
  const { kind, channel, media, time, action, space, coords } = region
  return [kind, channel, media, time, action, space, coords.join()].join('|')
}
