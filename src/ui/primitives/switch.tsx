import type { ReactNode } from 'react'
import { useId } from 'react'
import { classNames } from './class-names.ts'

type SwitchProps = {
  readonly label: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  /** Why it cannot be used now; shown as a tooltip and read out. */
  readonly disabledReason?: string | null
  /** Quiet words after the label. */
  readonly note?: ReactNode
  readonly hidesLabel?: boolean
  /** Without padding, to align with text above it. */
  readonly isFlush?: boolean
  readonly className?: string
}

/** A switch with its label; the label is part of the button, so that both can be pressed. */
export function Switch({
  label,
  isOn,
  onChange,
  disabledReason = null,
  note,
  hidesLabel = false,
  isFlush = false,
  className,
}: SwitchProps) {
  const reasonId = useId()
  const isDisabled = disabledReason !== null
  return (
    <>
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-label={label}
        aria-describedby={isDisabled ? reasonId : undefined}
        disabled={isDisabled}
        title={disabledReason ?? undefined}
        onClick={() => onChange(!isOn)}
        className={classNames(
          'inline-flex h-7 narrow:h-9 items-center gap-2 rounded-2 font-medium text-[0.78125rem]/5 text-ink-2 hover:text-ink',
          isFlush ? 'px-0' : 'px-2',
          isDisabled && 'opacity-45',
          className,
        )}
      >
        <span
          aria-hidden="true"
          className={classNames(
            'relative h-3.5 w-6 rounded-full transition-colors duration-150',
            isOn ? 'bg-accent' : 'bg-control',
          )}
        >
          <span
            className={classNames(
              'absolute top-0.5 left-0.5 size-2.5 rounded-full bg-[light-dark(#fff,#0c0d0f)] transition-transform duration-150 ease-calm',
              isOn && 'translate-x-2.5',
            )}
          />
        </span>
        {hidesLabel ? null : label}
        {note ? <span className="font-normal text-ink-3">{note}</span> : null}
      </button>
      {isDisabled ? (
        <span id={reasonId} className="sr-only">
          {disabledReason}
        </span>
      ) : null}
    </>
  )
}
