import { type ReactNode, useId, useState } from 'react'
import { checkParameter } from '@/core/catalog/check-parameter.ts'
import type { Parameter, ParameterValue } from '@/core/catalog/types.ts'
import { useComposerStore } from '@/state/composer-store.ts'
import { usePreferenceStore } from '@/state/preference-store.ts'
import { classNames } from '@/ui/primitives/class-names.ts'
import { Switch } from '@/ui/primitives/switch.tsx'
import { formatParameter, parseParameter } from './parameter-text.ts'

type ParameterFieldProps = {
  readonly parameter: Parameter
  readonly recommended: ParameterValue | null
  /** Why it cannot be used with this endpoint; null where it can. */
  readonly reason: string | null
}

/** One parameter: its control, what changed, and what is wrong with it. */
export function ParameterField({ parameter, recommended, reason }: ParameterFieldProps) {
  const changed = usePreferenceStore((state) => state.parameters[parameter.id])
  const setParameter = usePreferenceStore((state) => state.setParameter)
  // What is typed is shown as typed; only what holds up becomes the value that is sent.
  const [draft, setDraft] = useState<string | null>(null)
  const value = changed ?? recommended
  const stored = changed === undefined ? null : checkParameter(parameter, changed)
  const typed = draft === null ? null : parseParameter(parameter, draft)
  const failure =
    reason !== null
      ? null
      : typed && !typed.ok
        ? typed.error
        : stored && !stored.ok
          ? stored.error
          : null
  const set = (next: ParameterValue | undefined) => {
    setParameter(parameter.id, next)
    useComposerStore.getState().setNotice(null)
  }
  const type = (text: string) => {
    setDraft(text)
    const parsed = parseParameter(parameter, text)
    // An unsound value is stored too: the question is then refused with its sentence instead of being sent with
    // another value than the one on screen.
    if (parsed.ok) set(parsed.value ?? undefined)
    else if (parsed.unsound !== null) set(parsed.unsound)
  }
  return (
    <ParameterFrame
      parameter={parameter}
      reason={reason}
      failure={failure}
      isChanged={changed !== undefined}
      recommended={recommended}
      onReset={() => {
        setDraft(null)
        set(undefined)
      }}
    >
      {(ids) => (
        <ParameterControl
          parameter={parameter}
          value={value}
          text={draft ?? formatParameter(value)}
          reason={reason}
          isRefused={failure !== null}
          ids={ids}
          onText={type}
          onValue={(next) => {
            setDraft(null)
            set(next)
          }}
          onBlur={() => {
            if (typed?.ok) setDraft(null)
          }}
          recommended={recommended}
        />
      )}
    </ParameterFrame>
  )
}

type FrameIds = { readonly control: string; readonly note: string }

function ParameterFrame(props: {
  readonly parameter: Parameter
  readonly reason: string | null
  readonly failure: string | null
  readonly isChanged: boolean
  readonly recommended: ParameterValue | null
  readonly onReset: () => void
  readonly children: (ids: FrameIds) => ReactNode
}) {
  const { parameter, reason, failure, isChanged, recommended, onReset, children } = props
  const id = useId()
  const ids = { control: `${id}control`, note: `${id}note` }
  return (
    <div
      className={classNames(
        'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 text-[12.5px]/4',
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
          'col-span-2 text-[12px]/4',
          failure ? 'text-danger' : 'text-ink-3',
          !(failure || reason || isChanged) && 'sr-only',
        )}
      >
        {failure ?? reason ?? (isChanged ? changedFrom(recommended) : parameter.help)}{' '}
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

function ParameterControl(props: ControlProps) {
  const { parameter, value, text, reason, isRefused, ids, onText, onValue, onBlur } = props
  const shared = {
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
              'h-7 narrow:h-9 w-[76px] text-right font-mono text-[12px]/4 tabular-nums',
            )}
          />
          {parameter.slider ? <ParameterSlider {...props} parameter={parameter} /> : null}
        </>
      )
    case 'text':
      return parameter.multiline ? (
        <textarea
          {...shared}
          rows={3}
          placeholder="none"
          onChange={(event) => onText(event.target.value)}
          className={classNames(
            shared.className,
            'field-sizing-content col-span-2 max-h-60 min-h-15 w-full resize-none py-1.5 text-[12.5px]/[18px]',
          )}
        />
      ) : (
        <input
          {...shared}
          type="text"
          placeholder="auto"
          onChange={(event) => onText(event.target.value)}
          className={classNames(shared.className, 'h-7 narrow:h-9 w-36 font-mono text-[12px]/4')}
        />
      )
    case 'list':
      return (
        <textarea
          {...shared}
          rows={1}
          placeholder={parameter.maxItems > 1 ? 'none; one a line' : 'none'}
          onChange={(event) => onText(event.target.value)}
          className={classNames(
            shared.className,
            'field-sizing-content col-span-2 max-h-32 w-full resize-none py-1.5 font-mono text-[12px]/4',
          )}
        />
      )
  }
}

function ParameterSlider({
  parameter,
  value,
  recommended,
  reason,
  onValue,
}: ControlProps & { readonly parameter: Extract<Parameter, { kind: 'number' }> }) {
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
        disabled={reason !== null}
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
