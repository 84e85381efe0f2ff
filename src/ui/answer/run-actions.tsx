import { ChevronRight, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ErrorAction } from '@/core/protocol/describe-error.ts'
import { Button } from '@/ui/primitives/button.tsx'

/** A button below a run. */
export type RunAction = { readonly id: ErrorAction; readonly name: string }

type RunActionsProps = {
  readonly actions: readonly RunAction[]
  readonly onAction: (id: ErrorAction) => void
  /** Further buttons, behind these. */
  readonly children?: ReactNode
}

const ICON = { size: 14, strokeWidth: 1.5 }
const ICONS: Partial<Record<ErrorAction, ReactNode>> = {
  continue: <ChevronRight {...ICON} />,
  retry: <RotateCw {...ICON} />,
}

/** What can be done about how a run ended, in the order in which it is offered. */
export function RunActions({ actions, onAction, children }: RunActionsProps) {
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {actions.map(({ id, name }) => (
        <Button key={id} weight="line" icon={ICONS[id]} onClick={() => onAction(id)}>
          {name}
        </Button>
      ))}
      {children}
    </div>
  )
}
