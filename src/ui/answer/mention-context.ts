import { createContext } from 'react'
import type { Mention, Region } from '@/core/grounding/region.ts'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'

/**
 * What a chip shows. A `Region` that is no `ShownRegion` has no number: it is only possible, and nothing on the
 * picture answers to it.
 */
type RegionLookup = (index: number, possible: boolean) => ShownRegion | Region | null

/** Chips take their data from here, so that the text need not be read again when a label or number changes. */
export type MentionSource = {
  readonly mentions: readonly Mention[]
  readonly regionAt: RegionLookup
  /** The mention as the model wrote it, brackets included. */
  readonly readMention: (mention: Mention) => string
}

export const MentionContext = createContext<MentionSource>({
  mentions: [],
  regionAt: () => null,
  readMention: () => '',
})

/** How many chips one mention shows; the rest of its regions stand there as coordinates. */
export const ChipLimitContext = createContext(Number.POSITIVE_INFINITY)
