import type { MediaRect } from '@/core/geometry/types.ts'

/** What is to be written beside a region: its number and label, and where the region lies. */
export type TagWish = {
  readonly key: string
  readonly number: string
  /** Empty where the model gave no label. */
  readonly label: string
  readonly rect: MediaRect
  /** Room for strokes and rings round the rectangle (CSS pixels). */
  readonly clearance: number
}

/** Where a tag stands: its top left corner in CSS pixels of the picture as it is now shown. */
export type PlacedTag = {
  readonly key: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly showsLabel: boolean
}

/** Sizes of `.viewer-tag`, in CSS pixels. */
export const TAG_HEIGHT = 18
const TAG_OVERHANG = 3
const TAG_PADDING = 11
const DIGIT_WIDTH = 6.5
const LABEL_GAP = 6
const LETTER_WIDTH = 6.4
const WIDE_LETTER_WIDTH = 11.5
const LONGEST_LABEL = 200
const CELL = 64

type Size = { readonly width: number; readonly height: number }

/**
 * Places the tags in the order given: above the top left corner of the region, inside it where the picture ends,
 * shifted to the left at the picture's right edge. Where two would overlap the later one is shortened to its
 * number; where even the numbers would, it is left out. Linear in the number of tags.
 */
export function layoutTags(
  wishes: readonly TagWish[],
  picture: Size,
  numbersOnly: boolean,
): readonly PlacedTag[] {
  const taken = new Map<string, PlacedTag[]>()
  const placed: PlacedTag[] = []
  for (const wish of wishes) {
    const choices = numbersOnly || wish.label === '' ? [false] : [true, false]
    for (const showsLabel of choices) {
      const tag = placeTag(wish, picture, showsLabel)
      if (overlaps(taken, tag)) continue
      occupy(taken, tag)
      placed.push(tag)
      break
    }
  }
  return placed
}

/** Where one tag would stand if it were alone. */
export function placeTag(wish: TagWish, picture: Size, showsLabel: boolean): PlacedTag {
  const width = tagWidth(wish.number, showsLabel ? wish.label : '')
  const left = wish.rect.x1 * picture.width
  const top = wish.rect.y1 * picture.height
  const above = top - wish.clearance - TAG_HEIGHT
  const isInside = above < 0
  const wanted = isInside ? left + wish.clearance : left - TAG_OVERHANG
  const x = Math.max(-TAG_OVERHANG, Math.min(wanted, picture.width - width))
  return { key: wish.key, x, y: isInside ? top + wish.clearance : above, width, showsLabel }
}

/** An estimate from the kinds of letters; the tag itself cuts a longer label off. */
function tagWidth(number: string, label: string): number {
  const numberWidth = TAG_PADDING + number.length * DIGIT_WIDTH
  if (label === '') return numberWidth
  let labelWidth = 0
  for (const letter of label) {
    labelWidth += (letter.codePointAt(0) ?? 0) >= 0x1100 ? WIDE_LETTER_WIDTH : LETTER_WIDTH
    if (labelWidth >= LONGEST_LABEL) break
  }
  return numberWidth + LABEL_GAP + Math.min(labelWidth, LONGEST_LABEL)
}

function* cellsOf(tag: PlacedTag): Generator<string> {
  const right = Math.floor((tag.x + tag.width) / CELL)
  const bottom = Math.floor((tag.y + TAG_HEIGHT) / CELL)
  for (let column = Math.floor(tag.x / CELL); column <= right; column += 1) {
    for (let row = Math.floor(tag.y / CELL); row <= bottom; row += 1) yield `${column} ${row}`
  }
}

function overlaps(taken: ReadonlyMap<string, readonly PlacedTag[]>, tag: PlacedTag): boolean {
  for (const cell of cellsOf(tag)) {
    if (taken.get(cell)?.some((other) => tagsOverlap(other, tag)) === true) return true
  }
  return false
}

function occupy(taken: Map<string, PlacedTag[]>, tag: PlacedTag): void {
  for (const cell of cellsOf(tag)) {
    const tags = taken.get(cell)
    if (tags === undefined) taken.set(cell, [tag])
    else tags.push(tag)
  }
}

/** True when two placed tags share some of the picture. */
export function tagsOverlap(a: PlacedTag, b: PlacedTag): boolean {
  return (
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + TAG_HEIGHT && b.y < a.y + TAG_HEIGHT
  )
}
