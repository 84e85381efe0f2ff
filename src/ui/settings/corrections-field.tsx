import { useId, useState } from 'react'
import { dialectFor } from '@/core/catalog/dialect-for.ts'
import { findModelProfile } from '@/core/catalog/find-model-profile.ts'
import { findProvider } from '@/core/catalog/find-provider.ts'
import type { Corrections } from '@/core/catalog/types.ts'
import { CORRECTION_CHOICES } from '@/core/session/correction-choices.ts'
import { decodeCorrections } from '@/core/session/decode-corrections.ts'
import { FIELD_CLASS, Select } from '@/ui/primitives/field.tsx'
import type { ConnectDraft } from './connect-draft.ts'
import { ParametersCorrection } from './parameters-correction.tsx'

type CorrectionsFieldProps = {
  readonly draft: ConnectDraft
  readonly onChange: (draft: ConnectDraft) => void
}

type Flag = Exclude<keyof Corrections, 'parameters'>

type Row = {
  readonly name: Flag
  readonly label: string
  /** Value and words; none for a number. */
  readonly choices: readonly (readonly [value: string, words: string])[]
  /** The catalog's own value. */
  readonly own: string
}

const YES_NO = [
  ['true', 'yes'],
  ['false', 'no'],
] as const

/** The flags of the catalog that can be wrong for a server nobody tested, each with what the catalog says. */
function listRows({ providerId, wire, model }: ConnectDraft): readonly Row[] {
  const dialect = dialectFor(findProvider(providerId), wire)
  const profile = findModelProfile(model)
  const tokens = (count: number | null) => (count === null ? 'unknown' : String(count))
  const { thinking, thinkingSwitch, imageForm, usage, keyHeader, continuation, space, order } =
    CORRECTION_CHOICES
  return [
    {
      name: 'takesImages',
      label: 'Takes pictures',
      choices: YES_NO,
      own: String(profile.takesImages),
    },
    {
      name: 'imageForm',
      label: 'Pictures are sent as',
      choices: imageForm,
      own: dialect.imageForm,
    },
    { name: 'thinking', label: 'Thinks', choices: thinking, own: profile.thinking },
    {
      name: 'thinkingSwitch',
      label: 'Field for thinking',
      choices: thinkingSwitch,
      own: dialect.thinking,
    },
    { name: 'space', label: 'Coordinates', choices: space, own: profile.space },
    { name: 'order', label: 'Order of a box', choices: order, own: profile.order },
    {
      name: 'contextTokens',
      label: 'Context tokens',
      choices: [],
      own: tokens(profile.contextTokens),
    },
    {
      name: 'outputTokens',
      label: 'Output tokens',
      choices: [],
      own: tokens(profile.outputTokens),
    },
    { name: 'usage', label: 'Usage', choices: usage, own: dialect.usage },
    { name: 'keyHeader', label: 'Header of the key', choices: keyHeader, own: dialect.keyHeader },
    {
      name: 'continuation',
      label: 'A cut answer',
      choices: continuation,
      own: dialect.continuation,
    },
  ]
}

/** Sets flags of the catalog right for this endpoint only. */
export function CorrectionsField({ draft, onChange }: CorrectionsFieldProps) {
  const id = useId()
  const [isOpen, setIsOpen] = useState(Object.keys(draft.corrections).length > 0)
  const count = Object.keys(draft.corrections).length
  const set = (name: Flag, value: string | number | boolean | undefined) =>
    onChange({
      ...draft,
      // The decoder of what is stored knows which values exist.
      corrections: decodeCorrections({ ...draft.corrections, [name]: value }),
    })
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
      className="text-[0.78125rem]/4"
    >
      <summary className="w-fit cursor-pointer py-1 text-ink-2 hover:text-ink">
        Correct the catalog
        {count === 0 ? null : <span className="text-ink-3"> · {count} corrected</span>}
      </summary>
      <div className="mt-2 grid gap-2">
        {(isOpen ? listRows(draft) : []).map((row) => (
          <div
            key={row.name}
            className="grid grid-cols-[7.25rem_minmax(0,1fr)] items-center gap-2 text-ink-2"
          >
            <label htmlFor={id + row.name}>{row.label}</label>
            {row.choices.length === 0 ? (
              <input
                id={id + row.name}
                type="number"
                min={1}
                inputMode="numeric"
                className={FIELD_CLASS}
                placeholder={`as in the catalog (${row.own})`}
                value={String(draft.corrections[row.name] ?? '')}
                onChange={({ target }) => set(row.name, Number(target.value))}
              />
            ) : (
              <Select
                id={id + row.name}
                value={String(draft.corrections[row.name] ?? '')}
                onChange={({ target }) => set(row.name, readChoice(row, target.value))}
              >
                <option value="">as in the catalog ({wordsOf(row)})</option>
                {row.choices.map(([value, words]) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </Select>
            )}
          </div>
        ))}
        {isOpen ? <ParametersCorrection draft={draft} onChange={onChange} /> : null}
      </div>
    </details>
  )
}

function wordsOf({ choices, own }: Row): string {
  return choices.find(([value]) => value === own)?.[1] ?? own
}

function readChoice({ name }: Row, value: string): string | boolean | undefined {
  if (value === '') return undefined
  return name === 'takesImages' ? value === 'true' : value
}
