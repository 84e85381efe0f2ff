import { type ReactNode, useCallback, useId, useMemo, useState } from 'react'
import type { Region } from '@/core/grounding/region.ts'
import { describeJsonMistake } from '@/core/json/describe-json-mistake.ts'
import { findDoubledName } from '@/core/json/find-doubled-name.ts'
import { findJson } from '@/core/json/find-json.ts'
import { readJsonTree } from '@/core/json/read-json-tree.ts'
import { classNames } from '@/ui/primitives/class-names.ts'
import type { FindRegion } from './channel-text.tsx'
import { JsonTreeView } from './json-tree-view.tsx'
import { RegionChip } from './region-chip.tsx'
import { formatCount } from './run-figures.ts'

type JsonAnswerProps = {
  /** The untouched answer, complete. */
  readonly readText: () => string
  readonly regions: readonly Region[]
  readonly regionAt: FindRegion
  /** The answer as text. */
  readonly children: ReactNode
}

/** An answer that was asked for as JSON: checked, as a tree, and as the text that it is. */
export function JsonAnswer({ readText, regions, regionAt, children }: JsonAnswerProps) {
  const panelId = useId()
  const { tree, mistake, verdict, isFine } = useMemo(() => judgeAnswer(readText()), [readText])
  const [choice, setChoice] = useState<'tree' | 'text' | null>(null)
  // What is no JSON at all is best read as what it is.
  const view = tree === null ? 'text' : (choice ?? (mistake === null ? 'tree' : 'text'))
  const renderValue = useChips(tree, regions, regionAt)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.75rem]/4">
        <fieldset aria-label="Show the answer as" className="flex rounded-2 bg-sunk p-0.5">
          {(['tree', 'text'] as const).map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={view === name}
              aria-controls={panelId}
              disabled={tree === null}
              onClick={() => setChoice(name)}
              className={classNames(
                'h-5 narrow:h-9 rounded-1 px-2 font-medium disabled:opacity-45',
                view === name
                  ? 'bg-raised text-ink shadow-[inset_0_0_0_1px_var(--hairline)]'
                  : 'text-ink-2 hover:text-ink',
              )}
            >
              {name === 'tree' ? 'Tree' : 'Text'}
            </button>
          ))}
        </fieldset>
        <p className={isFine ? 'text-ok' : 'text-warn'}>{verdict}</p>
      </div>
      <div id={panelId} className="min-w-0">
        {view === 'tree' && tree !== null ? (
          <JsonTreeView tree={tree} label="Answer as JSON" renderValue={renderValue} />
        ) : (
          children
        )}
      </div>
    </div>
  )
}

/** Reads an answer and says whether it is JSON; a name that stands twice is allowed, yet seldom meant. */
function judgeAnswer(text: string) {
  const range = findJson(text)
  const reading = readJsonTree(text, range)
  const { tree, mistake } = reading
  if (mistake !== null || tree === null) {
    const why = mistake === null ? '' : ` ${describeJsonMistake(text, mistake, range.start)}`
    return { ...reading, verdict: `Not valid JSON.${why}`, isFine: false }
  }
  const valid = `Valid JSON, ${formatCount(tree.count)} ${tree.count === 1 ? 'value' : 'values'}`
  const doubled = findDoubledName(tree)
  return doubled === null
    ? { ...reading, verdict: valid, isFine: true }
    : {
        ...reading,
        verdict: `${valid}. ${describeJsonMistake(text, doubled, range.start)}`,
        isFine: false,
      }
}

/** A list of coordinates is the chip that it is in the text. */
function useChips(
  tree: ReturnType<typeof readJsonTree>['tree'],
  regions: readonly Region[],
  regionAt: FindRegion,
) {
  const byStart = useMemo(
    () => new Map(regions.map((region, index) => [region.source[0], { region, index }])),
    [regions],
  )
  return useCallback(
    (value: number) => {
      if (tree?.kindOf(value) !== 'array') return null
      const { start, end } = tree.rangeOf(value)
      const found = byStart.get(start)
      if (!found || found.region.source[1] !== end) return null
      const shown = regionAt('answer', found.index, false)
      return shown === null ? null : <RegionChip shown={shown} />
    },
    [tree, byStart, regionAt],
  )
}
