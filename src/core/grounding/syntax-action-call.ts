import { findCoordinateKey } from './coordinate-key.ts'
import { readCoordinateValue } from './coordinate-value.ts'
import type { RecordFrame } from './frame.ts'
import type { Part, Scan } from './scan.ts'
import type { Syntax } from './syntax.ts'

/** Functions whose two bare numbers are a place on the screen. */
const POINTING =
  /^(?:(?:left_|right_|middle_)?(?:double_|triple_)?click|click|tap|long_?press|hover|double_?click|left_double_click|move_?to)$/i

/** `left_click(start_box='[x,y]')`, `CLICK(point=(x,y), box=[[…]])`, `do(action="Tap", element=[x,y])`, `click(x, y)`. */
export const actionCall: Syntax = {
  name: 'action call',
  readList: (list, end, scan) => {
    const { role } = list.root
    if (role.type !== 'key' || role.record.call === null) return false
    const { record, key } = role
    const isPositional = key === ''
    if (isPositional && !POINTING.test(record.call ?? '')) return true
    const kind = isPositional ? 'point' : findCoordinateKey(key)
    if (kind === null) return true
    const part = partOf(record, key, scan)
    readCoordinateValue(list, end, scan, {
      kind: kind === 'start' || kind === 'end' ? 'point' : kind,
      space: null,
      media: record.media,
      report: (reading, source) => scan.reportOwned(reading, source, record, part),
    })
    return true
  },
  readRecord: (record, end, scan) => {
    if (record.call === null) return false
    const [x, y] = record.positional
    if (x === undefined || y === undefined || record.positional.length !== 2) return false
    if (!POINTING.test(record.call)) return false
    const source: readonly [number, number] = [record.start, end]
    const ref = scan.reportOwned(
      {
        kind: 'point',
        values: [x, y],
        hasDecimals: !Number.isInteger(x) || !Number.isInteger(y),
        space: null,
        order: null,
        media: record.media,
      },
      source,
      record,
      null,
    )
    scan.mention([ref], source, null)
    return true
  },
}

function partOf(record: RecordFrame, key: string, scan: Scan): Part {
  const kind = findCoordinateKey(key)
  if (kind === 'end') {
    scan.markStart(record)
    return 'end'
  }
  if (kind === 'start') return 'start'
  // start_box is the one place of a click, but the first of two where something is dragged
  return key === 'start_box' && /drag|swipe/i.test(record.call ?? '') ? 'start' : null
}
