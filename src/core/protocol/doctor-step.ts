import type { ErrorKind, Wire } from './stream-event.ts'

/** What the connection doctor looks at, in its order. */
export type DoctorStepId =
  | 'address'
  | 'reachable'
  | 'cors'
  | 'key'
  | 'model'
  | 'pictures'
  | 'streams'
  | 'reasoning'

/** `warn`: a question still works. `skipped`: not asked on purpose. `waiting`: not come to. */
export type DoctorVerdict = 'pass' | 'warn' | 'fail' | 'skipped' | 'running' | 'waiting'

/** What can be done for the person at the press of a button. */
export type DoctorAction =
  | { readonly kind: 'use-relay' }
  | { readonly kind: 'use-base-url'; readonly baseUrl: string }
  | { readonly kind: 'use-wire'; readonly wire: Wire }
  | { readonly kind: 'use-model'; readonly model: string }
  | { readonly kind: 'drop-key' }

/** One step in words; nothing in it holds a key. */
export type DoctorStep = {
  readonly id: DoctorStepId
  readonly verdict: DoctorVerdict
  readonly title: string
  /** A few characters at the right: a time, or what it is about. */
  readonly figure: string
  /** What it means, in sentences; empty where the title says it all. */
  readonly words: string
  /** What was seen on the wire: a request line, the server's own words. */
  readonly seen: string
  /** What to do. */
  readonly fix: string
  readonly actions: readonly DoctorAction[]
}

/** What was found out about one step; what is absent is empty. */
export type DoctorFinding = Pick<DoctorStep, 'id' | 'verdict' | 'title'> &
  Partial<Pick<DoctorStep, 'figure' | 'words' | 'seen' | 'fix' | 'actions'>> & {
    /** Of a failure. */
    readonly kind?: ErrorKind
  }

export type DoctorReport = {
  readonly steps: readonly DoctorStep[]
  readonly isOver: boolean
  /** Kind of the first failure; null while there is none. */
  readonly failure: ErrorKind | null
}

const TITLES: readonly (readonly [id: DoctorStepId, title: string])[] = [
  ['address', 'Address parses'],
  ['reachable', 'Server is reachable'],
  ['cors', 'The browser may talk to it'],
  ['key', 'Key is accepted'],
  ['model', 'Model exists'],
  ['pictures', 'Takes pictures'],
  ['streams', 'Streams'],
  ['reasoning', 'Reasoning arrives apart'],
]

/** A report before anything is known: the first step runs. */
export function createDoctorReport(): DoctorReport {
  return {
    steps: TITLES.map(([id, title], index) => ({
      id,
      title,
      verdict: index === 0 ? 'running' : 'waiting',
      figure: '',
      words: '',
      seen: '',
      fix: '',
      actions: [],
    })),
    isOver: false,
    failure: null,
  }
}

function isSettled({ verdict }: DoctorStep): boolean {
  return verdict !== 'running' && verdict !== 'waiting'
}

/**
 * A report with what was found since. A failure ends the examination, as does the last step; until then the first
 * step that is not settled runs. A step that was settled before can be judged anew.
 */
export function addFindings(
  report: DoctorReport,
  findings: readonly DoctorFinding[],
): DoctorReport {
  const judged = report.steps.map((step): DoctorStep => {
    const finding = findings.find(({ id }) => id === step.id)
    if (finding === undefined) {
      return { ...step, verdict: isSettled(step) ? step.verdict : 'waiting' }
    }
    const { kind: _, ...words } = finding
    return { ...step, figure: '', words: '', seen: '', fix: '', actions: [], ...words }
  })
  const failure = findings.find(({ verdict }) => verdict === 'fail')?.kind ?? report.failure
  const hasFailed = judged.some(({ verdict }) => verdict === 'fail')
  const next = judged.findIndex((step) => !isSettled(step))
  const isOver = hasFailed || next === -1
  const steps = judged.map(
    (step, index): DoctorStep =>
      index === next && !isOver ? { ...step, verdict: 'running' } : step,
  )
  return { steps, isOver, failure: hasFailed ? (failure ?? 'protocol') : null }
}
