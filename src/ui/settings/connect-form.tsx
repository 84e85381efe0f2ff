import { findProvider } from '@/core/catalog/find-provider.ts'
import { PROVIDERS } from '@/core/catalog/providers.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'
import { isWire } from '@/core/session/saved-endpoint.ts'
import type { RelayPlan } from '@/state/relay-plan.ts'
import { FIELD_CLASS, Field, Select } from '@/ui/primitives/field.tsx'
import { Switch } from '@/ui/primitives/switch.tsx'
import type { DraftErrors } from './check-draft.ts'
import { type ConnectDraft, withBaseUrl, withProvider } from './connect-draft.ts'
import { KeyField } from './key-field.tsx'
import { ModelField } from './model-field.tsx'

type ConnectFormProps = {
  readonly draft: ConnectDraft
  readonly errors: DraftErrors
  readonly linkError: string | null
  readonly relay: RelayPlan
  readonly relayHoldsKey: boolean
  readonly onChange: (draft: ConnectDraft) => void
}

const WIRE_NAMES: Readonly<Record<Wire, string>> = {
  'chat-completions': 'Chat Completions',
  responses: 'Responses',
  messages: 'Messages',
  ollama: 'Ollama',
}

/** The fields of a connection. */
export function ConnectForm(props: ConnectFormProps) {
  const { draft, errors, linkError, relay, relayHoldsKey, onChange } = props
  const provider = findProvider(draft.providerId)
  return (
    <div className="grid content-start gap-3 border-hairline border-r narrow:border-r-0 px-5 pt-4 pb-5">
      {linkError ? (
        <p
          role="alert"
          className="rounded-2 bg-danger-soft px-3 py-2 text-[0.78125rem]/[1.125rem] text-ink"
        >
          {linkError}
        </p>
      ) : null}
      <div className="grid grid-cols-2 gap-3">
        <Field label="Provider">
          {(field) => (
            <Select
              {...field}
              name="provider"
              value={draft.providerId}
              onChange={(event) => onChange(withProvider(draft, event.target.value))}
            >
              {PROVIDERS.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <WireField draft={draft} error={errors.wire} onChange={onChange} />
      </div>
      {draft.name === '' ? null : (
        <Field label="Name" hint="Shown instead of the provider's name.">
          {(field) => (
            <input
              {...field}
              type="text"
              className={FIELD_CLASS}
              value={draft.name}
              onChange={(event) => onChange({ ...draft, name: event.target.value })}
            />
          )}
        </Field>
      )}
      <Field label="Base URL" error={errors.baseUrl} hint={provider.hint}>
        {(field) => (
          <input
            {...field}
            name="baseUrl"
            type="url"
            spellCheck={false}
            autoComplete="off"
            placeholder="http://localhost:8000/v1"
            className={`${FIELD_CLASS} font-mono text-[0.75rem]/4`}
            value={draft.baseUrl}
            onChange={(event) => onChange(withBaseUrl(draft, event.target.value))}
          />
        )}
      </Field>
      <KeyField
        draft={draft}
        error={errors.key}
        relayHoldsKey={relayHoldsKey}
        onChange={onChange}
      />
      <ModelField draft={draft} error={errors.model} usesRelay={relay.isOn} onChange={onChange} />
      {relay.isAvailable ? (
        <div className="grid gap-0.5">
          <Switch
            label="Use relay"
            note="runs beside this page"
            isOn={relay.isOn}
            onChange={(usesRelay) => onChange({ ...draft, usesRelay })}
            disabledReason={relay.refusal}
            isFlush
            className="justify-self-start"
          />
          <p className="text-[0.75rem]/4 text-ink-3">{relay.refusal ?? relay.reason}</p>
        </div>
      ) : null}
    </div>
  )
}

type PartProps = Pick<ConnectFormProps, 'draft' | 'onChange'>

function WireField({ draft, error, onChange }: PartProps & { readonly error: string | null }) {
  return (
    <Field label="Wire" error={error}>
      {(field) => (
        <Select
          {...field}
          value={draft.wire}
          onChange={({ target }) =>
            isWire(target.value) && onChange({ ...draft, wire: target.value })
          }
        >
          {Object.entries(WIRE_NAMES).map(([wire, name]) => (
            <option key={wire} value={wire}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
