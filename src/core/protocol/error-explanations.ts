import { PROVIDERS } from '@/core/catalog/providers.ts'
import { explainUnreachable, NETWORK_EXPLANATIONS } from './network-explanations.ts'
import { explainRefusedRequest, REQUEST_EXPLANATIONS } from './request-explanations.ts'
import { spokenWire } from './spoken-wire.ts'
import type { EndStatus, ErrorKind, RunError, Wire } from './stream-event.ts'

/** What a person can do about an ending; each is a button. */
export type ErrorAction =
  /** Go on where the answer broke off. */
  | 'continue'
  | 'retry'
  | 'edit-connection'
  | 'edit-key'
  | 'use-relay'
  | 'choose-model'
  /** Speak to the endpoint in the wire that its server turned out to speak. */
  | 'change-wire'
  | 'new-chat'
  /** The same question in a new chat, where its pictures can still be left out. */
  | 'ask-alone'
  /** Show the parameter that the error is about. */
  | 'open-parameters'

/** Who was asked, how, and what is there already. */
export type ErrorContext = {
  readonly status: EndStatus
  readonly providerName: string
  readonly host: string
  readonly model: string
  /** UTF-16 units of reasoning and answer that were shown. */
  readonly keptCharacters: number
  readonly keptRegions: number
  readonly usesRelay: boolean
  readonly relayAvailable: boolean
  /** The catalog's sentence on calls from web pages. */
  readonly corsNote: string
  /** Whether the server can go on with what was shown of the answer; not where it is absent. */
  readonly canContinue?: boolean
  /** Wires that the catalog knows of this provider; none where it is absent. */
  readonly wires?: readonly Wire[]
  /** Milliseconds that the server asked to be left alone; null where it asked for nothing. */
  readonly retryAfterMs?: number | null
}

/** An ending in words: what happened, and what to do next. */
export type Explanation = {
  readonly title: string
  readonly happened: string
  readonly next: string
  readonly actions: readonly ErrorAction[]
}

export type Explain = (context: ErrorContext, error: RunError) => Explanation

/** Z.ai and BigModel: the model itself is overloaded, whoever asks. */
const BUSY_CODES: ReadonlySet<string> = new Set(['1305', '1312'])

const explainBusy: Explain = (context) => ({
  title: 'The model is busy',
  happened: `${context.providerName} has no capacity left for ${context.model} at this moment.`,
  next: 'Wait a little and try again, or choose another model.',
  actions: ['retry', 'choose-model'],
})

/** A date with its time, as in "your limit will be reset at 2026-08-22 14:00:00". */
const TIME = /\b\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2})?(?: ?(?:Z|UTC|GMT))?/

function describeReset({ message }: RunError): string {
  const time = TIME.exec(message.slice(0, 1000))?.[0]
  return time === undefined
    ? 'Ask again later, or choose another model.'
    : `The limit is lifted at ${time}, by the clock of the server. Ask again then, or choose another model.`
}

const explainUnreadable: Explain = (context) => ({
  title: 'The answer could not be read',
  happened: `${context.host} sent something that Sightline does not understand.`,
  next: 'Try again. If it stays, check the base URL and the wire.',
  actions: ['retry', 'edit-connection'],
})

/** The server answers well, but in another wire than the endpoint is set to. */
function explainWrongWire(context: ErrorContext, wire: Wire, name: string): Explanation {
  const isOffered = context.wires?.includes(wire) ?? false
  return {
    title: `This server speaks ${name}`,
    happened: `${context.host} answered in another wire than the one that is chosen for it.`,
    next: isOffered
      ? `Switch to ${name}; the question is asked again.`
      : `Choose the wire ${name}.`,
    actions: [isOffered ? 'change-wire' : 'edit-connection'],
  }
}

/** Where a relay finds the key of a provider of the catalog. */
function nameKeyVariable({ providerName }: ErrorContext): string {
  const variable = PROVIDERS.find(({ name }) => name === providerName)?.keyVariable ?? null
  return variable === null ? 'its environment' : `the environment variable ${variable}`
}

