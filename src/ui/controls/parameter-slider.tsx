import type { CSSProperties } from 'react'
import type { Parameter, ParameterValue } from '@/core/catalog/types.ts'

type ParameterSliderProps = {
  readonly parameter: Extract<Parameter, { kind: 'number' }>
  readonly value: ParameterValue | null
  /** Marked by a tick on the track. */
  readonly recommended: ParameterValue | null
  readonly isDisabled: boolean
  readonly onValue: (value: ParameterValue) => void
}

/** The same value as the field above it, by hand. */
export function ParameterSlider(props: ParameterSliderProps) {
  const { parameter, value, recommended, isDisabled, onValue } = props
  const { minimum, maximum, step, label } = parameter
  const tick =
    typeof recommended === 'number' ? (recommended - minimum) / (maximum - minimum) : null
  const style: CSSProperties & Record<'--tick', string> = { '--tick': `${(tick ?? 0) * 100}%` }
  return (
    <input
      type="range"
      aria-label={`${label} slider`}
      min={minimum}
      max={maximum}
      step={step}
      disabled={isDisabled}
      data-unset={value === null ? '' : undefined}
      data-tick={tick === null ? undefined : ''}
      style={style}
      value={typeof value === 'number' ? value : minimum}
      onChange={(event) => onValue(event.target.valueAsNumber)}
      className="slider col-span-2 disabled:opacity-45"
    />
  )
}
