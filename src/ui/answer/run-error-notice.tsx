import type { ErrorAction } from '@/core/protocol/describe-error.ts'
import { type RunAction, RunActions } from './run-actions.tsx'

/** What went wrong with a run, in the words of the screen. */
export type RunFailure = {
  /** `RunError.kind`; `stream-cut` for a run that ended without saying so. */
  readonly kind: string
  readonly title: string
  readonly body: string
  readonly actions: readonly RunAction[]
}

type RunErrorNoticeProps = {
  readonly failure: RunFailure
  readonly onAction: (action: ErrorAction) => void
}

/** Stands below the kept text, never in its place: what happened, what was kept, what to do. */
export function RunErrorNotice({ failure, onAction }: RunErrorNoticeProps) {
  return (
    <div
      data-testid="run-error"
      data-kind={failure.kind}
      role="alert"
      className="grid gap-2 rounded-2 border border-[color-mix(in_oklab,var(--danger)_40%,var(--panel))] border-l-[3px] border-l-danger bg-danger-soft px-3 py-2.5"
    >
      <h3 className="font-semibold text-[0.8125rem]/5 text-danger">{failure.title}</h3>
      <p className="text-[0.8125rem]/5 text-ink-2 [overflow-wrap:anywhere]">{failure.body}</p>
      {failure.actions.length === 0 ? null : (
        <RunActions actions={failure.actions} onAction={onAction} />
      )}
    </div>
  )
}
