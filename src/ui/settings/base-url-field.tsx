import { Search } from 'lucide-react'
import { findProvider } from '@/core/catalog/find-provider.ts'
import { parseBaseUrl } from '@/core/protocol/base-url.ts'
import { trimWirePath } from '@/core/protocol/wire-path.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { FIELD_CLASS, Field } from '@/ui/primitives/field.tsx'
import type { FieldProblem } from './check-draft.ts'
import { type ConnectDraft, withBaseUrl } from './connect-draft.ts'
import { RepairButton } from './repair-button.tsx'

type BaseUrlFieldProps = {
  readonly draft: ConnectDraft
  readonly problem: FieldProblem | null
  readonly onChange: (draft: ConnectDraft) => void
  readonly onRepair: (changes: Partial<ConnectDraft>) => void
  readonly onFindServers: () => void
}

/** The address of the server. A path that belongs to a request is named as soon as it stands there. */
export function BaseUrlField(props: BaseUrlFieldProps) {
  const { draft, problem, onChange, onRepair, onFindServers } = props
  const extra = problem === null ? findExtraPath(draft.baseUrl) : null
  return (
    <>
      <Field
        label="Base URL"
        error={problem?.sentence ?? null}
        hint={extra?.sentence ?? findProvider(draft.providerId).hint}
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
      <RepairButton field="baseUrl" problem={problem ?? extra} onRepair={onRepair} />
    </>
  )
}

/** Requests add their own path, so one that was pasted along is left out; that is said, not done in silence. */
function findExtraPath(typed: string): FieldProblem | null {
  const address = parseBaseUrl(typed)
  if (!address.ok) return null
  const { baseUrl, cut } = trimWirePath(address.value.href)
  return cut === null
    ? null
    : {
        sentence: `The base URL ends before ${cut}, which belongs to the requests; it is left out.`,
        repair: { label: `Use ${baseUrl}`, changes: { baseUrl } },
      }
}
