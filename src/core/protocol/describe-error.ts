import { CUSTOM_PROVIDER } from '@/core/catalog/providers.ts'
import {
  ERROR_EXPLANATIONS,
  type ErrorAction,
  type ErrorContext,
  type Explanation,
  STATUS_EXPLANATIONS,
} from './error-explanations.ts'
import type { ErrorKind, RunError } from './stream-event.ts'

export type { ErrorAction, ErrorContext } from './error-explanations.ts'

export type ErrorDescription = {
  readonly title: string
  /** The first sentence of the body: what happened. */
  readonly happened: string
  readonly body: string
  /** In the order in which they are offered. */
  readonly actions: readonly ErrorAction[]
}

/** Errors that we found ourselves: their message says nothing that the explanation does not. */
const OWN_KINDS: ReadonlySet<ErrorKind> = new Set(['network', 'stream-cut'])

function amount(count: number, unit: string): string {
  return `${count.toLocaleString('en-US')} ${unit}${count === 1 ? '' : 's'}`
}

function describeKept({ keptCharacters, keptRegions }: ErrorContext): string {
  if (keptCharacters === 0 && keptRegions === 0) {
    return ''
  }
  const regions = keptRegions === 0 ? '' : ` and ${amount(keptRegions, 'region')}`
  const verb = keptCharacters === 1 && keptRegions === 0 ? 'is' : 'are'
  return `The ${amount(keptCharacters, 'character')}${regions} received so far ${verb} kept.`
}

function describeDetails(error: RunError | null): string {
  if (error === null || OWN_KINDS.has(error.kind) || error.message === '') {
    return ''
  }
  const isInMessage = error.code === null || error.message.includes(error.code)
  const code = isInMessage ? '' : ` (code ${error.code})`
  const words = `Details: ${error.message}${code}`
  return /[.!?…。！？]$/u.test(words) ? words : `${words}.`
}

/** What may be tried on behalf of an answer that broke off: its server was well enough to begin it. */
const CONTINUABLE: ReadonlySet<ErrorKind> = new Set([
  'stream-cut',
  'server',
  'overloaded',
  'rate-limit',
  'network',
  'protocol',
])

/** Whether an answer that ended with this error may go on. A content filter, say, would only end it again. */
export function mayContinueAfter(error: RunError): boolean {
  return CONTINUABLE.has(error.kind)
}

/** Where the server can, going on comes before asking anew. */
function offerContinue(
  explanation: Explanation,
  error: RunError | null,
  { canContinue = false }: ErrorContext,
): Explanation {
  if (!canContinue || error === null || !mayContinueAfter(error)) {
    return explanation
  }
  const others = explanation.actions.filter((action) => action !== 'retry')
  return {
    ...explanation,
    next: 'Continue goes on where the answer broke off; Retry asks the question anew.',
    actions: ['continue', 'retry', ...others],
  }
}

/** How long the server wants to be left alone, in the largest unit that says it well. */
function describeRetryAfter({ retryAfterMs = null }: ErrorContext): string {
  if (retryAfterMs === null || retryAfterMs < 1000) {
    return ''
  }
  const seconds = Math.ceil(retryAfterMs / 1000)
  if (seconds <= 120) {
    return `The server asks to wait ${amount(seconds, 'second')}.`
  }
  const minutes = Math.ceil(seconds / 60)
  return minutes <= 120
    ? `The server asks to wait ${amount(minutes, 'minute')}.`
    : `The server asks to wait ${amount(Math.ceil(minutes / 60), 'hour')}.`
}

/** Says nothing where the server said for how long. */
const VAGUE_WAIT = /^Wait a little and try again/

/** "Custom" is the name of a row in a list; in a sentence the host says more. */
function nameServer(context: ErrorContext): ErrorContext {
  return context.providerName === CUSTOM_PROVIDER.name
    ? { ...context, providerName: context.host }
    : context
}

/**
 * How a run ended, in plain words: what happened, what was kept, what to do next, and the server's own words at
 * the end. `error` is null for endings that carry none (`length`, `unverified`, `stopped`).
 */
export function describeError(error: RunError | null, given: ErrorContext): ErrorDescription {
  const context = nameServer(given)
  const plain =
    error === null
      ? STATUS_EXPLANATIONS[context.status](context)
      : ERROR_EXPLANATIONS[error.kind](context, error)
  const explanation = offerContinue(plain, error, context)
  const kept = context.status === 'complete' ? '' : describeKept(context)
  const wait = describeRetryAfter(context)
  const sentences = [
    explanation.happened,
    kept,
    wait,
    wait === '' ? explanation.next : explanation.next.replace(VAGUE_WAIT, 'Try again then'),
    describeDetails(error),
  ]
  return {
    title: explanation.title,
    happened: explanation.happened,
    body: sentences.filter((sentence) => sentence !== '').join(' '),
    actions: explanation.actions,
  }
}
