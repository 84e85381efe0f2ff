import { Button } from '@/ui/primitives/button.tsx'
import type { FieldProblem } from './check-draft.ts'
import type { ConnectDraft } from './connect-draft.ts'

type RepairButtonProps = {
  /** Name of the field, which gets the focus when the button goes. */
  readonly field: 'baseUrl' | 'key'
  readonly problem: FieldProblem | null
  readonly onRepair: (changes: Partial<ConnectDraft>) => void
}

/** Below a field: mends what is wrong with it, where that can be known. */
export function RepairButton({ field, problem, onRepair }: RepairButtonProps) {
  const repair = problem?.repair
  return repair ? (
    <Button
      size="small"
      weight="line"
      className="-mt-1.5 h-auto min-h-6 max-w-full justify-self-start whitespace-normal py-0.5 text-left [overflow-wrap:anywhere]"
      onClick={({ currentTarget }) => {
        const input = currentTarget.form?.elements.namedItem(field)
        if (input instanceof HTMLElement) input.focus()
        onRepair(repair.changes)
      }}
    >
      {repair.label}
    </Button>
  ) : null
}
