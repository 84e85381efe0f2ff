/**
 * One top-level piece of an answer. A closed block never changes again, so it is rendered once; only the last,
 * open one renders anew while text arrives.
 */
export type Block = {
  /** Index in the document; stable, so it serves as a React key. */
  readonly id: number
  /**
   * Markdown with every mention of regions replaced by a marker (see `mention-marker.ts`) and all model markup
   * (box tokens, think and answer tags) removed.
   */
  readonly text: string
  readonly isClosed: boolean
}
