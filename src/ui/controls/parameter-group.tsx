import { ChevronRight } from 'lucide-react'
import { useId } from 'react'
import type { OfferedParameter } from '@/core/catalog/parameters-for.ts'
import { SEARCH_SETTINGS } from '@/core/catalog/search-settings.ts'
import type { Parameter, ParameterId } from '@/core/catalog/types.ts'
import type { ParameterValues } from '@/state/chosen-parameters.ts'
import { usePreferenceStore } from '@/state/preference-store.ts'
import { unmetCondition } from '@/state/unmet-condition.ts'
import { classNames } from '@/ui/primitives/class-names.ts'
import { ParameterField } from './parameter-field.tsx'

type ParameterGroupProps = {
  readonly group: Parameter['group']
  readonly title: string
  readonly rows: readonly OfferedParameter[]
  /** Of all groups, as they would be sent. */
  readonly values: ParameterValues
  /** Tells the fields of one endpoint from those of another. */
  readonly endpointId: string
  readonly providerName: string
}

/** A section of the panel. It folds and remembers that; one that the provider knows nothing of is folded from the start. */
export function ParameterGroup(props: ParameterGroupProps) {
  const { group, title, rows, values, endpointId, providerName } = props
  const taken = rows.filter(({ isAvailable }) => isAvailable)
  const untaken = rows.filter(({ isAvailable }) => !isAvailable)
  const general = providerReason(providerName)
  const unknown = untaken.filter(({ reason }) => reason === general)
  const others = untaken.filter(({ reason }) => reason !== general)
  const id = useId()
  const choice = usePreferenceStore((state) => state.sections[group])
  const setSection = usePreferenceStore((state) => state.setSection)
  const changed = usePreferenceStore(
    (state) => rows.filter(({ parameter }) => state.parameters[parameter.id] !== undefined).length,
  )
  const isUnavailable = taken.length === 0
  const isOpen = choice === undefined ? !isUnavailable : choice === 'open'
  return (
    <fieldset aria-labelledby={`${id}title`} className="border-hairline border-b">
      <h3 className="flex">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}rows` : undefined}
          onClick={() => setSection(group, !isOpen)}
          className="flex h-9 w-full items-center gap-1.5 px-3 font-medium text-[0.6875rem]/4 text-ink-3 hover:bg-hover hover:text-ink-2 focus-visible:-outline-offset-2"
        >
          <ChevronRight
            size={12}
            strokeWidth={1.5}
            aria-hidden="true"
            className={classNames('-ml-1', isOpen && 'rotate-90')}
          />
          <span id={`${id}title`}>{title}</span>
          {isOpen || changed === 0 ? null : (
            <span className="ml-auto font-normal">{changed} changed</span>
          )}
        </button>
      </h3>
      {!isOpen && isUnavailable ? (
        <p className="-mt-1.5 px-3 pb-2.5 text-[0.75rem]/4 text-ink-3">{sharedReason(props)}</p>
      ) : null}
      {isOpen ? (
        <div id={`${id}rows`} className="grid gap-3 px-3 pt-0.5 pb-3.5">
          {taken.length === 0 ? null : (
            <Rows rows={withReasons(taken, values)} endpointId={endpointId} />
          )}
          <Untaken
            line={`${providerName} does not take`}
            rows={unknown}
            hidesReasons
            endpointId={endpointId}
          />
          <Untaken
            line="Not taken here"
            rows={others}
            hidesReasons={false}
            endpointId={endpointId}
          />
        </div>
      ) : null}
    </fieldset>
  )
}

function isNested(id: ParameterId): boolean {
  return SEARCH_SETTINGS.includes(id)
}

type ReasonedRow = {
  readonly row: OfferedParameter
  readonly reason: string | null
  readonly hidesReason: boolean
}

function Rows({
  rows,
  endpointId,
}: {
  readonly rows: readonly ReasonedRow[]
  readonly endpointId: string
}) {
  return rows.map(({ row, reason, hidesReason }) => (
    <div
      key={`${endpointId} ${row.parameter.id}`}
      className={classNames(
        // One rail beside all of them: the gap above a row is its own.
        isNested(row.parameter.id) && '-mt-3 border-hairline border-l-2 pt-3 pl-2.5',
      )}
    >
      <ParameterField
        parameter={row.parameter}
        recommended={row.recommended}
        reason={reason}
        hidesReason={hidesReason}
      />
    </div>
  ))
}

/** What cannot be used here, under one line that names it; open, since programs look for controls by their names. */
function Untaken(props: {
  readonly line: string
  readonly rows: readonly OfferedParameter[]
  /** True where the line is the reason of all of them; it is still read out. */
  readonly hidesReasons: boolean
  readonly endpointId: string
}) {
  const { line, rows, hidesReasons, endpointId } = props
  if (rows.length === 0) return null
  const names = rows.map(({ parameter }) => parameter.label).join(', ')
  return (
    <details open className="group text-[0.75rem]/4 text-ink-3">
      <summary className="-mx-1 flex cursor-pointer list-none items-start gap-1 rounded-1 px-1 py-0.5 hover:text-ink-2">
        <ChevronRight
          size={12}
          strokeWidth={1.5}
          aria-hidden="true"
          className="mt-0.5 shrink-0 group-open:rotate-90"
        />
        <span>
          {line}: {names}
        </span>
      </summary>
      <div className="grid gap-3 pt-2.5">
        <Rows
          rows={rows.map((row) => ({
            row,
            reason: row.reason,
            hidesReason: hidesReasons,
          }))}
          endpointId={endpointId}
        />
      </div>
    </details>
  )
}

/** The sentence of `parametersFor` for a parameter that the provider does not know. */
function providerReason(providerName: string): string {
  return `${providerName} does not take this parameter.`
}

/** Each row with why it is greyed out. On the rail below a switch the first row says it for all. */
function withReasons(
  rows: readonly OfferedParameter[],
  values: ParameterValues,
): readonly ReasonedRow[] {
  let last: string | null = null
  return rows.map((row) => {
    const reason = row.reason ?? unmetCondition(row.parameter.id, values)
    const hidesReason = isNested(row.parameter.id) && reason !== null && reason === last
    last = reason
    return { row, reason, hidesReason }
  })
}

function sharedReason({ rows, providerName, title }: ParameterGroupProps): string {
  const [first] = rows
  const isShared = rows.every(({ reason }) => reason === first?.reason)
  return isShared && rows.length === 1 && first?.reason
    ? first.reason
    : `${providerName} takes none of these for this model: ${title.toLowerCase()}.`
}
