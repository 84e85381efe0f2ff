import { RefreshCw } from 'lucide-react'
import { useId, useState } from 'react'
import { correctCatalog } from '@/core/catalog/correct-catalog.ts'
import { dialectFor } from '@/core/catalog/dialect-for.ts'
import { findModelProfile } from '@/core/catalog/find-model-profile.ts'
import { findProvider } from '@/core/catalog/find-provider.ts'
import type { ModelProfile } from '@/core/catalog/types.ts'
import { originOf } from '@/state/run-target.ts'
import { useApp } from '@/ui/app-context.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { FIELD_CLASS, Field } from '@/ui/primitives/field.tsx'
import type { ConnectDraft } from './connect-draft.ts'
import { describeProfile } from './describe-profile.ts'

type ModelFieldProps = {
  readonly draft: ConnectDraft
  readonly error: string | null
  readonly usesRelay: boolean
  readonly onChange: (draft: ConnectDraft) => void
}

/** The model's name: free text always, with the names the catalog or the server knows. */
export function ModelField({ draft, error, usesRelay, onChange }: ModelFieldProps) {
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
    const result = await app.listModels(endpoint, draft.key.trim(), AbortSignal.timeout(15_000))
    setListed({
      baseUrl: draft.baseUrl,
      models: result.ok ? result.value : [],
      note: result.ok
        ? `${result.value.length} ${result.value.length === 1 ? 'model' : 'models'} listed by the server.`
        : `No list: ${result.error} Type the name instead.`,
    })
  }
  const isNamed = draft.model.trim() !== ''
  return (
    <>
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
              name="model"
              type="text"
              list={listId}
              spellCheck={false}
              autoComplete="off"
              placeholder="glm-4.6v"
              className={`${FIELD_CLASS} font-mono text-[0.75rem]/4`}
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
      {isNamed ? (
        <p className="-mt-2 text-[0.75rem]/4 text-ink-3">{describeProfile(profileOf(draft))}</p>
      ) : null}
    </>
  )
}

/** As the catalog has it, corrected by the user. */
function profileOf({ providerId, wire, model, corrections }: ConnectDraft): ModelProfile {
  const dialect = dialectFor(findProvider(providerId), wire)
  return correctCatalog(dialect, findModelProfile(model), corrections).profile
}
