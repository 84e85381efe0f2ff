import { useLayoutEffect, useRef, useState } from 'react'
import { originOf } from '@/state/run-target.ts'
import { useApp } from '@/ui/app-context.ts'
import { Checkbox, FIELD_CLASS, Field } from '@/ui/primitives/field.tsx'
import type { FieldProblem } from './check-draft.ts'
import type { ConnectDraft } from './connect-draft.ts'
import { RepairButton } from './repair-button.tsx'

type KeyFieldProps = {
  readonly draft: ConnectDraft
  readonly problem: FieldProblem | null
  readonly relayHoldsKey: boolean
  readonly onChange: (draft: ConnectDraft) => void
  readonly onRepair: (changes: Partial<ConnectDraft>) => void
}

/** The key of the address in the field above, and where it is kept. */
export function KeyField({ draft, problem, relayHoldsKey, onChange, onRepair }: KeyFieldProps) {
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
  return (
    <>
      <Field
        label="API key"
        error={problem?.sentence ?? null}
        hint={
          draft.key !== draft.key.trim()
            ? 'The spaces around the key are left out.'
            : origin === null
              ? 'A key belongs to one address; fill in the base URL first.'
              : relayHoldsKey
                ? `The relay has a key for ${origin}; leave this empty to use it.`
                : `Belongs to ${origin} and is sent nowhere else.`
        }
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
            placeholder={
              isKept ? `Kept ${place === 'tab' ? 'in this tab' : 'on this device'}` : 'none'
            }
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

function isInsecure(baseUrl: string): boolean {
  return /^http:/i.test(baseUrl) && !/^http:\/\/(localhost|127\.|\[::1\])/i.test(baseUrl)
}
