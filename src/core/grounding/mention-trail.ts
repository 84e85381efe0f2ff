import type { Mention } from './region.ts'

/** A longer stretch is never held back and gets no mention; its regions are reported all the same. */
export const HOLD_LIMIT = 4096

/** A region that a mention speaks of; the index comes later where the region waits for its name. */
export type RegionRef = { index: number | null; isPossible: boolean }

/** The outermost bracket of a value, shared by all lists inside. Its first mention begins where it begins. */
export type MentionRoot = {
  mentionStart: number
  hasMention: boolean
  /** Where its last mention ends so far. */
  mentionEnd: number
}

type Waiting = {
  readonly start: number
  end: number
  readonly refs: readonly RegionRef[]
  readonly root: MentionRoot | null
  isOpen: boolean
}

/**
 * Lays mentions over the text. In `[[a],[b]]` each inner list is one mention: the first reaches back over the outer
 * bracket (and a box token before it), each reaches up to the next, the last over the closing brackets (and the box
 * token after them). So every mention can be published as soon as the next one begins, and together they leave
 * nothing of the brackets over. A list of pairs is one mention.
 */
export class MentionTrail {
  #queue: Waiting[] = []
  #published: Mention[] = []
  #shown: readonly Mention[] = []
  #hasNew = false

  get mentions(): readonly Mention[] {
    if (this.#hasNew) {
      this.#shown = this.#published.slice()
      this.#hasNew = false
    }
    return this.#shown
  }

  /** Where the first mention begins that is not published yet. */
  get hold(): number | null {
    return this.#queue[0]?.start ?? null
  }

  /** The root whose last mention may still grow. */
  get openRoot(): MentionRoot | null {
    const tail = this.#queue.at(-1)
    return tail?.isOpen === true ? tail.root : null
  }

  /** The next list of the root begins: the mention before it ends here. */
  listBegins(root: MentionRoot, at: number): void {
    const tail = this.#queue.at(-1)
    if (tail === undefined || !tail.isOpen || tail.root !== root) return
    tail.end = at
    root.mentionEnd = at
    this.seal(at)
  }

  /** `range` is the region's own bracket; `root` is null for a mention without brackets round it. */
  add(
    refs: readonly RegionRef[],
    range: readonly [number, number],
    root: MentionRoot | null,
    now: number,
  ): void {
    if (root === null || this.openRoot !== root) this.seal(now)
    let [start] = range
    if (root !== null && !root.hasMention && root.mentionStart <= start) {
      if (now - root.mentionStart <= HOLD_LIMIT) start = root.mentionStart
      root.hasMention = true
    }
    if (root !== null) root.mentionEnd = range[1]
    this.#queue.push({ start, end: range[1], refs, root, isOpen: root !== null })
    if (root === null) this.publish(now)
  }

  /** A bracket round the last mention closes. */
  extend(root: MentionRoot, end: number): void {
    const tail = this.#queue.at(-1)
    if (tail?.isOpen === true && tail.root === root) tail.end = end
  }

  /** The last mention grows no more. */
  seal(now: number): void {
    const tail = this.#queue.at(-1)
    if (tail?.isOpen === true) tail.isOpen = false
    if (tail !== undefined) this.publish(now)
  }

  /** Publishes what cannot change any more. */
  publish(now: number): void {
    while (this.#queue.length > 0) {
      const first = this.#queue[0]
      if (first === undefined || first.isOpen) return
      if (first.refs.some((ref) => ref.index === null)) return
      this.#queue.shift()
      if (now - first.start > HOLD_LIMIT) continue
      this.#publishOne(first)
    }
  }

  #publishOne(waiting: Waiting): void {
    const regions = waiting.refs.flatMap((ref) =>
      ref.index === null || ref.index < 0 ? [] : [ref.index],
    )
    if (regions.length === 0) return
    this.#published.push({
      start: waiting.start,
      end: waiting.end,
      regions,
      possible: waiting.refs[0]?.isPossible === true,
    })
    this.#hasNew = true
  }
}
