import { CircleAlert, CircleCheck, CircleDashed, CircleMinus, CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { WIRE_NAMES } from '@/core/protocol/detect-wire.ts'
import type { DoctorAction, DoctorStep, DoctorVerdict } from '@/core/protocol/doctor-step.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { classNames } from '@/ui/primitives/class-names.ts'

const ICON = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const

const ICONS: Readonly<Record<DoctorVerdict, ReactNode>> = {
  pass: <CircleCheck {...ICON} className="text-ok" />,
  warn: <CircleAlert {...ICON} className="text-warn" />,
  fail: <CircleX {...ICON} className="text-danger" />,
  skipped: <CircleMinus {...ICON} className="text-ink-3" />,
  running: <CircleDashed {...ICON} className="animate-pulse text-accent" />,
  waiting: <CircleDashed {...ICON} className="text-ink-3" />,
}

/** Read out before the title; the colour and the shape of the icon say the same. */
const SPOKEN: Readonly<Record<DoctorVerdict, string>> = {
  pass: 'Passed: ',
  warn: 'Warning: ',
  fail: 'Failed: ',
  skipped: 'Not judged: ',
  running: 'Running: ',
  waiting: 'Waiting: ',
}

const TITLE_COLOURS: Readonly<Record<DoctorVerdict, string>> = {
  pass: 'font-medium text-ink',
  warn: 'font-medium text-ink',
  fail: 'font-medium text-danger',
  skipped: 'font-normal text-ink-3',
  running: 'font-medium text-ink',
  waiting: 'font-normal text-ink-3',
}

type DoctorRailProps = {
  readonly steps: readonly DoctorStep[]
  /** Seconds that the examination has taken so far, while it runs. */
  readonly seconds: number
  readonly onAction: (action: DoctorAction) => void
}

/** The steps of the connection doctor, one under the other, each with its verdict. */
export function DoctorRail({ steps, seconds, onAction }: DoctorRailProps) {
  return (
    <ol>
      {steps.map((step, index) => (
        <li
          key={step.id}
          data-testid="doctor-step"
          data-step={step.id}
          data-verdict={step.verdict}
          className="relative grid scroll-mt-4 scroll-mb-28 grid-cols-[24px_minmax(0,1fr)_auto] py-[5px]"
        >
          {index === steps.length - 1 ? null : (
            <span
              aria-hidden="true"
              className="absolute top-6 -bottom-1.5 left-[7.5px] w-px bg-hairline"
            />
          )}
          <span className="mt-0.5">{ICONS[step.verdict]}</span>
          <b className={classNames('[overflow-wrap:anywhere]', TITLE_COLOURS[step.verdict])}>
            <span className="sr-only">{SPOKEN[step.verdict]}</span>
            {step.title}
          </b>
          <span className="pl-2 text-[0.75rem]/5 text-ink-3 tabular-nums">
            {step.verdict === 'running' && seconds > 0 ? `${seconds} s` : step.figure}
          </span>
          <StepDetails step={step} onAction={onAction} />
        </li>
      ))}
    </ol>
  )
}

/** What a step means and what to do, where the title does not say it all. */
function StepDetails({
  step,
  onAction,
}: Pick<DoctorRailProps, 'onAction'> & { readonly step: DoctorStep }) {
  const { words, seen, fix, actions } = step
  if (words === '' && seen === '' && fix === '' && actions.length === 0) return null
  return (
    <div className="col-start-2 col-end-4 mt-1.5 mb-1 grid gap-2.5 rounded-2 bg-raised p-3 text-[0.78125rem]/[1.125rem] text-ink-2 shadow-[inset_0_0_0_1px_var(--hairline)] [overflow-wrap:anywhere]">
      {words === '' ? null : <p>{words}</p>}
      {seen === '' ? null : (
        <p className="rounded-1 bg-sunk px-2 py-1.5 font-mono text-[0.6875rem]/4 text-ink">
          {seen.split('\n').map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
        </p>
      )}
      {fix === '' ? null : <p>{step.verdict === 'fail' ? fix : `To change that: ${fix}`}</p>}
      {actions.length === 0 ? null : (
        <div className="flex flex-wrap gap-1.5">
          {actions.map((action) => (
            <Button
              key={nameAction(action)}
              weight="line"
              className="h-auto min-h-7 max-w-full whitespace-normal py-0.5 text-left [overflow-wrap:anywhere]"
              onClick={() => onAction(action)}
            >
              {nameAction(action)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

function nameAction(action: DoctorAction): string {
  switch (action.kind) {
    case 'use-relay':
      return 'Turn on relay and test again'
    case 'use-base-url':
      return `Use ${action.baseUrl}`
    case 'use-wire':
      return `Switch to ${WIRE_NAMES[action.wire]}`
    case 'use-model':
      return `Use the model ${action.model}`
    case 'drop-key':
      return 'Keep the key away'
  }
}
