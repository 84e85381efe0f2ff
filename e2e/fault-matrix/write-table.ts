import { type FaultRow, isUnitRow, type UnitRow } from './fault-row.ts'

const HEAD = `# Fault matrix

What happens to a question when something goes wrong, and what is true on the screen afterwards. Each row is a test in a
real browser against a server that fails on purpose (\`e2e/fault-matrix.test.ts\`); this page is written by that run
(\`UPDATE_DOCS=1\`) and compared with it ever after. Every row also holds that text that was shown is still there, mark
for mark, and that nothing is left to the console: no error, no warning, no unhandled rejection.

- **Status** is \`data-status\` of the run, **Error** \`data-kind\` of its notice.
- **Kept** is the text that had come: reasoning + answer, in characters.
- **Offered** are the buttons below the run. "Continue" appears where the server can go on with an answer; the
  tests use vLLM's row of the catalog.
- **Requests** counts the questions that were sent. Three means that the first and two automatic retries failed; each pause
  was shown with its countdown. Nothing is asked again by itself once a character is on the screen.
- **Said** is what a screen reader is told at the end.

A server that goes silent gets a quiet line after 15 s, a warning after 60 s without a first byte, and after 90 s a notice
with "Give up" and "Keep waiting"; the stall rows go through all of these, keep waiting once, and then give up.
`

const COLUMNS = ['Fault', 'Status', 'Error', 'Kept', 'Offered', 'Requests', 'Said']

/** The page that shows the matrix: a table for each group. */
export function writeTable(rows: readonly (FaultRow | UnitRow)[]): string {
  const groups = [...new Set(rows.map(({ group }) => group))]
  const tables = groups.map((group) => {
    const own = rows.filter((row) => row.group === group)
    const lines = [COLUMNS, COLUMNS.map(() => '---'), ...own.map(cellsOf)]
    return `## ${group}: ${own.length} rows\n\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
  })
  return [HEAD, ...tables].join('\n')
}

function cellsOf(row: FaultRow | UnitRow): readonly string[] {
  const { fault, status, kind, offered, requests, said } = row
  const kept = isUnitRow(row) ? '0 + 0' : `${row.reasoning.length} + ${row.answer.length}`
  const place = isUnitRow(row) ? `${fault} (unit: ${row.heldBy})` : fault
  return [place, status, kind ?? '', kept, offered.join(', '), String(requests), said]
}
