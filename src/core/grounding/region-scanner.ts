import type { MediaSize } from '../geometry/types.ts'
import { Lexer, type WorkCounter } from './lexer.ts'
import { HOLD_LIMIT } from './mention-trail.ts'
import { findProfile } from './profile.ts'
import { ProseContext } from './prose-context.ts'
import type { Channel, Mention, Region, RegionOrder, RegionSpace } from './region.ts'
import { Scan } from './scan.ts'
import { Structure } from './structure.ts'

/** What is known besides the text. */
export type ScanOptions = {
  /** The channel that the text came in; `<think>` inside an answer still makes drafts. Default answer. */
  readonly channel?: Channel
  /** Id of a row in `profile.ts`; default and fallback are GLM. */
  readonly profile?: string
  /** The user's choice of order and space; both win over profile and guess. */
  readonly order?: RegionOrder
  readonly space?: RegionSpace
  /** Pixels of the first picture as shown, and as the server saw it after its own resize. */
  readonly imageSize?: MediaSize
  readonly sentSize?: MediaSize
  /** How many pictures the question had; default 1. */
  readonly imageCount?: number
}

/** What a text says so far. Lists that did not change keep their identity. */
export type ScanResult = {
  readonly regions: readonly Region[]
  /** Bracketed numbers that may be regions but lack any sign of it; listed, never drawn unasked. */
  readonly possible: readonly Region[]
  /** Coordinates that could not be read. */
  readonly malformed: number
  /** In the order of the text, without overlap, each ending at or before `settledLength`. */
  readonly mentions: readonly Mention[]
  /**
   * UTF-16 length of the text in which no mention can begin, grow or change any more and no mark is half there.
   * What stands behind it is still arriving; it is never longer than 4,096 units.
   */
  readonly settledLength: number
}

export type RegionScanner = {
  /** The next piece of the text, cut anywhere. Costs what the piece is long. */
  push: (delta: string) => void
  /** The text is over; later pieces are ignored. */
  end: () => void
  /** The result so far; the same object as long as nothing changed. */
  snapshot: () => ScanResult
}

/**
 * Finds regions in the text of a model while it arrives. A region is reported when its own brackets close and never
 * changes its coordinates afterwards; name, action, media and the flag `partial` may still come. The result does not
 * depend on where the text is cut. `work` counts steps for tests.
 */
export function createRegionScanner(
  options: ScanOptions = {},
  work: WorkCounter = { steps: 0 },
): RegionScanner {
  const imageCount = options.imageCount ?? 1
  const context = new ProseContext(imageCount)
  const place = {
    profile: findProfile(options.profile ?? 'glm'),
    order: options.order,
    space: options.space,
    imageSize: options.imageSize,
    sentSize: options.sentSize,
  }
  const scan = new Scan(context, options.channel ?? 'answer', place, imageCount, () => lexer.offset)
  const structure = new Structure(scan, work)
  const lexer: Lexer = new Lexer(structure, work)
  let settled = 0
  let hasEnded = false
  let shown: ScanResult | null = null

  function settle(): void {
    const length = lexer.offset
    const holds = [structure.hold, lexer.openMark].filter((hold) => hold !== null)
    const free = hasEnded ? length : Math.min(length, ...holds)
    settled = Math.max(settled, free, length - HOLD_LIMIT)
  }

  return {
    push: (delta) => {
      if (hasEnded || delta === '') return
      context.beginPiece(delta, lexer.offset)
      lexer.push(delta)
      context.endPiece()
    },
    end: () => {
      if (hasEnded) return
      lexer.end()
      structure.end(lexer.offset)
      hasEnded = true
    },
    snapshot: () => {
      settle()
      const { regions, possible, malformed } = scan.regions
      const { mentions } = scan.trail
      if (
        shown === null ||
        shown.regions !== regions ||
        shown.possible !== possible ||
        shown.malformed !== malformed ||
        shown.mentions !== mentions ||
        shown.settledLength !== settled
      ) {
        shown = { regions, possible, malformed, mentions, settledLength: settled }
      }
      return shown
    },
  }
}
