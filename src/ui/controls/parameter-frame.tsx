import { Info } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Parameter, ParameterId, ParameterValue } from '@/core/catalog/types.ts'
import { useWantedParameter } from '@/state/show-parameter.ts'
import { classNames } from '@/ui/primitives/class-names.ts'
import { formatParameter } from './parameter-text.ts'

/** Ids that tie a control to its label and to the note below it. */
export type FrameIds = { readonly control: string; readonly note: string }

/** Label, control and the note below: what is wrong, why it is greyed out, or what it was changed from. */
export function ParameterFrame(props: {
  readonly parameter: Parameter
  readonly reason: string | null
  /** True where a line above gives the same reason: it is still read out. */
  readonly hidesReason: boolean
  /** What the value does; null where its name says so. */
  readonly effect: string | null
  readonly failure: string | null
  readonly isChanged: boolean
  readonly recommended: ParameterValue | null
  readonly onReset: () => void
  readonly children: (ids: FrameIds) => ReactNode
}) {
  const { parameter, reason, failure, isChanged, recommended, onReset, children } = props
  const [isExplained, setIsExplained] = useState(false)
  const help = isExplained ? parameter.help : null
  const note = isChanged
    ? [help, props.effect, changedFrom(recommended)]
    : [help ?? props.effect ?? parameter.help]
  const isQuiet =
    failure === null &&
    (reason === null ? !(isChanged || isExplained) && props.effect === null : props.hidesReason)
  const id = useId()
  const ids = { label: `${id}label`, control: `${id}control`, note: `${id}note` }
  const row = useWantedRow(parameter.id)
  return (
    <div
      ref={row}
      className={classNames(
        'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 text-[0.78125rem]/4',
        reason !== null && 'text-ink-3',
      )}
    >
      <FrameLabel
        parameter={parameter}
        id={ids.label}
        controlId={ids.control}
        isUsable={reason === null}
        isChanged={isChanged}
        isExplained={isExplained}
        onExplain={() => setIsExplained(!isExplained)}
      />
      {children(ids)}
      <p
        id={ids.note}
        className={classNames(
          'col-span-2 text-[0.75rem]/4',
          failure ? 'text-danger' : 'text-ink-3',
          isQuiet && 'sr-only',
        )}
      >
        {failure ?? reason ?? note.filter(Boolean).join(' ')}{' '}
        {isChanged && reason === null ? (
          <button
            type="button"
            aria-label={`Reset ${parameter.label}`}
            onClick={onReset}
            className="text-accent underline-offset-2 hover:underline"
          >
            Reset
          </button>
        ) : null}
      </p>
    </div>
  )
}

function FrameLabel(props: {
  readonly parameter: Parameter
  readonly id: string
  readonly controlId: string
  readonly isUsable: boolean
  readonly isChanged: boolean
  readonly isExplained: boolean
  readonly onExplain: () => void
}) {
  const { parameter, id, controlId, isUsable, isChanged, isExplained, onExplain } = props
  return (
    <div className="flex items-center gap-1.5">
      <label
        id={id}
        htmlFor={controlId}
        title={parameter.help}
        className={isUsable ? 'text-ink-2' : undefined}
      >
        {parameter.label}
      </label>
      {isUsable ? <ExplainButton labelId={id} isOn={isExplained} onToggle={onExplain} /> : null}
      {isChanged && isUsable ? (
        <span aria-hidden="true" className="size-[5px] rounded-full bg-accent" />
      ) : null}
    </div>
  )
}

/** Shows what the parameter does; a touch screen has no tooltips. */
function ExplainButton(props: {
  readonly labelId: string
  readonly isOn: boolean
  readonly onToggle: () => void
}) {
  return (
    <button
      type="button"
      // Not named after the parameter, whose name belongs to its control.
      aria-label="Explain"
      aria-describedby={props.labelId}
      aria-expanded={props.isOn}
      onClick={props.onToggle}
      className={classNames(
        '-my-1 grid narrow:size-8 size-6 place-items-center rounded-2 hover:bg-hover hover:text-ink-2',
        props.isOn ? 'text-accent' : 'text-ink-3',
      )}
    >
      <Info size={12} strokeWidth={1.5} aria-hidden="true" />
    </button>
  )
}

/** Whoever was sent to this parameter finds it in view, with the focus on its control. */
function useWantedRow(id: ParameterId) {
  const row = useRef<HTMLDivElement | null>(null)
  const isWanted = useWantedParameter((state) => state.id === id)
  useEffect(() => {
    if (!isWanted) return
    const fold = row.current?.closest('details')
    if (fold) fold.open = true
    row.current?.scrollIntoView({ block: 'center' })
    row.current
      ?.querySelector<HTMLElement>('input, select, textarea, [role="switch"]')
      ?.focus({ preventScroll: true })
    useWantedParameter.setState({ id: null })
  }, [isWanted])
  return row
}

function changedFrom(recommended: ParameterValue | null): string {
  const before = formatParameter(recommended)
  return before === '' ? 'Changed; otherwise not sent.' : `Changed from ${before}.`
}
