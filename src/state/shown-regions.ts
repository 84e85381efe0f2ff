import { showRegions } from '@/core/grounding/show-regions.ts'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import type { RunSnapshot } from '@/core/run/run-snapshot.ts'

/** Region lists are immutable, so the last answer for a pair of them holds as long as they do. */
const cache = new WeakMap<
  object,
  { readonly answer: object; readonly shown: readonly ShownRegion[] }
>()

/** The regions of a run with number and hue, drafts first; the same array while nothing changed. */
export function selectShownRegions({ reasoning, answer }: RunSnapshot): readonly ShownRegion[] {
  const known = cache.get(reasoning.regions)
  if (known?.answer === answer.regions) return known.shown
  const shown = showRegions(reasoning.regions, answer.regions)
  cache.set(reasoning.regions, { answer: answer.regions, shown })
  return shown
}
