import {
  describeError,
  type ErrorAction,
  type ErrorContext,
} from '@/core/protocol/describe-error.ts'
import { spokenWire } from '@/core/protocol/spoken-wire.ts'
import type { EndStatus, RunError, RunStatus } from '@/core/protocol/stream-event.ts'
import type { Run } from '@/state/conversation-store.ts'
import type { RetryPause } from '@/ui/answer/retry-notice.tsx'
import type { RunAction } from '@/ui/answer/run-actions.tsx'
import type { RunFailure } from '@/ui/answer/run-error-notice.tsx'
import { ACTION_NAMES } from './action-names.ts'

/** Endings after which an answer may go on, where the server can. */
const BROKEN_OFF: ReadonlySet<RunStatus> = new Set(['truncated', 'length', 'error', 'stopped'])
const REPLAY_ACTIONS: readonly ErrorAction[] = ['retry']
const MENDING: readonly ErrorAction[] = ['edit-key', 'edit-connection', 'choose-model']

/** The words under a run that failed; null where nothing did. `relayForwards`: the relay knows the run's server. */
export function describeFailure(run: Run, relayForwards: boolean): RunFailure | null {
  const { status, error } = run.snapshot
  if (error === null || status === 'preparing' || status === 'streaming') return null
  const context = describeContext(run, status, relayForwards)
  const { title, happened, body, actions } = describeError(error, context)
  const tried = run.tries === null ? '' : ` It was tried ${spellCount(run.tries)}.`
  return {
    kind: error.kind,
    title,
    body: `${happened}${tried}${body.slice(happened.length)}`,
    // A recording can be replayed, and nothing else about it can be mended.
    actions: (run.isReplay ? REPLAY_ACTIONS : withRetry(actions)).map((action) =>
      toButton(action, error),
    ),
  }
}

/** The words over the countdown to an automatic retry; null while none is due. */
export function describePause({ retry, ...run }: Run): RetryPause | null {
  if (retry === null) return null
  const { error, attempt, attempts, dueAtMs } = retry
  const context = describeContext({ ...run, retry }, 'error', false)
  const { title, happened } = describeError(error, context)
  return { title, happened, attempt, attempts, dueAtMs }
}

/** What ended a run that nobody stopped; null where nothing but the user did. */
export function describeInterruption(run: Run): string | null {
  if (run.interruptedBy === null || run.snapshot.status !== 'stopped') return null
  if (run.isReplay || run.isScripted) return 'Replay ended by another.'
  return run.interruptedBy === 'recording'
    ? 'Stopped because a recording was opened.'
    : 'Stopped because a demo was opened.'
}

function spellCount(count: number): string {
  return ['never', 'once', 'twice', 'three times'][count] ?? `${count} times`
}

/** What can be done about an ending that is no failure: go on, where there is something to go on with. */
export function describeEndActions(run: Run): readonly RunAction[] {
  if (run.snapshot.error !== null) return []
  const isTooShort = run.snapshot.status === 'length' && !run.isReplay && !run.isScripted
  return [
    ...(canContinue(run) ? [toButton('continue', null)] : []),
    // They open at "Max tokens".
    ...(isTooShort ? [toButton('open-parameters', null)] : []),
  ]
}

/** Reasoning alone is nothing to go on with, and a call of a function wants its result. */
function canContinue({ canContinue, snapshot }: Run): boolean {
  const { status, answer, toolCalls } = snapshot
  return canContinue && BROKEN_OFF.has(status) && answer.length > 0 && toolCalls.length === 0
}

function describeContext(run: Run, status: EndStatus, relayForwards: boolean): ErrorContext {
  const { answer, reasoning } = run.snapshot
  return {
    status,
    providerName: run.providerName,
    host: run.host,
    model: run.model,
    keptCharacters: answer.length + reasoning.length,
    keptRegions: answer.regions.length + reasoning.regions.length,
    usesRelay: run.usesRelay,
    relayAvailable: relayForwards,
    corsNote: run.corsNote,
    canContinue: canContinue(run),
    wires: run.providerWires,
    retryAfterMs: run.retryAfterMs,
  }
}

function toButton(action: ErrorAction, error: RunError | null): RunAction {
  const spoken = action === 'change-wire' && error !== null ? spokenWire(error) : null
  return { id: action, name: spoken === null ? ACTION_NAMES[action] : `Switch to ${spoken.name}` }
}

/** Whoever mended the connection wants to ask the same again. */
function withRetry(actions: readonly ErrorAction[]): readonly ErrorAction[] {
  const isMendable = actions.some((action) => MENDING.includes(action))
  return isMendable && !actions.includes('retry') ? [...actions, 'retry'] : actions
}
