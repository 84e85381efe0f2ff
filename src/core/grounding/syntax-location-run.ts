import type { Mark } from './mark-lexer.ts'
import type { RegionOrder, RegionSpace } from './region.ts'
import type { Scan } from './scan.ts'
import type { TrailingName } from './trailing-name.ts'

/** A family of location tokens: how many make a box, and how they count. */
type Format = {
  readonly count: number
  readonly space: RegionSpace
  readonly order: RegionOrder
  readonly nameStands: 'before' | 'behind'
}

const PALIGEMMA: Format = { count: 4, space: 'norm1024', order: 'yxyx', nameStands: 'behind' }
const FLORENCE: Format = { count: 4, space: 'norm1000', order: 'xyxy', nameStands: 'before' }
const KOSMOS: Format = { count: 2, space: 'grid32-index', order: 'xyxy', nameStands: 'before' }

type Run = {
  readonly format: Format
  readonly values: number[]
  readonly start: number
  end: number
  readonly name: string
}

/**
 * Boxes as runs of tokens: `<loc0256><loc0256><loc0768><loc0768> cat` (PaliGemma), `cat<loc_300>…` (Florence-2),
 * `<patch_index_0044><patch_index_0863>` (Kosmos-2). Only a run of the right length is a box, so it is read when
 * the run ends.
 */
export class LocationRun {
  #scan: Scan
  #name: TrailingName
  #run: Run | null = null

  constructor(scan: Scan, name: TrailingName) {
    this.#scan = scan
    this.#name = name
  }

  get hold(): number | null {
    return this.#run?.start ?? null
  }

  /** True when the mark is a location token; `reference` is the text of a phrase tag right before. */
  read(mark: Mark, reference: string | null): boolean {
    const format = formatOf(mark.name)
    if (format === null) return false
    const value = Number.parseInt(mark.name.replace(/^\D+/, ''), 10)
    if (this.#run?.format === format && this.#run.end === mark.start) {
      this.#run.values.push(value)
      this.#run.end = mark.end
      return true
    }
    this.interrupt()
    this.#name.settle(mark.start)
    const name = reference ?? this.#scan.context.sentence(mark.start).trim()
    this.#run = { format, values: [value], start: mark.start, end: mark.end, name }
    return true
  }

  /** The text is over: a run that should have a name behind it is not whole. */
  end(): void {
    if (this.#run?.format.nameStands === 'behind') this.#run = null
    this.interrupt()
  }

  /** Something else follows: the run is whole. */
  interrupt(): void {
    const run = this.#run
    if (run === null) return
    this.#run = null
    if (run.values.length !== run.format.count) {
      this.#scan.countMalformed()
      return
    }
    const { format } = run
    const source: readonly [number, number] = [run.start, run.end]
    const hasName = format.nameStands === 'before' && run.name !== '' && run.name.length <= 60
    const ref = this.#scan.report(
      {
        kind: 'box',
        values: run.values,
        hasDecimals: false,
        space: format.space,
        order: format.order,
        media: 0,
      },
      { label: hasName ? run.name : null, action: null, time: null, source },
    )
    this.#scan.mention([ref], source, null)
    this.#scan.context.restart(run.end)
    if (format.nameStands === 'behind') this.#name.await(ref, run.end)
  }
}

function formatOf(name: string): Format | null {
  if (name.startsWith('loc_')) return FLORENCE
  if (name.startsWith('loc')) return PALIGEMMA
  return name.startsWith('patch_index_') ? KOSMOS : null
}
