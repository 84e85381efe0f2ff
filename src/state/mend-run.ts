import { type ErrorAction, mayContinueAfter } from '@/core/protocol/describe-error.ts'
import { namedParameter } from '@/core/protocol/named-parameter.ts'
import { spokenWire } from '@/core/protocol/spoken-wire.ts'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import { useComposerStore } from './composer-store.ts'
import { type Run, type RunFollow, useConversationStore } from './conversation-store.ts'
import { type ConnectField, useDialogStore } from './dialog-store.ts'
import { useEndpointStore } from './endpoint-store.ts'
import { planRunOf } from './plan-run.ts'
import { usePreferenceStore } from './preference-store.ts'
import { type RunController, type RunSource, selectIsRunning } from './run-controller.ts'
import { showParameter } from './show-parameter.ts'

type EndpointSource = Extract<RunSource, { kind: 'endpoint' }>

const FIELDS = {
  'edit-connection': 'baseUrl',
  'edit-key': 'key',
  'choose-model': 'model',
} as const satisfies Partial<Record<ErrorAction, ConnectField>>

/**
 * Does what a button below a run offers. It concerns the endpoint that the run was asked of, which need not be the
 * active one any more; `newChat` begins a new conversation.
 */
export async function mendRun(
  controller: RunController,
  runId: string,
  action: ErrorAction,
  newChat: () => void,
): Promise<void> {
  switch (action) {
    case 'continue':
      return continueRun(controller, runId)
    case 'retry':
      return askAgain(controller, runId, (endpoint) => endpoint)
    case 'use-relay':
      return askAgain(controller, runId, (endpoint) => ({ ...endpoint, usesRelay: true }))
    case 'change-wire':
      return askAgain(controller, runId, (endpoint) => changeWire(controller, runId, endpoint))
    case 'new-chat':
      return newChat()
    case 'ask-alone':
      return askAlone(runId, newChat)
    case 'open-parameters':
      return openParameters(runId)
    case 'edit-connection':
    case 'edit-key':
    case 'choose-model':
      return editEndpoint(controller, runId, FIELDS[action])
  }
}

/** Goes on with an answer that broke off, as a new run of the same turn; the server gets what there is of it. */
async function continueRun(controller: RunController, runId: string): Promise<void> {
  const { runs } = useConversationStore.getState()
  const run = runs[runId]
  const source = controller.sourceOf(runId)
  if (!run || source?.kind !== 'endpoint' || selectIsRunning({ runs })) return
  await controller.start(run.turnId, { ...source, follow: { kind: 'continuation', runId } })
}

/** The same request once more, of the run's own endpoint as it is saved now, after a change to it. */
async function askAgain(
  controller: RunController,
  runId: string,
  change: (endpoint: SavedEndpoint) => SavedEndpoint,
): Promise<void> {
  const { runs } = useConversationStore.getState()
  const run = runs[runId]
  const before = controller.sourceOf(runId)
  if (!run || !before || selectIsRunning({ runs })) return
  if (before.kind !== 'endpoint') return controller.start(run.turnId, before)
  const saved = findSaved(before)
  const endpoint = change(saved ?? before.target.endpoint)
  if (saved && saved !== endpoint) replaceEndpoint(endpoint)
  const source = planRunOf(endpoint)
  if (!source.ok) return useComposerStore.getState().setNotice(source.error)
  await controller.start(run.turnId, { ...source.value, follow: followAgain(run, before) })
}

/** A run that went on with another one does so again, unless "Continue" stands beside "Retry": then this is anew. */
function followAgain({ snapshot: { error } }: Run, { follow }: EndpointSource): RunFollow | null {
  const offersContinue = error !== null && mayContinueAfter(error)
  return follow?.kind === 'continuation' && offersContinue ? null : follow
}

/** The question goes back into the composer of a new chat, where its pictures can still be left out. */
function askAlone(runId: string, newChat: () => void): void {
  const { runs, turns } = useConversationStore.getState()
  const turn = turns.find(({ id }) => id === runs[runId]?.turnId)
  if (!turn) return
  const { attachments } = turn
  useComposerStore.setState({ text: turn.question, attachments, notice: null })
  newChat()
}

/** Opens the panel, at the parameter that the error names where it names one. */
function openParameters(runId: string): void {
  const snapshot = useConversationStore.getState().runs[runId]?.snapshot
  const error = snapshot?.error ?? null
  const id = error === null ? 'max_tokens' : namedParameter(error)?.id
  if (id !== undefined) showParameter(id)
  else usePreferenceStore.getState().setDrawer('parameters')
}

function editEndpoint(controller: RunController, runId: string, field: ConnectField): void {
  const source = controller.sourceOf(runId)
  const endpoint = source?.kind === 'endpoint' ? findSaved(source) : undefined
  const prefill = endpoint ? ({ kind: 'endpoint', id: endpoint.id, field } as const) : null
  useDialogStore.getState().openConnect(prefill)
}

/** The wire that the server turned out to speak; where the catalog knows another address for it, that too. */
function changeWire(
  controller: RunController,
  runId: string,
  endpoint: SavedEndpoint,
): SavedEndpoint {
  const error = useConversationStore.getState().runs[runId]?.snapshot.error
  const source = controller.sourceOf(runId)
  const spoken = error ? spokenWire(error) : null
  if (!spoken || source?.kind !== 'endpoint') return endpoint
  const { provider } = source.target
  const { wire } = spoken
  const addressOf = (name: SavedEndpoint['wire']) => provider.wireBaseUrls[name] ?? provider.baseUrl
  const isOwnAddress = endpoint.baseUrl !== addressOf(endpoint.wire)
  return { ...endpoint, wire, baseUrl: isOwnAddress ? endpoint.baseUrl : addressOf(wire) }
}

function findSaved({ target }: EndpointSource): SavedEndpoint | undefined {
  return useEndpointStore.getState().endpoints.find(({ id }) => id === target.endpoint.id)
}

/** Saves a change without making the endpoint the active one. */
function replaceEndpoint(changed: SavedEndpoint): void {
  useEndpointStore.setState(({ endpoints }) => ({
    endpoints: endpoints.map((endpoint) => (endpoint.id === changed.id ? changed : endpoint)),
  }))
}
