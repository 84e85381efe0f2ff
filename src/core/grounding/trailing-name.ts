import type { RegionRef } from './mention-trail.ts'
import type { Scan } from './scan.ts'

const LABEL_LIMIT = 60

/** The name of a region that is written behind it, up to the end of its line or entry. */
export class TrailingName {
  #scan: Scan
  #ref: RegionRef | null = null

  constructor(scan: Scan) {
    this.#scan = scan
  }

  /** The text from here on names this region. */
  await(ref: RegionRef | null, at: number): void {
    this.#ref = ref
    if (ref !== null) this.#scan.context.restart(at)
  }

  /** The line or entry ends; a text that is too long is a sentence and no name. */
  settle(at: number): void {
    const ref = this.#ref
    this.#ref = null
    if (ref === null || ref.index === null || ref.index < 0) return
    const label = this.#scan.context.sentence(at).trim()
    if (label !== '' && label.length <= LABEL_LIMIT) this.#scan.regions.name(ref.index, label, null)
  }
}