/** One explanation for every kind of error. */
export const ERROR_EXPLANATIONS: Readonly<Record<ErrorKind, Explain>> = {
  auth: (context) => ({
    title: 'The key was not accepted',
    happened: `${context.providerName} did not accept the API key, or got none.`,
    next: context.usesRelay
      ? `Check the key, and the one that the relay may take from ${nameKeyVariable(context)}.`
      : 'Check the key: it must be complete, not expired, and made for this address.',
    actions: ['edit-key', 'edit-connection'],
  }),
  account: (context) => ({
    title: 'The account cannot be used',
    happened: `${context.providerName} says that the account of this key is inactive or locked.`,
    next: `Sign in at ${context.providerName} to see why, or use another key.`,
    actions: ['edit-key'],
  }),
  billing: (context) => ({
    title: 'No balance left',
    happened: `The account of this key has no balance at ${context.providerName} for ${context.model}.`,
    next: 'Add balance or choose a free model. The key of a coding plan works only at the address of that plan.',
    actions: ['choose-model', 'edit-key', 'edit-connection'],
  }),
  quota: (context, error) => ({
    title: 'The limit of the account is reached',
    happened: `${context.providerName} allows this account no more requests for now.`,
    next: describeReset(error),
    actions: ['choose-model', 'edit-key'],
  }),
  plan: (context) => ({
    title: 'The plan does not cover this',
    happened: `The plan of this account at ${context.providerName} has ended or does not include ${context.model}.`,
    next: 'Choose another model, or use another key.',
    actions: ['choose-model', 'edit-key'],
  }),
  'rate-limit': (context, error) =>
    BUSY_CODES.has(error.code ?? '')
      ? explainBusy(context, error)
      : {
          title: 'Too many requests',
          happened: `${context.providerName} takes no more requests at this moment.`,
          next: 'Wait a little and try again, or choose another model.',
          actions: ['retry', 'choose-model'],
        },
  overloaded: explainBusy,
  server: (context) => ({
    title: 'The server failed',
    happened: `${context.providerName} had a problem of its own.`,
    next: 'Try again. If it happens again with this picture or model, choose another.',
    actions: ['retry', 'choose-model'],
  }),
  request: (context, error) =>
    (REQUEST_EXPLANATIONS.get(error.code ?? '') ?? explainRefusedRequest)(context, error),
  model: (context) => ({
    title: 'The model cannot be used',
    happened: `${context.providerName} does not offer ${context.model} for this: it is unknown there, not open to this key, or takes no pictures.`,
    next: 'Choose another model.',
    actions: ['choose-model', 'edit-connection'],
  }),
  'context-length': (context) => ({
    title: 'The conversation is too long',
    happened: `Question, pictures and earlier turns no longer fit into the context of ${context.model}.`,
    next: 'Ask without earlier turns, or send fewer or smaller pictures.',
    actions: ['ask-alone', 'new-chat', 'choose-model'],
  }),
  'content-filter': (context) => ({
    title: 'The answer was withheld',
    happened: `The content rules of ${context.providerName} stopped this question or its answer.`,
    next: 'Ask in other words or with another picture.',
    actions: ['new-chat', 'choose-model'],
  }),
  'stream-cut': (context) => ({
    title: 'The answer was cut off',
    happened: `The connection to ${context.host} ended before the answer did.`,
    next: 'Try again; the question is asked anew.',
    actions: ['retry'],
  }),
  protocol: (context, error) => {
    const spoken = spokenWire(error)
    return spoken === null
      ? explainUnreadable(context, error)
      : explainWrongWire(context, spoken.wire, spoken.name)
  },
  'not-an-api': (context) => ({
    title: 'This is not the address of a model',
    happened: `${context.host} answered with something other than a chat, such as a web page.`,
    next: 'Check the base URL (most end in /v1), or sign in to the network if it shows a login page.',
    actions: ['edit-connection'],
  }),
  network: (context, error) =>
    (NETWORK_EXPLANATIONS.get(error.code ?? '') ?? explainUnreachable)(context, error),
}

/** Endings that come without an error. */
export const STATUS_EXPLANATIONS: Readonly<
  Record<EndStatus, (context: ErrorContext) => Explanation>
> = {
  complete: () => ({
    title: 'Complete',
    happened: 'The answer is complete.',
    next: '',
    actions: [],
  }),
  stopped: () => ({
    title: 'Stopped',
    happened: 'You stopped the answer.',
    next: '',
    actions: ['retry'],
  }),
  length: () => ({
    title: 'The answer reached its limit',
    happened: 'The model used up all the tokens it was allowed, so its answer is not finished.',
    next: 'Raise Max tokens in the parameters and try again.',
    actions: ['retry'],
  }),
  unverified: (context) => ({
    title: 'The end is not certain',
    happened: `${context.host} closed the answer without saying that it is finished.`,
    next: 'It may be whole. If something is missing, try again.',
    actions: ['retry'],
  }),
  filtered: (context) => ({
    title: 'The answer was withheld',
    happened: `The content rules of ${context.providerName} stopped this question or its answer.`,
    next: 'Ask in other words or with another picture.',
    actions: ['new-chat', 'choose-model'],
  }),
  truncated: (context) => ({
    title: 'The answer was cut off',
    happened: `The connection to ${context.host} ended before the answer did.`,
    next: 'Try again; the question is asked anew.',
    actions: ['retry'],
  }),
  error: (context) => ({
    title: 'Something went wrong',
    happened: `The request to ${context.host} failed.`,
    next: 'Try again.',
    actions: ['retry', 'edit-connection'],
  }),
}
