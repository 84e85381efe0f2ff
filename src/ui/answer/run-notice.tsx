import type { ReactNode } from 'react'

type RunNoticeProps = {
  readonly testId: string
  /** Null where the sentence says it all. */
  readonly title: string | null
  readonly children: ReactNode
  readonly buttons: ReactNode
}

/** Something about a run that is no error and wants a decision: a sentence and its buttons. */
export function RunNotice({ testId, title, children, buttons }: RunNoticeProps) {
  return (
    <div
      data-testid={testId}
      className="grid gap-2 rounded-2 border border-hairline border-l-[3px] border-l-control bg-sunk px-3 py-2.5 text-[0.8125rem]/5"
    >
      {title === null ? null : <h3 className="font-semibold text-ink">{title}</h3>}
      {children}
      <div className="flex flex-wrap items-center gap-1.5">{buttons}</div>
    </div>
  )
}
