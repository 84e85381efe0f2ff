import { findLabelRank } from './coordinate-key.ts'
import type { RecordFrame, Report } from './frame.ts'
import { type MentionRoot, MentionTrail, type RegionRef } from './mention-trail.ts'
import { fitsNowhere, type PlaceOptions, placeRegion, type Reading } from './place-region.ts'
import type { ProseContext } from './prose-context.ts'
import type { Channel, Region } from './region.ts'
import { RegionList } from './region-list.ts'

const LABEL_LIMIT = 200
const TEXT_RANK = findLabelRank('text') ?? 0

/** The part that a region plays in an action with two points. */
export type Part = 'start' | 'end' | null

/** What the syntaxes share: they read brackets and tags, this turns readings into regions and mentions. */
export class Scan {
  readonly regions = new RegionList()
  readonly trail = new MentionTrail()
  readonly context: ProseContext
  /** Channel of the text at hand; inside `<think>` it is the reasoning. */
  channel: Channel
  /** Channel that the whole text came in. */
  readonly fixedChannel: Channel
  /** How many regions were read, possible and repeated ones included. */
  reported = 0
  /** Regions that count only if nothing but them is said: they wait for what follows. */
  #suspended: { readonly reading: Reading; readonly report: Report; readonly ref: RegionRef }[] = []
  #place: PlaceOptions
  #imageCount: number
  #offset: () => number

  constructor(
    context: ProseContext,
    channel: Channel,
    place: PlaceOptions,
    imageCount: number,
    offset: () => number,
  ) {
    this.context = context
    this.channel = channel
    this.fixedChannel = channel
    this.#place = place
    this.#imageCount = imageCount
    this.#offset = offset
  }

  /** Offset up to which the text was read. */
  get now(): number {
    return this.#offset()
  }

  /** Something that looks like a region is none: wrong count of numbers, or no number at all. */
  countMalformed(): void {
    this.regions.malformed++
  }

