import type { Mark } from './mark-lexer.ts'
import type { Scan } from './scan.ts'
import type { Syntax } from './syntax.ts'

const NUMBER = /^-?\d{1,5}(?:\.\d{1,10})?$/
const POINT_LIMIT = 200

/**
 * `<point x="1" y="2" alt="dog">`, `<points x1="…" y1="…" x2="…" y2="…">`. Molmo counts in percent; a value above
 * 100 shows that another model used its tag with 0–1000.
 */
export const pointTag: Syntax = {
  name: 'point tag',
  readMark: (mark, scan) => {
    if (mark.isClosing || (mark.name !== 'point' && mark.name !== 'points')) return false
    if (mark.attributes !== '') readPoints(mark, scan)
    return mark.attributes !== ''
  },
}

function readPoints(mark: Mark, scan: Scan): void {
  const attributes = new Map<string, string>()
  for (const [, key = '', value = ''] of mark.attributes.matchAll(
    /([a-z]{1,5}\d{0,3})="([^"]*)"/g,
  )) {
    attributes.set(key, value)
  }
  const points: (readonly [number, number])[] = []
  for (let index = 0; index <= POINT_LIMIT; index++) {
    const suffix = index === 0 ? '' : String(index)
    const x = attributes.get(`x${suffix}`)
    const y = attributes.get(`y${suffix}`)
    if (x === undefined || y === undefined) {
      if (index === 0) continue
      break
    }
    if (NUMBER.test(x) && NUMBER.test(y)) points.push([Number(x), Number(y)])
    else scan.countMalformed()
  }
  const isPercent = points.every(([x, y]) => x <= 100 && y <= 100)
  const label = attributes.get('alt')?.trim() ?? ''
  const source: readonly [number, number] = [mark.start, mark.end]
  const refs = points.map((values) =>
    scan.report(
      {
        kind: 'point',
        values,
        hasDecimals: true,
        space: isPercent ? 'percent' : 'norm1000',
        order: 'xyxy',
        media: 0,
      },
      { label: label === '' ? null : label, action: null, time: null, source },
    ),
  )
  scan.mention(refs, source, null)
}
