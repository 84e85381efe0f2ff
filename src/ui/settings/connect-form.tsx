import { RefreshCw } from 'lucide-react'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { findProvider } from '@/core/catalog/find-provider.ts'
import { PROVIDERS } from '@/core/catalog/providers.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'
import { isWire } from '@/core/session/saved-endpoint.ts'
import type { RelayPlan } from '@/state/relay-plan.ts'
import { originOf } from '@/state/run-target.ts'
import { useApp } from '@/ui/app-context.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { Checkbox, FIELD_CLASS, Field, Select } from '@/ui/primitives/field.tsx'
import { Switch } from '@/ui/primitives/switch.tsx'
import type { DraftErrors } from './check-draft.ts'
import { type ConnectDraft, withBaseUrl, withProvider } from './connect-draft.ts'

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
          className="rounded-2 bg-danger-soft px-3 py-2 text-[12.5px]/[18px] text-ink"
        >
          {linkError}
        </p>
      ) : null}
      <div className="grid grid-cols-2 gap-3">
        <Field label="Provider">
          {(field) => (
            <Select
              {...field}
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
      <Field label="Base URL" error={errors.baseUrl} hint={provider.hint}>
        {(field) => (
          <input
            {...field}
            type="url"
            spellCheck={false}
            autoComplete="off"
            placeholder="http://localhost:8000/v1"
            className={`${FIELD_CLASS} font-mono text-[12px]/4`}
            value={draft.baseUrl}
            onChange={(event) => onChange(withBaseUrl(draft, event.target.value))}
          />
        )}
      </Field>
      <KeyField draft={draft} relayHoldsKey={relayHoldsKey} onChange={onChange} />
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
          <p className="text-[12px]/4 text-ink-3">{relay.refusal ?? relay.reason}</p>
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

function KeyField({
  draft,
  relayHoldsKey,
  onChange,
}: PartProps & { readonly relayHoldsKey: boolean }) {
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
        hint={
          origin === null
            ? 'A key belongs to one address; fill in the base URL first.'
            : relayHoldsKey
              ? `The relay has a key for ${origin}; leave this empty to use it.`
              : `Belongs to ${origin} and is sent nowhere else.`
        }
        action={
          isKept ? (
            <button
              type="button"
              className="text-[12px]/4 text-accent underline-offset-2 hover:underline"
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
            type="password"
            autoComplete="off"
            spellCheck={false}
            placeholder={
              isKept ? `Kept ${place === 'tab' ? 'in this tab' : 'on this device'}` : 'none'
            }
            className={`${FIELD_CLASS} font-mono text-[12px]/4`}
            onChange={(event) => onChange({ ...draft, key: event.target.value })}
          />
        )}
      </Field>
      {isInsecure(draft.baseUrl) && draft.key !== '' ? (
        <p className="-mt-2 text-[12px]/4 text-warn">
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

function ModelField({
  draft,
  error,
  usesRelay,
  onChange,
}: PartProps & { readonly error: string | null; readonly usesRelay: boolean }) {
  const app = useApp()
  const listId = useId()
  const [listed, setListed] = useState<{
    readonly baseUrl: string
    readonly models: readonly string[]
    readonly note: string
  } | null>(null)
  const isFresh = listed?.baseUrl === draft.baseUrl
  const models =
    isFresh && listed.models.length > 0 ? listed.models : findProvider(draft.providerId).models
  const load = async () => {
    const endpoint = { ...draft, id: 'draft', usesRelay }
    const result = await app.listModels(endpoint, draft.key, AbortSignal.timeout(15_000))
    setListed({
      baseUrl: draft.baseUrl,
      models: result.ok ? result.value : [],
      note: result.ok
        ? `${result.value.length} ${result.value.length === 1 ? 'model' : 'models'} listed by the server.`
        : `No list: ${result.error} Type the name instead.`,
    })
  }
  return (
    <Field
      label="Model"
      error={error}
      hint={isFresh ? listed.note : ''}
      action={
        <Button
          size="small"
          className="-my-1 text-ink-3"
          icon={<RefreshCw size={12} strokeWidth={1.5} />}
          disabled={originOf(draft.baseUrl) === null}
          onClick={() => void load()}
        >
          List models
        </Button>
      }
    >
      {(field) => (
        <>
          <input
            {...field}
            type="text"
            list={listId}
            spellCheck={false}
            autoComplete="off"
            placeholder="glm-4.6v"
            className={`${FIELD_CLASS} font-mono text-[12px]/4`}
            value={draft.model}
            onChange={(event) => onChange({ ...draft, model: event.target.value })}
          />
          <datalist id={listId}>
            {models.map((model) => (
              <option key={model} value={model} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
