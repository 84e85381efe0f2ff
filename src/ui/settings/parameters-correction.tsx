import { dialectFor } from '@/core/catalog/dialect-for.ts'
import { findProvider } from '@/core/catalog/find-provider.ts'
import { PARAMETERS } from '@/core/catalog/parameters.ts'
import type { ParameterId } from '@/core/catalog/types.ts'
import { Checkbox } from '@/ui/primitives/field.tsx'
import type { ConnectDraft } from './connect-draft.ts'

type ParametersCorrectionProps = {
  readonly draft: ConnectDraft
  readonly onChange: (draft: ConnectDraft) => void
}

/** Which parameters the server takes; the others are greyed out in the panel and never sent. */
export function ParametersCorrection({ draft, onChange }: ParametersCorrectionProps) {
  const own = dialectFor(findProvider(draft.providerId), draft.wire).parameters
  const taken = draft.corrections.parameters ?? own
  const set = (id: ParameterId, isTaken: boolean) => {
    const { parameters: _before, ...others } = draft.corrections
    const parameters = PARAMETERS.map((parameter) => parameter.id).filter((known) =>
      known === id ? isTaken : taken.includes(known),
    )
    const isAsInCatalog =
      parameters.length === own.length && parameters.every((known) => own.includes(known))
    onChange({ ...draft, corrections: isAsInCatalog ? others : { ...others, parameters } })
  }
  return (
    <details>
      <summary className="w-fit cursor-pointer py-1 text-ink-2 hover:text-ink">
        Parameters it takes
        <span className="text-ink-3">
          {' '}
          · {taken.length} of {PARAMETERS.length}
          {draft.corrections.parameters === undefined ? ', as in the catalog' : ', corrected'}
        </span>
      </summary>
      <fieldset className="mt-1 grid grid-cols-2 gap-x-3 gap-y-1">
        <legend className="sr-only">Parameters the server takes</legend>
        {PARAMETERS.map(({ id, label }) => (
          <Checkbox
            key={id}
            label={label}
            checked={taken.includes(id)}
            onChange={({ target }) => set(id, target.checked)}
          />
        ))}
      </fieldset>
    </details>
  )
}
