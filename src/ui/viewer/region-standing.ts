import type { ShownRegion } from '@/core/grounding/shown-region.ts'

/**
 * How a region stands: an answer; a draft of the reasoning; a draft that the answer confirmed (faint, without a
 * tag); a draft that a finished run left out of an answer that names others.
 */
export type RegionStanding = 'answer' | 'draft' | 'confirmed' | 'dropped'

/** `answerIsOver`: the run has ended and its answer names regions, so that what is missing there was dropped. */
export function standingOf(shown: ShownRegion, answerIsOver: boolean): RegionStanding {
  if (shown.region.channel === 'answer') return 'answer'
  if (shown.confirmed) return 'confirmed'
  return answerIsOver ? 'dropped' : 'draft'
}
