import type { Parameter, ParameterValue } from '@/core/catalog/types.ts'
import { classNames } from '@/ui/primitives/class-names.ts'
import { Switch } from '@/ui/primitives/switch.tsx'
import { JsonEditor } from './json-editor.tsx'
import type { FrameIds } from './parameter-frame.tsx'
import { ParameterSlider } from './parameter-slider.tsx'

type ControlProps = {
  readonly parameter: Parameter
  readonly value: ParameterValue | null
  readonly recommended: ParameterValue | null
  readonly text: string
  readonly reason: string | null
  readonly isRefused: boolean
  readonly ids: FrameIds
  readonly onText: (text: string) => void
  readonly onValue: (value: ParameterValue) => void
  readonly onBlur: () => void
}

type Of<Kind extends Parameter['kind']> = Extract<Parameter, { kind: Kind }>
type Shared = ReturnType<typeof sharedProps>
type PartProps<Kind extends Parameter['kind']> = {
  readonly parameter: Of<Kind>
  readonly shared: Shared
  readonly onText: (text: string) => void
}

/** The control that fits a parameter's kind: a switch, a number with its slider, text, a choice, JSON, or a list of lines. */
export function ParameterControl(props: ControlProps) {
  const { parameter, value, text, reason, onText, onValue } = props
  const shared = sharedProps(props)
  switch (parameter.kind) {
    case 'switch':
      return (
        <Switch
          label={parameter.label}
          hidesLabel
          isOn={value !== false}
          onChange={onValue}
          disabledReason={reason}
          isFlush
          className="h-5"
        />
      )
    case 'number':
      return (
        <>
          <NumberControl parameter={parameter} shared={shared} onText={onText} />
          {parameter.slider ? (
            <ParameterSlider {...props} parameter={parameter} isDisabled={reason !== null} />
          ) : null}
        </>
      )
    case 'text':
      return <TextControl parameter={parameter} shared={shared} onText={onText} />
    case 'choice':
      return <ChoiceControl parameter={parameter} shared={shared} onText={onText} />
    case 'json':
      return (
        <JsonEditor
          parameter={parameter}
          text={text}
          isDisabled={reason !== null}
          shared={shared}
          onText={onText}
        />
      )
    case 'list':
      return <ListControl parameter={parameter} shared={shared} onText={onText} />
  }
}

function sharedProps({ ids, isRefused, reason, text, onBlur }: ControlProps) {
  return {
    id: ids.control,
    'aria-describedby': ids.note,
    'aria-invalid': isRefused,
    disabled: reason !== null,
    value: text,
    onBlur,
    className: classNames(
      'rounded-2 bg-raised px-2 outline-none disabled:opacity-60',
      isRefused
        ? 'shadow-[inset_0_0_0_2px_var(--danger)]'
        : 'shadow-[inset_0_0_0_1px_var(--control)] focus:shadow-[inset_0_0_0_2px_var(--accent)]',
    ),
  }
}

function NumberControl({ parameter, shared, onText }: PartProps<'number'>) {
  return (
    <input
      {...shared}
      type="number"
      inputMode="decimal"
      min={parameter.minimum}
      max={parameter.maximum}
      step={parameter.step}
      placeholder={parameter.id === 'seed' ? 'random' : '–'}
      onChange={(event) => onText(event.target.value)}
      className={classNames(
        shared.className,
        'h-7 narrow:h-9 w-[4.75rem] text-right font-mono text-[0.75rem]/4 tabular-nums',
      )}
    />
  )
}

function TextControl({ parameter, shared, onText }: PartProps<'text'>) {
  return parameter.multiline ? (
    <textarea
      {...shared}
      rows={3}
      placeholder="none"
      onChange={(event) => onText(event.target.value)}
      className={classNames(
        shared.className,
        'field-sizing-content col-span-2 max-h-60 min-h-15 w-full resize-none py-1.5 text-[0.78125rem]/[1.125rem]',
      )}
    />
  ) : (
    <input
      {...shared}
      type="text"
      placeholder="auto"
      onChange={(event) => onText(event.target.value)}
      className={classNames(shared.className, 'h-7 narrow:h-9 w-36 font-mono text-[0.75rem]/4')}
    />
  )
}

function ChoiceControl({ parameter, shared, onText }: PartProps<'choice'>) {
  return (
    <select
      {...shared}
      onChange={(event) => onText(event.target.value)}
      className={classNames(shared.className, 'h-7 narrow:h-9 w-36 text-[0.75rem]/4')}
    >
      <option value="">as the server does</option>
      {parameter.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

function ListControl({ parameter, shared, onText }: PartProps<'list'>) {
  return (
    <textarea
      {...shared}
      rows={1}
      placeholder={parameter.maxItems > 1 ? 'none; one a line' : 'none'}
      onChange={(event) => onText(event.target.value)}
      className={classNames(
        shared.className,
        'field-sizing-content col-span-2 max-h-32 w-full resize-none py-1.5 font-mono text-[0.75rem]/4',
      )}
    />
  )
}
