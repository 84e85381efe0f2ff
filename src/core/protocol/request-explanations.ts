import type { Explain } from './error-explanations.ts'
import { namedParameter } from './named-parameter.ts'

const explainNotFound: Explain = (context) => ({
  title: 'Nothing found at this address',
  happened: `${context.host} answers, but has no chat at this address, or no model named "${context.model}".`,
  next: 'Check the base URL (most end in /v1) and the name of the model.',
  actions: ['edit-connection', 'choose-model'],
})

const explainTooLarge: Explain = (context) => ({
  title: 'The request is too large',
  happened: `${context.host} takes no request of this size.`,
  next: 'Send fewer or smaller pictures, or start a new chat.',
  actions: ['new-chat'],
})

const explainDuplicate: Explain = (context, { code }) => ({
  title: 'This request is already running',
  happened: `${context.providerName} is still working on a request with the same ID.`,
  next: 'Wait for it, or change the request ID, then try again.',
  // Whether another server's 409 is about the ID, nobody knows.
  actions: code === '1231' ? ['retry', 'open-parameters'] : ['retry'],
})

/** Z.ai and BigModel: a field is wrong, missing or one too many; mostly a parameter. */
const FIELD_CODES: ReadonlySet<string> = new Set(['1210', '1213', '1214', '1215'])

export const explainRefusedRequest: Explain = (context, error) => {
  const named = namedParameter(error)
  const isOfField = named !== null || FIELD_CODES.has(error.code ?? '')
  return {
    title: 'The request was refused',
    happened: `${context.providerName} did not accept something in the request.`,
    next:
      named === null
        ? 'The details name it: mostly a parameter, the kind of picture, or the name of the model.'
        : `It seems to be the parameter ${named.label}: change it, or reset it so that it is not sent.`,
    actions: [
      ...(error.retry === 'user' ? (['retry'] as const) : []),
      ...(isOfField ? (['open-parameters'] as const) : []),
      'edit-connection',
      'choose-model',
    ],
  }
}

/** Our own troubles before anything was sent: a part of the page that did not load, or a file that is gone. */
const explainNotSent: Explain = () => ({
  title: 'The question was not sent',
  happened:
    'A part of Sightline could not be loaded, or a picture of this conversation not be read again.',
  next: 'Check the connection and try again. If it stays, reload the page and attach the picture anew.',
  actions: ['retry', 'new-chat'],
})

const explainPrivateAddress: Explain = (context) => ({
  title: 'The relay does not call private networks',
  happened: `The name ${context.host} leads to an address inside a private network.`,
  next: 'Connect to it directly, or name its origin in SIGHTLINE_RELAY_ORIGINS where the relay runs.',
  actions: ['edit-connection'],
})

const explainUnknownOrigin: Explain = (context) => ({
  title: 'The relay does not know this server',
  happened: `The relay forwards only to servers of the catalog and to those that it was told of; ${context.host} is none of them.`,
  next: 'Connect to it directly, or name its origin in SIGHTLINE_RELAY_ORIGINS where the relay runs.',
  actions: ['edit-connection'],
})

/** Codes of requests that say more than "refused": HTTP statuses, 1231 of Z.ai and BigModel, the relay's, and ours. */
export const REQUEST_EXPLANATIONS: ReadonlyMap<string, Explain> = new Map([
  ['404', explainNotFound],
  ['not_found_error', explainNotFound],
  ['405', explainNotFound],
  ['413', explainTooLarge],
  ['435', explainTooLarge],
  ['request_too_large', explainTooLarge],
  ['409', explainDuplicate],
  ['1231', explainDuplicate],
  ['private-address', explainPrivateAddress],
  ['unknown-origin', explainUnknownOrigin],
  ['unreadable-picture', explainNotSent],
  ['not-loaded', explainNotSent],
])
