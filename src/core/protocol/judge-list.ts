import type { ListedModel } from './decode-model-list.ts'
import type { DoctorContext } from './doctor-context.ts'
import { type DoctorSighting, findFailure, stepOfError } from './doctor-failure.ts'
import type { DoctorFinding } from './doctor-step.ts'
import { knownAddresses, withoutRepetition } from './meant-base-urls.ts'
import type { RunError } from './stream-event.ts'

/** What asking for the list of models brought. Times in milliseconds. */
export type ListFacts = DoctorSighting & {
  readonly afterMs: number
  readonly error: RunError | null
  /** Null where the answer was no list. */
  readonly models: readonly ListedModel[] | null
}

/** 212 ms, 3.4 s. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`
}

/**
 * The address that a person typed, the one that requests are built from, and what the catalog knows of its server.
 * An address that only looks odd is a warning: the server has the last word.
 */
export function judgeAddress(
  typed: string,
  used: string,
  { wire, provider }: Pick<DoctorContext, 'wire' | 'provider'>,
): readonly DoctorFinding[] {
  const single = withoutRepetition(used)
  if (single !== null) {
    const words = `Its last part stands there twice. Mostly ${single} is meant.`
    return [doubtAddress('The address repeats itself', words, [single])]
  }
  const known = knownAddresses(used, wire, provider)
  if (known.length > 0) {
    const places = known.map(({ name, baseUrl }) => `${name} at ${baseUrl}`).join(' and ')
    const urls = known.map(({ baseUrl }) => baseUrl)
    return [doubtAddress('The catalog knows another address', `It has ${places}.`, urls)]
  }
  if (typed === used) {
    return [{ id: 'address', verdict: 'pass', title: 'Address parses' }]
  }
  const words = `A base URL ends where the paths of the interface begin. Requests go below ${used}.`
  return [doubtAddress('The address has a path too many', words, [used])]
}

function doubtAddress(title: string, words: string, baseUrls: readonly string[]): DoctorFinding {
  const actions = baseUrls.map((baseUrl) => ({ kind: 'use-base-url', baseUrl }) as const)
  return { id: 'address', verdict: 'warn', title, words, actions }
}

/** The way to the server, as any answer shows it. */
export function judgeTransport(context: DoctorContext, afterMs: number): readonly DoctorFinding[] {
  return [
    { id: 'reachable', verdict: 'pass', title: 'Server is reachable', figure: duration(afterMs) },
    context.usesRelay
      ? { id: 'cors', verdict: 'pass', title: 'The relay passes it on', figure: 'relay' }
      : { id: 'cors', verdict: 'pass', title: 'The browser may talk to it' },
  ]
}

/** Nothing is at this address, but something is at another one of the same server. */
export function judgeOtherAddress(
  context: DoctorContext,
  list: ListFacts,
  baseUrl: string,
): readonly DoctorFinding[] {
  const isLonger = baseUrl.startsWith(context.baseUrl)
  return [
    {
      id: 'address',
      verdict: 'fail',
      kind: 'request',
      title: isLonger
        ? `The address lacks ${baseUrl.slice(context.baseUrl.length)} at its end`
        : 'The address has another path',
      words: `${context.host} has no list of models at this address, but one below ${baseUrl}.`,
      seen: `${list.request} ${list.status ?? ''}`.trimEnd(),
      fix: `Use ${baseUrl} as base URL.`,
      actions: [{ kind: 'use-base-url', baseUrl }],
    },
    ...judgeTransport(context, list.afterMs),
  ]
}

/**
 * True for a refusal that decides the examination, because the question would meet the same. A list may be closed to
 * pages or to a key while the chat is open to them: then only the question can tell.
 */
export function isFinal({ error, status }: ListFacts, { usesRelay }: DoctorContext): boolean {
  return error !== null && (stepOfError(error, usesRelay) === 'reachable' || status === 401)
}

/** What the list of models says: the way to the server, and whether the key is wrong. */
export function judgeList(context: DoctorContext, facts: ListFacts): readonly DoctorFinding[] {
  const { error, status } = facts
  const failure =
    error !== null && isFinal(facts, context) ? [findFailure(context, error, facts, null)] : []
  const isThere = status !== null && failure[0]?.id !== 'reachable'
  return [...(isThere ? judgeTransport(context, facts.afterMs) : []), ...failure]
}
