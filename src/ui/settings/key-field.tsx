import { useLayoutEffect, useRef, useState } from 'react'
import { findProvider } from '@/core/catalog/find-provider.ts'
import { originOf } from '@/state/run-target.ts'
import { useApp } from '@/ui/app-context.ts'
import { Checkbox, FIELD_CLASS, Field } from '@/ui/primitives/field.tsx'
import type { FieldProblem } from './check-draft.ts'
import type { ConnectDraft } from './connect-draft.ts'
import { RepairButton } from './repair-button.tsx'

type KeyFieldProps = {
  readonly draft: ConnectDraft
  readonly problem: FieldProblem | null
  /** The relay is on and has a key for this address. */
  readonly relayHoldsKey: boolean
  readonly usesRelay: boolean
  readonly onChange: (draft: ConnectDraft) => void
  readonly onRepair: (changes: Partial<ConnectDraft>) => void
}

const KEPT = { tab: 'Kept in this tab', device: 'Kept on this device' } as const

/** The key of the address in the field above, and where it is kept. */
export function KeyField(props: KeyFieldProps) {
  const { draft, problem, relayHoldsKey, usesRelay, onChange, onRepair } = props
  const app = useApp()
  // Forgetting changes storage, not the draft; this makes the field look again.
  const [, setForgotten] = useState(0)
  // React writes the value of a controlled field into its attribute, where the page's markup would show the key.
  const input = useRef<HTMLInputElement | null>(null)
  useLayoutEffect(() => {
    if (input.current && input.current.value !== draft.key) input.current.value = draft.key
  }, [draft.key])
  const origin = originOf(draft.baseUrl)
  const place = app.keyPlace(draft.baseUrl)
  const isKept = place !== null && draft.key === ''
  const { needsKey, keyVariable, baseUrl } = findProvider(draft.providerId)
  // The relay adds a provider's key at that provider's own address only.
  const relayMayHoldKey = usesRelay && originOf(baseUrl) === origin
  const variable = relayMayHoldKey && draft.key === '' && !isKept ? keyVariable : null
  return (
    <>
      <Field
        label="API key"
        error={problem?.sentence ?? null}
        hint={describeKey(draft, origin, relayHoldsKey, variable)}
        action={
          isKept ? (
            <button
              type="button"
              className="text-[0.75rem]/4 text-accent underline-offset-2 hover:underline"
              onClick={() => {
                app.forgetKey(draft.baseUrl)
                setForgotten((count) => count + 1)
              }}
            >
              Forget key
            </button>
          ) : null
        }
      >
        {(field) => (
          <input
            {...field}
            ref={input}
            name="key"
            type="password"
            autoComplete="off"
            spellCheck={false}
            placeholder={isKept ? KEPT[place] : needsKey && !relayHoldsKey ? 'needed' : 'none'}
            className={`${FIELD_CLASS} font-mono text-[0.75rem]/4`}
            onChange={(event) => onChange({ ...draft, key: event.target.value })}
          />
        )}
      </Field>
      <RepairButton field="key" problem={problem} onRepair={onRepair} />
      {isInsecure(draft.baseUrl) && draft.key !== '' ? (
        <p className="-mt-2 text-[0.75rem]/4 text-warn">
          This address is not encrypted: anyone on the way can read the key and the pictures.
        </p>
      ) : null}
      <Checkbox
        label="Remember key on this device"
        checked={draft.remembersKey ?? place === 'device'}
        onChange={(event) => onChange({ ...draft, remembersKey: event.target.checked })}
      />
    </>
  )
}

/** What is worth knowing of the key. `variable`: from where a relay could take it; null where it does not matter. */
function describeKey(
  { key }: ConnectDraft,
  origin: string | null,
  relayHoldsKey: boolean,
  variable: string | null,
): string {
  if (key !== key.trim()) return 'The spaces around the key are left out.'
  if (origin === null) return 'A key belongs to one address; fill in the base URL first.'
  if (relayHoldsKey) return `The relay has a key for ${origin}; leave this empty to use it.`
  const other = variable === null ? '' : ` Or set ${variable} where the relay is started.`
  return `Belongs to ${origin} and is sent nowhere else.${other}`
}

function isInsecure(baseUrl: string): boolean {
  return /^http:/i.test(baseUrl) && !/^http:\/\/(localhost|127\.|\[::1\])/i.test(baseUrl)
}
