import { useEffect, useRef, useState } from 'react'
import type { DoctorAction, DoctorReport } from '@/core/protocol/doctor-step.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { DoctorRail } from './doctor-rail.tsx'

export type TestState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'test'; readonly report: DoctorReport; readonly model: string }

type ConnectionReportProps = {
  readonly test: TestState
  readonly onAction: (action: DoctorAction) => void
  readonly onCancel: () => void
}

/** What "Test connection" finds, step by step, beside the form. */
export function ConnectionReport({ test, onAction, onCancel }: ConnectionReportProps) {
  if (test.kind === 'idle')
    return (
      <>
        <h3 className="mb-2 font-medium">Connection</h3>
        <p className="text-ink-3">
          Not tested yet. The test asks for the list of models and one short question with a tiny
          picture, the way your questions go, and shows step by step what the server does.
        </p>
      </>
    )
  const { report, model } = test
  return report.isOver ? (
    <Result report={report} model={model} onAction={onAction} />
  ) : (
    <Running report={report} onAction={onAction} onCancel={onCancel} />
  )
}

type PartProps = Omit<ConnectionReportProps, 'test' | 'onCancel'> & {
  readonly report: DoctorReport
}

/** Some servers load their model first, so there is no limit but the reader's patience. */
function Running({ report, onAction, onCancel }: PartProps & { readonly onCancel: () => void }) {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((count) => count + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  const index = report.steps.findIndex(({ verdict }) => verdict === 'running')
  return (
    <>
      <div className="mb-2 flex items-baseline justify-between gap-2">
        <h3 className="font-medium">Connection</h3>
        <span className="flex items-baseline gap-2 text-[0.75rem]/4 text-ink-3 tabular-nums">
          step {index + 1} of {report.steps.length}
          <Button size="small" weight="line" onClick={onCancel}>
            Cancel test
          </Button>
        </span>
      </div>
      <DoctorRail steps={report.steps} seconds={seconds} onAction={onAction} />
    </>
  )
}

/** Comes into view, and gives the focus to the one button that mends a failure. */
function useShownResult() {
  const ref = useRef<HTMLDivElement | null>(null)
  useEffect(() => {
    const failed = ref.current?.querySelector('[data-verdict="fail"]')
    const place = failed ?? ref.current
    place?.scrollIntoView({ block: 'nearest' })
    // The margin of the row keeps it clear of the footer, which would cover a bare button.
    failed?.querySelector('button')?.focus({ preventScroll: true })
  }, [])
  return ref
}

function Result({ report, model, onAction }: PartProps & { readonly model: string }) {
  const ref = useShownResult()
  const { steps, failure } = report
  const stopped = steps.findIndex(({ verdict }) => verdict === 'fail')
  const warnings = steps.filter(({ verdict }) => verdict === 'warn').length
  return (
    <div
      ref={ref}
      data-testid="connection-result"
      data-ok={failure === null}
      data-kind={failure ?? undefined}
      className="scroll-mb-16"
    >
      <div className="mb-2 flex items-baseline justify-between gap-2" role="status">
        <h3 className="min-w-0 font-medium [overflow-wrap:anywhere]">
          {failure === null ? describeSuccess(report, model) : 'Connection'}
        </h3>
        <span className="shrink-0 text-[0.75rem]/4 text-ink-3 tabular-nums">
          {failure === null
            ? countWarnings(warnings)
            : `stopped at step ${stopped + 1} of ${steps.length}`}
        </span>
      </div>
      <DoctorRail steps={steps} seconds={0} onAction={onAction} />
    </div>
  )
}

/** A model that only thought, or said nothing at all, did not answer. */
function describeSuccess({ steps }: DoctorReport, model: string): string {
  const lacksAnswer = steps.some(({ id, verdict }) => id === 'model' && verdict === 'warn')
  return lacksAnswer ? `${model} gave no answer.` : `${model} answers.`
}

function countWarnings(count: number): string {
  if (count === 0) return 'all is well'
  return count === 1 ? '1 warning' : `${count} warnings`
}
