import type { ErrorAction, ErrorContext, Explain } from './error-explanations.ts'

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

export const explainUnreachable: Explain = (context) => ({
  title: 'The server cannot be reached',
  happened: context.usesRelay
    ? `The relay did not answer, or could not reach ${context.host}.`
    : `No connection to ${context.host} could be made.`,
  next: context.usesRelay
    ? 'Check that the relay and the server are running, then try again.'
    : 'Check that the server is running and that the address is right. A browser may also ask for permission to reach your local network.',
  actions: ['retry', 'edit-connection'],
})
