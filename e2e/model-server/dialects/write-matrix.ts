import type { Cell } from './matrix-columns.ts'

export type MatrixRow = {
  readonly provider: string
  readonly wire: string
  readonly cells: readonly Cell[]
  /** What the server does where the documents are silent. */
  readonly assumes: readonly string[]
}

const introduction = `# Providers and wires

Written by a test run (\`UPDATE_DOCS=1 npx vitest run e2e/model-server/dialects\`): the app's own requests against a
model server that speaks each provider's documented dialect and refuses everything else, decoded by the app. No hosted
endpoint was called.

**✓** the server took the request to the letter, and text, reasoning, token counts and error kind came out right.
**✗** it did not. **–** cannot be there; the number says why.

- *Text*, *Image* (a PNG and a JPEG, whose sizes the server must name), *Thinking on* and *off*, *Stop* (one sequence),
  *Usage* (both token counts).
- *Parameters*: everything the panel offers at once, at the lower and at the upper end of its range.
- *Models*: each model that the catalog offers there, with a picture, its recommended values, and thinking either way.
- *Second turn*: an earlier question with its pictures and its answer are understood. *Tool result*: a call and what it
  gave back, alone and behind an earlier turn.
- *Wrong key* and *Unknown model* are recognised from the provider's own error. *Whole*: the same without streaming.
- A field that the provider does not document, a picture in the wrong form and a header that its preflight would refuse
  are errors.
`

/** The page that shows the results. It holds nothing that changes from run to run. */
export function writeMatrix(titles: readonly string[], rows: readonly MatrixRow[]): string {
  const reasons: string[] = []
  const mark = (cell: Cell): string => {
    if (cell.verdict !== 'absent') return cell.verdict === 'passed' ? '✓' : '✗'
    if (!reasons.includes(cell.reason)) reasons.push(cell.reason)
    return `–<sup>${reasons.indexOf(cell.reason) + 1}</sup>`
  }
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const table = [
    line(['Provider', 'Wire', ...titles]),
    line(['---', '---', ...titles.map(() => ':-:')]),
    ...rows.map(({ provider, wire, cells }) => line([provider, wire, ...cells.map(mark)])),
  ]
  const assumed = groupByAssumption(rows).map(
    ([assumption, where]) => `- ${assumption}: ${where.join(', ')}`,
  )
  const notes = reasons.map((reason, index) => `${index + 1}. ${reason}`)
  const silence = ['', 'Where the documents are silent, the server does this:', '', ...assumed]
  return `${[introduction, ...table, '', ...notes, ...silence].join('\n')}\n`
}

/** Each assumption once, with the providers and wires of which it is made. */
function groupByAssumption(rows: readonly MatrixRow[]): readonly (readonly [string, string[]])[] {
  const places = new Map<string, string[]>()
  for (const { provider, wire, assumes } of rows) {
    for (const assumption of assumes) {
      places.set(assumption, [...(places.get(assumption) ?? []), `${provider} (${wire})`])
    }
  }
  return [...places]
}
