import { readCoordinateValue } from './coordinate-value.ts'
import type { ListFrame } from './frame.ts'
import type { RegionSpace } from './region.ts'
import type { Syntax } from './syntax.ts'

/** Tags round coordinates, by the name of the opening one. DeepSeek's `det` counts to 999. */
const BOX_TAGS: ReadonlyMap<string, { readonly end: string; readonly space: RegionSpace | null }> =
  new Map([
    ['box', { end: 'box', space: null }],
    ['bbox', { end: 'bbox', space: null }],
    ['quad', { end: 'quad', space: null }],
    ['box_start', { end: 'box_end', space: null }],
    ['det', { end: 'det', space: 'norm999' }],
  ])

const REF_TAGS: ReadonlyMap<string, string> = new Map([
  ['ref', 'ref'],
  ['object_ref_start', 'object_ref_end'],
  ['phrase', 'phrase'],
])

/** The name of the mark that closes this box tag; null for any other mark. */
export function closingBoxTag(name: string): string | null {
  return BOX_TAGS.get(name)?.end ?? null
}

/** The name of the mark that closes this reference; null for any other mark. */
export function closingRefTag(name: string): string | null {
  return REF_TAGS.get(name) ?? null
}

/** `<ref>dog</ref><box>(1,2),(3,4)</box>`, `<|det|>[[1,2,3,4]]<|/det|>`, `<|box_start|>(1,2),(3,4)<|box_end|>`. */
export const refBox: Syntax = {
  name: 'reference and box',
  readList: (list, end, scan) => {
    const { role } = list.root
    if (role.type !== 'tag') return false
    readCoordinateValue(list, end, scan, {
      kind: 'box',
      space: BOX_TAGS.get(role.name)?.space ?? null,
      media: 0,
      report: (reading, source) =>
        scan.report(reading, {
          label: role.label ?? wordsBefore(list),
          action: null,
          time: null,
          source,
        }),
    })
    return true
  },
}

/** The name that stands inside the tag, before the brackets: `<|det|>text [1,2,3,4]<|/det|>`. */
function wordsBefore(list: ListFrame): string | null {
  const { parent } = list
  const words = parent?.type === 'list' ? parent.words : list.words
  return words === '' ? null : words
}
