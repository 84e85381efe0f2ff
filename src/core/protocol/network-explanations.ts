import type { ErrorAction, ErrorContext, Explain } from './error-explanations.ts'
import { NO_CONNECTION } from './network-failure.ts'

/** The relay is offered only where it exists and is not in use already. */
function relayAction(context: ErrorContext): readonly ErrorAction[] {
  return context.relayAvailable && !context.usesRelay ? ['use-relay'] : []
}

const explainOffline: Explain = () => ({
  title: 'You are offline',
  happened: 'This device has no connection to the network.',
  next: 'Connect it and try again.',
  actions: ['retry'],
})

const explainMixedContent: Explain = (context) => ({
  title: 'The browser blocked the call',
  happened: `This page came over https, and browsers do not let such a page call the http address ${context.host}.`,
  next:
    relayAction(context).length > 0
      ? 'Turn on the relay, or use an https address.'
      : 'Use an https address, or open Sightline from this computer with "npm start".',
  actions: [...relayAction(context), 'edit-connection'],
})

const explainCors: Explain = (context) => ({
  title: `${context.providerName} refused this page`,
  happened: `${context.host} is there, but does not let a web page read its answers, or sends it on to another address.`,
  next: context.corsNote,
  actions: [...relayAction(context), 'retry', 'edit-connection'],
})

const explainTimeout: Explain = (context) => ({
  title: 'The server went silent',
  happened: `${context.host} sent nothing for as long as you allow, so the request was ended.`,
  next: 'Try again, or allow a longer silence: a long video may take minutes.',
  actions: ['retry'],
})

/** The network failures of `networkFailure`, and `timeout`; anything else is a server that cannot be reached. */
export const NETWORK_EXPLANATIONS: ReadonlyMap<string, Explain> = new Map([
  ['offline', explainOffline],
  ['mixed-content', explainMixedContent],
  ['cors', explainCors],
  ['timeout', explainTimeout],
])

/** The relay itself speaks of a server that it cannot reach; where nothing answers at all, it is gone. */
const explainRelayGone: Explain = () => ({
  title: 'The relay does not answer',
  happened: 'The relay that runs beside this page gave no answer.',
  next: 'Check that Sightline is still running where it was started, then try again.',
  actions: ['retry', 'edit-connection'],
})

const explainUnreachableByRelay: Explain = (context, { message }) => ({
  title: 'The server cannot be reached',
  happened: message.includes('did not answer within')
    ? `The relay waited for ${context.host}, which did not answer.`
    : `The relay answers, but could not reach ${context.host}.`,
  next: 'Check that the server is running and that the address is right, as seen from the computer of the relay.',
  actions: ['retry', 'edit-connection'],
})

const explainUnreachableDirectly: Explain = (context) => ({
  title: 'The server cannot be reached',
  happened: `No connection to ${context.host} could be made.`,
  next: 'Check that the server is running and that the address is right. A browser may also ask for permission to reach your local network.',
  actions: ['retry', 'edit-connection'],
})

export const explainUnreachable: Explain = (context, error) => {
  if (!context.usesRelay) {
    return explainUnreachableDirectly(context, error)
  }
  return error.message === NO_CONNECTION
    ? explainRelayGone(context, error)
    : explainUnreachableByRelay(context, error)
}