  /** Reports a region. Null where it says "nothing found" (four zeros). */
  report(reading: Reading, report: Report): RegionRef | null {
    if (isNothing(reading)) return null
    if (fitsNowhere(reading, this.#place)) return this.reportPossible(reading, report)
    return this.#enter(this.#build(reading, report))
  }

  /** Reports a region that belongs to an object or call, whose name and action may still come. */
  reportOwned(
    reading: Reading,
    source: readonly [number, number],
    record: RecordFrame,
    part: Part,
  ): RegionRef | null {
    if (isNothing(reading)) return null
    const report = ownedReport(source, record, part)
    if (record.capture?.isExample === true || fitsNowhere(reading, this.#place)) {
      return this.reportPossible(reading, report)
    }
    const entry = this.regions.add(this.#build(reading, report), record.label === null)
    const ref: RegionRef = { index: null, isPossible: false }
    record.regions.push({ ref, part })
    if (entry === 'unclear') record.unnamed.push({ reading, report, ref })
    else this.#settle(ref, entry)
    return ref
  }

  /** Lists a region that is not drawn unasked. */
  reportPossible(reading: Reading, report: Report): RegionRef | null {
    if (isNothing(reading)) return null
    const entry = this.regions.addPossible(this.#build(reading, report))
    return { index: typeof entry === 'number' ? entry : -1, isPossible: true }
  }

  /** Reports a region that counts only if nothing but regions follows on its line. */
  suspend(reading: Reading, report: Report): RegionRef | null {
    if (isNothing(reading)) return null
    const ref: RegionRef = { index: null, isPossible: false }
    this.#suspended.push({ reading, report, ref })
    return ref
  }

  /** Decides the suspended regions. */
  decide(areRegions: boolean): void {
    if (this.#suspended.length === 0) return
    for (const { reading, report, ref } of this.#suspended) {
      const decided = areRegions
        ? this.report(reading, report)
        : this.reportPossible(reading, report)
      ref.index = decided?.index ?? -1
      ref.isPossible = decided?.isPossible === true
    }
    this.#suspended = []
    this.trail.publish(this.now)
  }

  /** A mention of these regions; without any, the text stays text. */
  mention(
    refs: readonly (RegionRef | null)[],
    range: readonly [number, number],
    root: MentionRoot | null,
  ): void {
    const found = refs.filter((ref) => ref !== null)
    if (found.length === 0) return
    this.reported++
    this.trail.add(found, range, root, this.now)
  }

  /** The object says the name of its regions. */
  nameRecord(record: RecordFrame, label: string, rank: number): void {
    if (rank >= record.labelRank || label.trim() === '') return
    this.#relabel(record, () => {
      record.label = label.trim().slice(0, LABEL_LIMIT)
      record.labelRank = rank
    })
    this.settleUnnamed(record)
  }

  /** The object or call says which action it is. */
  setAction(record: RecordFrame, action: string): void {
    this.#relabel(record, () => {
      record.action = action.slice(0, LABEL_LIMIT)
    })
    for (const { ref, part } of record.regions) {
      if (ref.index === null || ref.index < 0) continue
      this.regions.patch(ref.index, { action: ownedAction(record, part) })
    }
  }

  /** A second point shows that the first one was the start. */
  markStart(record: RecordFrame): void {
    for (const [index, owned] of record.regions.entries()) {
      if (owned.part !== null) continue
      record.regions[index] = { ref: owned.ref, part: 'start' }
      if (owned.ref.index === null || owned.ref.index < 0) continue
      this.regions.patch(owned.ref.index, { action: ownedAction(record, 'start') })
    }
  }

  /** An object under a key of coordinates (`"bbox": {"x_min": 1, …}`) belongs to the object round it. */
  adopt(parent: RecordFrame, child: RecordFrame): void {
    if (parent.label !== null && child.label === null) this.nameRecord(child, parent.label, 0)
    if (child.label === null) parent.regions.push(...child.regions)
  }

  /** The object says which picture it speaks of; ignored where there is no such picture. */
  setMediaIfKnown(record: RecordFrame, media: number): void {
    if (!Number.isInteger(media) || media < 0 || media >= this.#imageCount) return
    record.media = media
    for (const { ref } of record.regions) {
      if (ref.index !== null && ref.index >= 0) this.regions.patch(ref.index, { media })
    }
  }

  /** No name will come any more: what was said before in the same numbers is the same region. */
  settleUnnamed(record: RecordFrame): void {
    if (record.unnamed.length === 0) return
    for (const { reading, report, ref } of record.unnamed) {
      const owned = record.regions.find((other) => other.ref === ref)
      const current = ownedReport(report.source, record, owned?.part ?? null)
      this.#settle(ref, this.regions.add(this.#build(reading, current), false))
    }
    record.unnamed = []
    this.trail.publish(this.now)
  }

  /** The text ends inside the object: its regions are whole, but what it says of them may not be. */
  markPartial(record: RecordFrame): void {
    for (const { ref } of record.regions) {
      if (ref.index === null || ref.index < 0) continue
      const region = this.regions.at(ref.index)
      if (region === undefined || region.flags.includes('partial')) continue
      this.regions.patch(ref.index, { flags: [...region.flags, 'partial'] })
    }
  }

  #relabel(record: RecordFrame, change: () => void): void {
    const earlier = record.regions.map(({ part }) => ownedLabel(record, part))
    change()
    for (const [index, { ref, part }] of record.regions.entries()) {
      const label = ownedLabel(record, part)
      if (label === null || ref.index === null || ref.index < 0) continue
      this.regions.name(ref.index, label, earlier[index] ?? null)
    }
  }

  #enter(region: Region): RegionRef {
    const ref: RegionRef = { index: null, isPossible: false }
    this.#settle(ref, this.regions.add(region, false))
    return ref
  }

  #settle(ref: RegionRef, entry: number | 'unclear' | 'full'): void {
    if (entry === 'full') this.countMalformed()
    ref.index = typeof entry === 'number' ? entry : -1
  }

  #build(reading: Reading, report: Report): Region {
    return {
      kind: reading.kind,
      label: report.label,
      ...placeRegion(reading, this.#place),
      channel: this.channel,
      media: reading.media,
      time: report.time,
      source: report.source,
      action: report.action,
    }
  }
}

/** Four zeros are some models' way to say that nothing was found. */
function isNothing(reading: Reading): boolean {
  return reading.kind === 'box' && reading.values.every((value) => value === 0)
}

function ownedReport(source: readonly [number, number], record: RecordFrame, part: Part): Report {
  return {
    label: ownedLabel(record, part),
    action: ownedAction(record, part),
    time: record.time,
    source,
  }
}

/**
 * An action that is a field, not a function's name, also names its one region; then `text` is what is typed there,
 * not what stands there.
 */
function ownedLabel(record: RecordFrame, part: Part): string | null {
  const hasNamingAction = part === null && record.action !== record.call && record.action !== null
  if (hasNamingAction && record.labelRank >= TEXT_RANK) return record.action
  return record.label
}

function ownedAction(record: RecordFrame, part: Part): string | null {
  if (record.action === null || part === null) return record.action
  return `${record.action}.${part}`
}
