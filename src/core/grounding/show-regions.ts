import { iou, type Rect } from '../geometry/rect.ts'
import type { Region } from './region.ts'
import { HUE_COUNT, type ShownRegion } from './shown-region.ts'

/** From this overlap on, an answer region confirms a draft. */
const CONFIRMING_IOU = 0.5
/** The last so many drafts are compared with the first so many regions of the answer. */
const DRAFT_LIMIT = 256
const ANSWER_LIMIT = 512

type Draft = {
  readonly region: Region
  readonly rect: Rect
  readonly index: number
  isTaken: boolean
}

/**
 * The regions of a run as they are drawn and listed: drafts, then the answer, each in its order. Numbers count in
 * the order of appearance; an answer region keeps number and hue of the draft that it confirms (IoU at least 0.5 on
 * the same media and second, the same label preferred, then the larger overlap). A label has one hue wherever it
 * stands, and a region without a label one of its own. Linear in the number of regions.
 */
export function showRegions(
  reasoning: readonly Region[],
  answer: readonly Region[],
): readonly ShownRegion[] {
  const hues = createHues()
  const drafts = reasoning.map((region, index) => {
    const number = index + 1
    return { key: `reasoning:${index}`, region, number, hue: hues.of(region.label) }
  })
  const confirm = createConfirmation(reasoning)
  const confirmed = new Set<number>()
  let number = drafts.length
  const answers = answer.map((region, index): ShownRegion => {
    const key = `answer:${index}`
    const draft = index < ANSWER_LIMIT ? drafts[confirm(region)] : undefined
    if (draft === undefined) {
      number++
      return { key, region, number, hue: hues.of(region.label), confirmed: false }
    }
    confirmed.add(draft.number)
    hues.adopt(region.label, draft.hue)
    return { key, region, number: draft.number, hue: draft.hue, confirmed: false }
  })
  return [
    ...drafts.map((draft): ShownRegion => ({ ...draft, confirmed: confirmed.has(draft.number) })),
    ...answers,
  ]
}

/** Gives each label, and each region without one, the next hue in the order of appearance. */
function createHues() {
  const known = new Map<string, number>()
  let count = 0
  const next = () => (count++ % HUE_COUNT) + 1
  return {
    of: (label: string | null): number => {
      if (label === null) return next()
      const hue = known.get(label) ?? next()
      known.set(label, hue)
      return hue
    },
    /** A label that first stands in the answer takes the hue of the draft it names. */
    adopt: (label: string | null, hue: number): void => {
      if (label !== null && !known.has(label)) known.set(label, hue)
    },
  }
}

/** Finds the draft that an answer region confirms, -1 where there is none; each draft is confirmed once. */
function createConfirmation(reasoning: readonly Region[]): (region: Region) => number {
  const drafts = reasoning.slice(-DRAFT_LIMIT).flatMap((region, offset): Draft[] => {
    const index = Math.max(0, reasoning.length - DRAFT_LIMIT) + offset
    const rect = toRect(region)
    return rect === null ? [] : [{ region, rect, index, isTaken: false }]
  })
  return (region) => {
    const rect = toRect(region)
    if (rect === null) return -1
    let best: Draft | null = null
    let bestScore = 0
    for (const draft of drafts) {
      const score = scoreDraft(draft, region, rect)
      // of equal ones the later, which was thought over
      if (score === 0 || score < bestScore) continue
      best = draft
      bestScore = score
    }
    if (best !== null) best.isTaken = true
    return best?.index ?? -1
  }
}

/** How well a draft fits, 0 where it does not: the overlap, and one more for the same label. */
function scoreDraft(draft: Draft, region: Region, rect: Rect): number {
  if (draft.isTaken || !isSamePlace(draft.region, region)) return 0
  const overlap = iou(draft.rect, rect)
  if (overlap < CONFIRMING_IOU) return 0
  return draft.region.label === region.label ? overlap + 1 : overlap
}

function isSamePlace(draft: Region, region: Region): boolean {
  return draft.media === region.media && draft.time === region.time && draft.kind === region.kind
}

function toRect(region: Region): Rect | null {
  if (region.rect === null) return null
  const [x1, y1, x2, y2] = region.rect
  return { x1, y1, x2, y2 }
}
