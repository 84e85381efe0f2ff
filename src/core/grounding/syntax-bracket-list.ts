import { flatten, keepPair } from './coordinate-value.ts'
import type { ListFrame, Report, Role } from './frame.ts'
import type { RegionRef } from './mention-trail.ts'
import type { Reading } from './place-region.ts'
import type { ProseCapture } from './prose-context.ts'
import { findProseLabel } from './prose-label.ts'
import type { RegionKind } from './region.ts'
import type { Scan } from './scan.ts'
import type { Syntax } from './syntax.ts'

/** Whole numbers up to here, without a word about boxes, are a matrix or a citation and no place in a picture. */
const TINY = 20

type Verdict = 'region' | 'possible' | 'suspended' | 'nothing'

/** Bare `[[x1,y1,x2,y2]]`, `[…]`, `(…)`, `<…>`, `{…}` in prose or box marks, and lists of pairs. */
export const bracketList: Syntax = {
  name: 'bracket list',
  readList: (list, end, scan) => {
    const { role } = list.root
    if (role.type !== 'prose' || list.isClock) return false
    if (list.isBroken) return true
    const count = list.numbers.length
    if (count === 4 && list.rows === 0) readBox(list, end, scan, role.capture)
    else if (count === 2 && list.pairs.length === 0) readPair(list, end, scan, role.capture)
    else if (list.rows > 0 && list.pairs.length > 0) scan.countMalformed()
    else if (count === 0 && list.pairs.length > 0) readPairs(list, end, scan, role.capture)
    else if (count > 0 && role.capture.isInBoxMarks && list.parent !== null && count !== 1) {
      scan.countMalformed()
    }
    return true
  },
}

/** Reads four numbers that a semicolon ends, as in `[[1,2,3,4;5,6,7,8]]`. */
export function readGroup(list: ListFrame, end: number, scan: Scan): void {
  const { role } = list.root
  if (role.type === 'prose' && list.numbers.length === 4) {
    readBox(list, end, scan, role.capture)
  }
}

function readBox(list: ListFrame, end: number, scan: Scan, capture: ProseCapture): void {
  const verdict = judgeBox(list, capture)
  if (verdict === 'possible' || verdict === 'nothing') list.root.isDoubtful = true
  const source: readonly [number, number] = [list.groupStart, end]
  const ref = report('box', list.numbers, list.hasDecimals, source, verdict, list, scan, capture)
  scan.mention([ref], source, list.root)
  if (list.parent?.type === 'list') list.parent.rows++
}

function judgeBox(list: ListFrame, capture: ProseCapture): Verdict {
  const [a = 0, b = 0, c = 0, d = 0] = list.numbers
  if (list.numbers.every((value) => value >= 1900 && value <= 2100)) return 'nothing'
  if (list.root.isDoubtful || capture.isExample) return 'possible'
  if (capture.hasCounterCue) return 'possible'
  if (capture.hasCue) return 'region'
  if (isTiny(list.numbers)) return 'possible'
  const isOrdered = a <= c && b <= d
  if (capture.isInBoxMarks) return isOrdered ? 'region' : 'possible'
  const isNested = list.parent !== null
  if ((isNested || capture.followsAt || capture.goesOn) && isOrdered) return 'region'
  const isSquare = list.open === '[' || list.open === '('
  if (capture.opensAnswer && isSquare) return 'suspended'
  return 'possible'
}

function readPair(list: ListFrame, end: number, scan: Scan, capture: ProseCapture): void {
  if (list.parent?.type === 'list') {
    keepPair(list, end)
    return
  }
  const hasCue = capture.hasCue || capture.hasPointCue
  if (!hasCue && !(capture.isInBoxMarks && list.open === '[')) return
  if (isTiny(list.numbers)) return
  const verdict = capture.hasCounterCue || capture.isExample ? 'possible' : 'region'
  const source: readonly [number, number] = [list.start, end]
  const ref = report('point', list.numbers, list.hasDecimals, source, verdict, list, scan, capture)
  scan.mention([ref], source, list.root)
}

/** Three pairs or more are an outline, unless the prose speaks of points; fewer are points. */
function readPairs(list: ListFrame, end: number, scan: Scan, capture: ProseCapture): void {
  const values = flatten(list.pairs)
  if (list.parent?.type === 'list') list.parent.rows++
  const hasCue = capture.hasCue || capture.hasPointCue
  const isDoubtful = capture.isExample || capture.hasCounterCue || (isTiny(values) && !hasCue)
  const verdict = isDoubtful ? 'possible' : 'region'
  const source: readonly [number, number] = [list.start, end]
  if (list.pairs.length >= 3 && !capture.hasPointCue) {
    const hasDecimals = list.pairs.some((pair) => pair.hasDecimals)
    const ref = report('polygon', values, hasDecimals, source, verdict, list, scan, capture)
    scan.mention([ref], source, list.root)
    return
  }
  const refs = list.pairs.map((pair) =>
    report(
      'point',
      pair.values,
      pair.hasDecimals,
      [pair.start, pair.end],
      verdict,
      list,
      scan,
      capture,
    ),
  )
  scan.mention(refs, source, list.root)
}

function report(
  kind: RegionKind,
  values: readonly number[],
  hasDecimals: boolean,
  source: readonly [number, number],
  verdict: Verdict,
  list: ListFrame,
  scan: Scan,
  capture: ProseCapture,
): RegionRef | null {
  if (verdict === 'nothing') return null
  const reading: Reading = {
    kind,
    values: values.slice(),
    hasDecimals,
    space: null,
    order: null,
    media: capture.media,
  }
  const label = labelOf(list.root.role, scan)
  const details: Report = { label, action: null, time: list.time, source }
  if (verdict === 'region') scan.context.sentenceHasRegion = true
  if (verdict === 'suspended') return scan.suspend(reading, details)
  if (verdict === 'possible') return scan.reportPossible(reading, details)
  return scan.report(reading, details)
}

function labelOf(role: Role, scan: Scan): string | null {
  if (role.type !== 'prose') return null
  const { sentence } = role.capture
  const inherited = role.capture.goesOn ? scan.context.lineLabel : null
  const label = findProseLabel(sentence) ?? inherited
  scan.context.lineLabel = label
  return label
}

function isTiny(values: readonly number[]): boolean {
  return values.every((value) => Number.isInteger(value) && Math.abs(value) <= TINY)
}
