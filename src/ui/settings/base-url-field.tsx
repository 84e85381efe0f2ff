import { Search } from 'lucide-react'
import { findProvider } from '@/core/catalog/find-provider.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { FIELD_CLASS, Field } from '@/ui/primitives/field.tsx'
import type { FieldProblem } from './check-draft.ts'
import { type ConnectDraft, withBaseUrl } from './connect-draft.ts'
import { findLeftOut } from './find-left-out.ts'
import { RepairButton } from './repair-button.tsx'

type BaseUrlFieldProps = {
  readonly draft: ConnectDraft
  readonly problem: FieldProblem | null
  readonly onChange: (draft: ConnectDraft) => void
  readonly onRepair: (changes: Partial<ConnectDraft>) => void
  readonly onFindServers: () => void
}

/** The address of the server. What of it is not kept is named as soon as it stands there. */
export function BaseUrlField(props: BaseUrlFieldProps) {
  const { draft, problem, onChange, onRepair, onFindServers } = props
  const leftOut = problem === null ? findLeftOut(draft.baseUrl) : null
  return (
    <>
      <Field
        label="Base URL"
        error={problem?.sentence ?? null}
        hint={leftOut?.sentence ?? findProvider(draft.providerId).hint}
        action={
          <Button
            size="small"
            className="-my-1 text-ink-3"
            icon={<Search size={12} strokeWidth={1.5} />}
            onClick={onFindServers}
          >
            Find local servers
          </Button>
        }
      >
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
      <RepairButton field="baseUrl" problem={problem ?? leftOut} onRepair={onRepair} />
    </>
  )
}
