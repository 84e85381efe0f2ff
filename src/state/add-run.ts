import type { Recording } from '@/core/run/recording.ts'
import type { RunSnapshot } from '@/core/run/run-snapshot.ts'
import { type Run, useConversationStore } from './conversation-store.ts'
import type { RunSource } from './run-controller.ts'
import { endpointName, hostOf, originOf } from './run-target.ts'
import { useViewerStore } from './viewer-store.ts'

/** Puts a run below its turn and its picture on the stage. */
export function addRun(run: Run): void {
  useConversationStore.setState((state) => ({
    runs: { ...state.runs, [run.id]: run },
    focusedRunId: run.id,
    turns: state.turns.map((turn) =>
      turn.id === run.turnId ? { ...turn, runIds: [...turn.runIds, run.id] } : turn,
    ),
  }))
  useViewerStore.setState({
    litKey: null,
    heldKey: null,
    flight: null,
    mediaIndex: 0,
  })
}

/** A run as it is when it begins: who is asked, and how. */
export function describeRun(
  id: string,
  turnId: string,
  source: RunSource,
  snapshot: RunSnapshot,
): Run {
  const nothingYet = { retry: null, retryAfterMs: null, tries: null, interruptedBy: null } as const
  const beginning = { id, turnId, snapshot, ...nothingYet }
  if (source.kind === 'demo')
    return {
      ...beginning,
      providerName: 'Demo',
      model: 'scripted',
      host: 'this page',
      origin: null,
      corsNote: '',
      usesRelay: false,
      isScripted: true,
      isReplay: false,
      wire: 'chat-completions',
      providerWires: [],
      follow: null,
      isStreamed: true,
      asksForJson: false,
      canContinue: false,
    }
  if (source.kind === 'replay') return { ...beginning, ...describeReplay(source.recording) }
  const { target } = source
  return {
    ...beginning,
    providerName: endpointName(target),
    model: target.endpoint.model,
    host: hostOf(target.endpoint.baseUrl),
    origin: originOf(target.endpoint.baseUrl),
    corsNote: target.provider.corsNote,
    usesRelay: target.endpoint.usesRelay,
    isScripted: false,
    isReplay: false,
    wire: target.endpoint.wire,
    providerWires: target.provider.wires,
    follow: source.follow,
    isStreamed: source.settings.parameters.stream !== false,
    asksForJson: source.settings.parameters.response_format === 'json_object',
    canContinue: target.dialect.continuation !== 'none',
  }
}

/** Who once answered; nothing can be asked of it now. */
function describeReplay({
  endpoint,
  request,
  http,
}: Recording): Omit<
  Run,
  'id' | 'turnId' | 'snapshot' | 'retry' | 'retryAfterMs' | 'tries' | 'interruptedBy'
> {
  return {
    providerName: endpoint.provider,
    model: endpoint.model,
    host: hostOf(request.url),
    origin: null,
    corsNote: '',
    usesRelay: false,
    isScripted: endpoint.scripted,
    isReplay: true,
    wire: endpoint.wire,
    providerWires: [],
    follow: null,
    isStreamed: !http.headers.some(([name, value]) => name === 'content-type' && isWhole(value)),
    asksForJson: /"type":\s*"json_object"/.test(request.body ?? ''),
    canContinue: false,
  }
}

/** An answer of one piece is plain JSON. */
function isWhole(contentType: string): boolean {
  return /^application\/json\b/i.test(contentType)
}
