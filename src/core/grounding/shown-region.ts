import type { Region } from './region.ts'

/** Number of hues in the region palette (`--region-1` … `--region-8`); from the next label on they repeat. */
export const HUE_COUNT = 8

/** A region with what the eye needs to follow it from text to picture to list. */
export type ShownRegion = {
  /** Stable while the run streams: channel and index, as in "answer:3" or "reasoning:0". */
  readonly key: string
  readonly region: Region
  /** Number on tag, chip and row. An answer region keeps the number of the draft that it confirms. */
  readonly number: number
  /** 1 to HUE_COUNT: one hue a label, in order of appearance, the same from draft to answer. */
  readonly hue: number
  /** A draft that an answer region confirmed (IoU >= 0.5 on the same media); it steps back. */
  readonly confirmed: boolean
}
