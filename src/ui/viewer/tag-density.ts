import { placeTag, TAG_HEIGHT, type TagWish } from './tag-layout.ts'

/** With more tags than this on a picture they are all that is seen of it. */
export const MOST_TAGS = 60
/** So few tags are worth more than the little that they hide. */
const FEW_TAGS = 8
/** A tag hides a region when it covers this part of it. */
const HIDING_PART = 0.25
/** A point has no area: what is seen of it is a ring about this wide (CSS pixels). */
const RING_SIZE = 12

type Size = { readonly width: number; readonly height: number }

/**
 * True when tags would hide what they name: there are too many of them, or more than half of them, cut down to
 * their numbers, would lie over another region. `picture` is the size at which it is shown (CSS pixels).
 */
export function isCrowded(wishes: readonly TagWish[], picture: Size): boolean {
  if (wishes.length > MOST_TAGS) return true
  if (wishes.length <= FEW_TAGS) return false
  const hiding = wishes.filter((wish) => hidesAnother(wish, wishes, picture))
  return hiding.length * 2 > wishes.length
}

function hidesAnother(wish: TagWish, others: readonly TagWish[], picture: Size): boolean {
  const tag = placeTag(wish, picture, false)
  return others.some((other) => {
    if (other === wish) return false
    const { rect } = other
    const x = span(rect.x1 * picture.width, rect.x2 * picture.width)
    const y = span(rect.y1 * picture.height, rect.y2 * picture.height)
    const covered =
      overlap(tag.x, tag.x + tag.width, x.from, x.to) *
      overlap(tag.y, tag.y + TAG_HEIGHT, y.from, y.to)
    return covered >= HIDING_PART * (x.to - x.from) * (y.to - y.from)
  })
}

/** One side of a region, at least as wide as the ring of a point. */
function span(from: number, to: number): { readonly from: number; readonly to: number } {
  const missing = Math.max(0, RING_SIZE - (to - from)) / 2
  return { from: from - missing, to: to + missing }
}

function overlap(from: number, to: number, otherFrom: number, otherTo: number): number {
  return Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom))
}
