import { useId } from 'react'
import type { Parameter, ParameterValue } from '@/core/catalog/types.ts'

type ParameterSliderProps = {
  readonly parameter: Extract<Parameter, { kind: 'number' }>
  readonly value: ParameterValue | null
  /** Marked on the track. */
  readonly recommended: ParameterValue | null
  readonly isDisabled: boolean
  readonly onValue: (value: ParameterValue) => void
}

/** The same value as the field above it, by hand. */
export function ParameterSlider({
  parameter,
  value,
  recommended,
  isDisabled,
  onValue,
}: ParameterSliderProps) {
  const listId = useId()
  return (
    <>
      <input
        type="range"
        aria-label={`${parameter.label} slider`}
        min={parameter.minimum}
        max={parameter.maximum}
        step={parameter.step}
        list={typeof recommended === 'number' ? listId : undefined}
        disabled={isDisabled}
        data-unset={value === null ? '' : undefined}
        value={typeof value === 'number' ? value : parameter.minimum}
        onChange={(event) => onValue(event.target.valueAsNumber)}
        className="slider col-span-2 disabled:opacity-45"
      />
      {typeof recommended === 'number' ? (
        <datalist id={listId}>
          <option value={recommended} />
        </datalist>
      ) : null}
    </>
  )
}
