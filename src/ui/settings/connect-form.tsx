import { findProvider } from '@/core/catalog/find-provider.ts'
import { PROVIDERS } from '@/core/catalog/providers.ts'
import type { Provider } from '@/core/catalog/types.ts'
import { WIRE_NAMES } from '@/core/protocol/detect-wire.ts'
import { isWire } from '@/core/session/saved-endpoint.ts'
import type { RelayPlan } from '@/state/relay-plan.ts'
import { FIELD_CLASS, Field, Select } from '@/ui/primitives/field.tsx'
import { Switch } from '@/ui/primitives/switch.tsx'
import { BaseUrlField } from './base-url-field.tsx'
import type { DraftErrors } from './check-draft.ts'
import { type ConnectDraft, withProvider, withWire } from './connect-draft.ts'
import { CorrectionsField } from './corrections-field.tsx'
import { KeyField } from './key-field.tsx'
import { ModelField } from './model-field.tsx'

type ConnectFormProps = {
  readonly draft: ConnectDraft
  readonly errors: DraftErrors
  readonly linkError: string | null
  readonly relay: RelayPlan
  readonly relayHoldsKey: boolean
  readonly onChange: (draft: ConnectDraft) => void
  readonly onRepair: (changes: Partial<ConnectDraft>) => void
  readonly onFindServers: () => void
}

/** Who serves: for an account, on a computer of one's own, or anybody else. */
const PROVIDER_GROUPS: readonly (readonly [label: string, providers: readonly Provider[]])[] = [
  ['Hosted', PROVIDERS.filter(({ needsKey }) => needsKey)],
  ['Your own server', PROVIDERS.filter(({ needsKey, id }) => !needsKey && id !== 'custom')],
  ['Any other', PROVIDERS.filter(({ id }) => id === 'custom')],
]

/** The fields of a connection. */
export function ConnectForm(props: ConnectFormProps) {
  const { draft, errors, linkError, relay, relayHoldsKey, onChange, onRepair } = props
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
              {PROVIDER_GROUPS.map(([label, providers]) => (
                <optgroup key={label} label={label}>
                  {providers.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
          )}
        </Field>
        <WireField draft={draft} onChange={onChange} />
      </div>
      {draft.name === '' && draft.providerId !== 'custom' ? null : (
        <NameField draft={draft} onChange={onChange} />
      )}
      <BaseUrlField
        draft={draft}
        problem={errors.baseUrl}
        onChange={onChange}
        onRepair={onRepair}
        onFindServers={props.onFindServers}
      />
      <KeyField
        draft={draft}
        problem={errors.key}
        relayHoldsKey={relayHoldsKey}
        usesRelay={relay.isOn}
        onChange={onChange}
        onRepair={onRepair}
      />
      <ModelField
        draft={draft}
        error={errors.model?.sentence ?? null}
        usesRelay={relay.isOn}
        onChange={onChange}
      />
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
      <CorrectionsField key={draft.providerId} draft={draft} onChange={onChange} />
    </div>
  )
}

type PartProps = Pick<ConnectFormProps, 'draft' | 'onChange'>

function NameField({ draft, onChange }: PartProps) {
  return (
    <Field label="Name" hint="Shown instead of the provider's name.">
      {(field) => (
        <input
          {...field}
          type="text"
          autoComplete="off"
          maxLength={60}
          className={FIELD_CLASS}
          value={draft.name}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
      )}
    </Field>
  )
}

/** All wires can be chosen: a server may speak one before its catalog row knows. */
function WireField({ draft, onChange }: PartProps) {
  const provider = findProvider(draft.providerId)
  const isDocumented = provider.wires.includes(draft.wire)
  return (
    <Field label="Wire" hint={isDocumented ? '' : `Not documented for ${provider.name}.`}>
      {(field) => (
        <Select
          {...field}
          name="wire"
          value={draft.wire}
          onChange={({ target }) => isWire(target.value) && onChange(withWire(draft, target.value))}
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
