import { findCoordinateKey, findLabelRank, findNamedCoordinate } from './coordinate-key.ts'
import { readCoordinateValue } from './coordinate-value.ts'
import type { ListFrame, RecordFrame } from './frame.ts'
import type { Reading } from './place-region.ts'
import type { RegionKind, RegionOrder } from './region.ts'
import type { Scan } from './scan.ts'
import type { FieldValue, Syntax } from './syntax.ts'

/** `{"label": "dog", "bbox_2d": [1, 2, 3, 4]}` in JSON, Python or JavaScript, and `{"x_min": 1, "y_min": 2, …}`. */
export const keyedObject: Syntax = {
  name: 'keyed object',
  readList: (list, end, scan) => {
    const { role } = list.root
    if (role.type !== 'key' || role.record.call !== null) return false
    const kind = findCoordinateKey(role.key)
    const { record } = role
    if (kind === null) {
      reportUnknownKey(list, end, record, scan)
      return true
    }
    const part = kind === 'start' || kind === 'end' ? kind : null
    readCoordinateValue(list, end, scan, {
      kind,
      space: null,
      media: record.media,
      report: (reading, source) => scan.reportOwned(reading, source, record, part),
    })
    return true
  },
  readField: (record, key, value, scan) => {
    const named = findNamedCoordinate(key)
    if (named !== null && value.type === 'number') {
      addNamed(record, named, value, scan)
      return true
    }
    if (value.type === 'word' && findCoordinateKey(key) !== null) {
      if (!/^(?:null|none|undefined|nan)$/i.test(value.text)) scan.countMalformed()
      return true
    }
    return readName(record, key, value, scan)
  },
  readRecord: (record, end, scan) => {
    if (record.named === null) return false
    const { named } = record
    const has = (...keys: readonly string[]) => keys.every((key) => named.has(key))
    if (has('x', 'y', 'width', 'height')) {
      reportNamed(record, ['x', 'y', 'width', 'height'], 'box', 'xywh', scan)
    } else if (has('x', 'y') && named.size === 2) {
      reportNamed(record, ['x', 'y'], 'point', 'xyxy', scan)
    } else if (has('x1', 'y1', 'width', 'height')) {
      reportNamed(record, ['x1', 'y1', 'width', 'height'], 'box', 'xywh', scan)
    }
    return end > 0
  },
}

/** Four numbers in the order of corners under any other key, as in `{"dog": [10, 20, 300, 400]}`. */
function reportUnknownKey(list: ListFrame, end: number, record: RecordFrame, scan: Scan): void {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = list.numbers
  const isBox = list.numbers.length === 4 && !list.isBroken && x1 < x2 && y1 < y2
  if (!isBox || Math.max(x2, y2) <= 20) return
  const source: readonly [number, number] = [list.start, end]
  scan.reportPossible(
    {
      kind: 'box',
      values: list.numbers,
      hasDecimals: list.hasDecimals,
      space: null,
      order: null,
      media: record.media,
    },
    { label: record.label, action: null, time: record.time, source },
  )
}

function addNamed(
  record: RecordFrame,
  name: string,
  value: Extract<FieldValue, { type: 'number' }>,
  scan: Scan,
): void {
  record.named ??= new Map()
  if (record.named.size === 0) record.namedStart = value.start
  record.named.set(name, { value: value.value, isDecimal: value.isDecimal })
  record.namedEnd = value.end
  const corners = ['x1', 'y1', 'x2', 'y2']
  if (corners.every((corner) => record.named?.has(corner) === true)) {
    reportNamed(record, corners, 'box', 'xyxy', scan)
  }
}

function reportNamed(
  record: RecordFrame,
  names: readonly string[],
  kind: RegionKind,
  order: RegionOrder,
  scan: Scan,
): void {
  const parts = names.map((name) => record.named?.get(name))
  const reading: Reading = {
    kind,
    values: parts.map((part) => part?.value ?? 0),
    hasDecimals: parts.some((part) => part?.isDecimal === true),
    space: null,
    order,
    media: record.media,
  }
  const source: readonly [number, number] = [record.namedStart, record.namedEnd]
  record.named = null
  const ref = scan.reportOwned(reading, source, record, null)
  if (record.namedHold >= 0) scan.mention([ref], source, null)
  record.namedHold = -1
}

function readName(record: RecordFrame, key: string, value: FieldValue, scan: Scan): boolean {
  const name = key.toLowerCase()
  if (value.type === 'number') {
    // a count from one under "image", an index from zero under the others
    if (name === 'image' && Number.isInteger(value.value) && value.value >= 1) {
      scan.setMediaIfKnown(record, value.value - 1)
    } else if (/^(?:image|img)_(?:index|idx|id)$/.test(name)) {
      scan.setMediaIfKnown(record, value.value)
    }
    return true
  }
  if (value.type === 'text' && (name === 'action' || name === 'action_type')) {
    scan.setAction(record, value.text)
    return true
  }
  const rank = findLabelRank(name)
  if (rank !== null && value.type === 'text') scan.nameRecord(record, value.text, rank)
  return true
}
