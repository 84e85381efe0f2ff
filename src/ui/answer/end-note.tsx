import { RotateCw } from 'lucide-react'
import type { ErrorAction } from '@/core/protocol/describe-error.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { type RunAction, RunActions } from './run-actions.tsx'
import { RunNotice } from './run-notice.tsx'

type EndNoteProps = {
  readonly note: string
  readonly actions: readonly RunAction[]
  readonly onAction: (action: ErrorAction) => void
  /** Given where asking anew belongs to this ending. */
  readonly onRegenerate: (() => void) | undefined
}

/** How a run ended, where that is no error and not plain to see; with buttons where something can be done. */
export function EndNote({ note, actions, onAction, onRegenerate }: EndNoteProps) {
  if (actions.length === 0 && onRegenerate === undefined)
    return <p className="text-[0.75rem]/4 text-ink-3">{note}</p>
  return (
    <RunNotice
      testId="run-note"
      title={null}
      buttons={
        <RunActions actions={actions} onAction={onAction}>
          {onRegenerate === undefined ? null : (
            <Button
              weight="line"
              icon={<RotateCw size={14} strokeWidth={1.5} />}
              onClick={onRegenerate}
            >
              Regenerate
            </Button>
          )}
        </RunActions>
      }
    >
      <p className="text-ink-2">{note}</p>
    </RunNotice>
  )
}
