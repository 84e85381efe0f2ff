import { type ReactNode, useId } from 'react'
import type { Parameter, ParameterValue } from '@/core/catalog/types.ts'
import { classNames } from '@/ui/primitives/class-names.ts'
import { formatParameter } from './parameter-text.ts'

/** Ids that tie a control to its label and to the note below it. */
export type FrameIds = { readonly control: string; readonly note: string }

/** Label, control and the note below: what is wrong, why it is greyed out, or what it was changed from. */
export function ParameterFrame(props: {
  readonly parameter: Parameter
  readonly reason: string | null
  /** True where the row above gives the same reason: it is still read out. */
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
  const note = isChanged
    ? [props.effect, changedFrom(recommended)]
    : [props.effect ?? parameter.help]
  const isQuiet =
    failure === null && (reason === null ? !isChanged && props.effect === null : props.hidesReason)
  const id = useId()
  const ids = { control: `${id}control`, note: `${id}note` }
  return (
    <div
      className={classNames(
        'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 text-[0.78125rem]/4',
        reason !== null && 'text-ink-3',
      )}
    >
      <label
        htmlFor={ids.control}
        title={parameter.help}
        className={classNames('flex items-center gap-1.5', reason === null && 'text-ink-2')}
      >
        {parameter.label}
        {isChanged && reason === null ? (
          <span aria-hidden="true" className="size-[5px] rounded-full bg-accent" />
        ) : null}
      </label>
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

function changedFrom(recommended: ParameterValue | null): string {
  const before = formatParameter(recommended)
  return before === '' ? 'Changed; otherwise not sent.' : `Changed from ${before}.`
}
