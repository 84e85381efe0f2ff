import { CUSTOM_PROVIDER } from '@/core/catalog/providers.ts'
import { closestNames } from './closest-names.ts'
import { WIRE_NAMES } from './detect-wire.ts'
import { type DoctorContext, errorContext } from './doctor-context.ts'
import type { DoctorAction, DoctorFinding, DoctorStepId } from './doctor-step.ts'
import { ERROR_EXPLANATIONS } from './error-explanations.ts'
import { NO_CONNECTION } from './network-failure.ts'
import { spokenWire } from './spoken-wire.ts'
import type { ErrorKind, RunError, Wire } from './stream-event.ts'

/** What the server did with one request, as far as it can be shown. */
export type DoctorSighting = {
  /** "GET /v1/models". */
  readonly request: string
  /** HTTP status; null where there was no answer. */
  readonly status: number | null
}

/** Ids of the models that the server lists; null where it has no list. */
type Listed = readonly string[] | null

/** Errors of our own: their message says nothing that the explanation does not. */
const OWN_KINDS: ReadonlySet<ErrorKind> = new Set(['network', 'stream-cut'])

/** What the relay answers when it does not pass a request on. */
const RELAY_REFUSALS: ReadonlySet<string> = new Set([
  'unknown-origin',
  'private-address',
  'refused',
])

const NETWORK_STEPS: ReadonlyMap<string, DoctorStepId> = new Map([
  ['cors', 'cors'],
  ['mixed-content', 'cors'],
])

const KIND_STEPS: Readonly<Record<ErrorKind, DoctorStepId>> = {
  auth: 'key',
  account: 'key',
  billing: 'key',
  quota: 'key',
  plan: 'key',
  network: 'reachable',
  'stream-cut': 'streams',
  protocol: 'streams',
  'not-an-api': 'model',
  model: 'model',
  request: 'model',
  server: 'model',
  'rate-limit': 'model',
  overloaded: 'model',
  'context-length': 'model',
  'content-filter': 'model',
}

const FIGURES: ReadonlyMap<string, string> = new Map([
  ['cors', 'CORS'],
  ['mixed-content', 'http'],
  ['offline', 'offline'],
])

function isRelayRefusal({ kind, code }: Pick<RunError, 'kind' | 'code'>, usesRelay: boolean) {
  return usesRelay && kind === 'request' && RELAY_REFUSALS.has(code ?? '')
}

/** The step that an error belongs to. */
export function stepOfError({ kind, code }: RunError, usesRelay: boolean): DoctorStepId {
  if (isRelayRefusal({ kind, code }, usesRelay)) {
    return 'reachable'
  }
  return (
    (kind === 'network' ? NETWORK_STEPS.get(code ?? '') : undefined) ??
    (code?.startsWith('wire:') ? 'streams' : KIND_STEPS[kind])
  )
}

/** Where the chosen wire is none of the provider's and nothing is found, the provider's own is the likely cure. */
function wireToTry(context: DoctorContext, error: RunError): Wire | null {
  const spoken = spokenWire(error)
  if (spoken !== null) {
    return spoken.wire
  }
  const { provider, wire } = context
  const isMissing = error.kind === 'request' && /^40[45]$|not_found/.test(error.code ?? '')
  const other = provider.id === 'custom' ? 'chat-completions' : provider.wires[0]
  const isUndocumented = provider.id === 'custom' || !provider.wires.includes(wire)
  return isMissing && isUndocumented && other !== undefined && other !== wire ? other : null
}

function actionsFor(context: DoctorContext, error: RunError, listed: Listed): DoctorAction[] {
  const { usesRelay, relayAvailable } = context
  const wire = wireToTry(context, error)
  const blocked = error.kind === 'network' && NETWORK_STEPS.has(error.code ?? '')
  const canRelay = blocked && relayAvailable && !usesRelay
  const names =
    stepOfError(error, usesRelay) === 'model' && listed !== null && !listed.includes(context.model)
      ? closestNames(context.model, listed, 3)
      : []
  return [
    ...(canRelay ? [{ kind: 'use-relay' } as const] : []),
    ...(wire === null ? [] : [{ kind: 'use-wire', wire } as const]),
    ...names.map((model) => ({ kind: 'use-model', model }) as const),
  ]
}

function fixFor(context: DoctorContext, error: RunError, next: string): string {
  const spoken = spokenWire(error)
  if (spoken !== null) {
    return `Switch the wire to ${spoken.name}.`
  }
  const wire = wireToTry(context, error)
  if (wire !== null) {
    return `${next} Or the server does not speak ${WIRE_NAMES[context.wire]}: try ${WIRE_NAMES[wire]}.`
  }
  if (error.kind === 'auth') {
    return fixKey(context, next)
  }
  return isNotRunning(context, error) ? `${next} ${context.provider.hint}` : next
}

function fixKey({ key, usesRelay, provider }: DoctorContext, next: string): string {
  const variable = usesRelay ? provider.keyVariable : null
  if (key === 'relay' && variable !== null) {
    return `The relay took the key from ${variable}. Check it where the relay was started, and start it again.`
  }
  if (key !== 'none' || !(provider.needsKey || variable !== null)) {
    return next
  }
  const other = variable === null ? '' : ` Or set ${variable} where the relay is started.`
  return `No key is filled in. ${provider.hint}${other}`
}

/** A server of one's own is mostly just not started; its row of the catalog knows how to. */
function isNotRunning({ provider, usesRelay }: DoctorContext, error: RunError): boolean {
  const isOwn = !provider.needsKey && provider.id !== CUSTOM_PROVIDER.id
  const isRelayGone = usesRelay && error.message === NO_CONNECTION
  return isOwn && error.kind === 'network' && error.code === 'unreachable' && !isRelayGone
}

/** One failed request as a failed step: what happened, what was seen, what to do. */
export function findFailure(
  context: DoctorContext,
  error: RunError,
  { request, status }: DoctorSighting,
  listed: Listed,
): DoctorFinding {
  const { title, happened, next } = ERROR_EXPLANATIONS[error.kind](errorContext(context), error)
  const line = status === null ? request : `${request} ${status}`
  const isOurs = OWN_KINDS.has(error.kind)
  return {
    id: stepOfError(error, context.usesRelay),
    verdict: 'fail',
    kind: error.kind,
    title,
    figure: status === null ? (FIGURES.get(error.code ?? '') ?? '') : String(status),
    words: happened,
    seen: isOurs || error.message === '' ? line : `${line}\n${error.message}`,
    fix: fixFor(context, error, next),
    actions: actionsFor(context, error, listed),
  }
}
