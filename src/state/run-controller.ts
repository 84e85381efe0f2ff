import { buildRequest } from '@/core/protocol/build-request.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'
import type { Exchange, ExchangeChunk } from '@/core/run/exchange.ts'
import { createRunAccumulator, type RunAccumulator } from '@/core/run/run-accumulator.ts'
import type { OutgoingRequest, Ports, StreamOptions } from '@/io/ports.ts'
import type { ParameterValues } from './chosen-parameters.ts'
import { collectMessages } from './collect-messages.ts'
import {
  isActive,
  type Run,
  type RunFollow,
  type Turn,
  useConversationStore,
} from './conversation-store.ts'
import { endpointName, hostOf, originOf, type RunTarget } from './run-target.ts'
import { mediaOfTurn } from './turn-media.ts'
import { useViewerStore } from './viewer-store.ts'

export type RunSettings = {
  readonly parameters: ParameterValues
  /** Null where the model has no switch. */
  readonly thinking: boolean | null
}

/** What a run is asked of: an endpoint, or a recording of the demo. */
export type RunSource =
  | {
      readonly kind: 'endpoint'
      readonly target: RunTarget
      readonly settings: RunSettings
      /** Null for a question that is asked anew. */
      readonly follow: RunFollow | null
    }
  | { readonly kind: 'demo'; readonly demoId: string }

export type RunController = {
  /** Adds a run to a turn that is in the store, and streams it. Resolves when it has ended. */
  readonly start: (turnId: string, source: RunSource) => Promise<void>
  /** Stops what streams; what came is kept. */
  readonly stop: () => void
  readonly readRaw: (runId: string) => { readonly reasoning: string; readonly answer: string }
  /** Every request of a run and what came back, oldest first; each automatic retry adds one. */
  readonly readExchanges: (runId: string) => readonly Exchange[]
  /** What a run was asked of, to ask it again. */
  readonly sourceOf: (runId: string) => RunSource | null
  /** Lets go of the texts of runs that left the conversation. */
  readonly forget: (runIds: readonly string[]) => void
}

type RunningText = {
  readonly accumulator: RunAccumulator
  readonly source: RunSource
  readonly exchanges: Exchange[]
}

const NO_TEXT = { reasoning: '', answer: '' } as const

/** Creates the one place where runs start, stream and end. Texts stay outside React; the store gets one update a frame. */
export function createRunController(ports: Ports): RunController {
  const texts = new Map<string, RunningText>()
  let abort: AbortController | null = null

  const readRaw = (runId: string) => texts.get(runId)?.accumulator.readRaw() ?? NO_TEXT

  const start = async (turnId: string, source: RunSource) => {
    abort?.abort()
    const ownAbort = new AbortController()
    abort = ownAbort
    const { turns } = useConversationStore.getState()
    const media = mediaOfTurn(turns, turnId)
    const accumulator = createRunAccumulator({
      startedAtMs: ports.clock.now(),
      profile: 'glm',
      images: media.map(({ image }) => ({ width: image.width, height: image.height })),
    })
    const runId = ports.clock.createId()
    const exchanges: Exchange[] = []
    texts.set(runId, { accumulator, source, exchanges })
    addRun(describeRun(runId, turnId, source, accumulator))
    const flush = createFlush(ports, runId, accumulator)
    try {
      const outgoing = await prepare(ports, source, turns, turnId, readRaw)
      const wire = source.kind === 'endpoint' ? source.target.endpoint.wire : 'chat-completions'
      const exchange = recordExchange(ports, exchanges, outgoing, wire)
      await ports.stream({
        ...outgoing,
        wire,
        signal: ownAbort.signal,
        onResponse: exchange.onResponse,
        onBytes: (bytes, atMs) => {
          exchange.onBytes(bytes, atMs)
          accumulator.noteBytes(atMs)
        },
        onEvents: (events, atMs) => {
          accumulator.push(events, atMs)
          flush.soon()
        },
      })
    } finally {
      flush.now()
    }
  }

  return {
    start,
    readRaw,
    stop: () => abort?.abort(),
    readExchanges: (runId) => texts.get(runId)?.exchanges ?? [],
    sourceOf: (runId) => texts.get(runId)?.source ?? null,
    forget: (runIds) => {
      for (const id of runIds) texts.delete(id)
    },
  }
}

/** Keeps a request and what comes back, for the inspector and for recordings. */
function recordExchange(
  ports: Ports,
  exchanges: Exchange[],
  { request, transport }: OutgoingRequest,
  wire: Wire,
): Required<Pick<StreamOptions, 'onResponse' | 'onBytes'>> {
  const sentAtMs = ports.clock.now()
  const chunks: ExchangeChunk[] = []
  const index = exchanges.push({ wire, transport, request, response: null, chunks }) - 1
  return {
    onResponse: (head, atMs) => {
      const response = { ...head, atMs: atMs - sentAtMs }
      exchanges[index] = { wire, transport, request, response, chunks }
    },
    onBytes: (bytes, atMs) => {
      chunks.push({ atMs: atMs - sentAtMs, bytes })
    },
  }
}

/** At most one store update a frame, and one at the end. */
function createFlush(ports: Ports, runId: string, accumulator: RunAccumulator) {
  let cancel: (() => void) | null = null
  const now = () => {
    cancel?.()
    cancel = null
    useConversationStore.getState().updateRun(runId, accumulator.snapshot())
  }
  return {
    now,
    soon: () => {
      cancel ??= ports.clock.onFrame(now)
    },
  }
}

function addRun(run: Run): void {
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

function describeRun(
  id: string,
  turnId: string,
  source: RunSource,
  accumulator: RunAccumulator,
): Run {
  const snapshot = accumulator.snapshot()
  if (source.kind === 'demo')
    return {
      id,
      turnId,
      snapshot,
      providerName: 'Demo',
      model: 'scripted',
      host: 'this page',
      origin: null,
      corsNote: '',
      usesRelay: false,
      isScripted: true,
      wire: 'chat-completions',
      follow: null,
      retry: null,
      asksForJson: false,
      canContinue: false,
    }
  const { target } = source
  return {
    id,
    turnId,
    snapshot,
    providerName: endpointName(target),
    model: target.endpoint.model,
    host: hostOf(target.endpoint.baseUrl),
    origin: originOf(target.endpoint.baseUrl),
    corsNote: target.provider.corsNote,
    usesRelay: target.endpoint.usesRelay,
    isScripted: false,
    wire: target.endpoint.wire,
    follow: source.follow,
    retry: null,
    asksForJson: source.settings.parameters.response_format === 'json_object',
    canContinue: target.dialect.continuation !== 'none',
  }
}

async function prepare(
  ports: Ports,
  source: RunSource,
  turns: readonly Turn[],
  turnId: string,
  readRaw: RunController['readRaw'],
): Promise<OutgoingRequest> {
  if (source.kind === 'demo')
    return {
      request: {
        url: `demo://${source.demoId}/chat/completions`,
        method: 'POST',
        headers: {},
        body: null,
        keyHeader: 'authorization',
      },
      transport: 'demo',
      key: null,
    }
  const { target, settings } = source
  const { endpoint, dialect, profile } = target
  const messages = await collectMessages(ports, dialect.imageTypes, turns, turnId, readRaw)
  const request = buildRequest(
    { baseUrl: endpoint.baseUrl, wire: endpoint.wire, dialect, profile },
    { model: endpoint.model, messages, ...settings },
    { stream: settings.parameters.stream !== false },
  )
  const origin = originOf(endpoint.baseUrl)
  return {
    request,
    transport: endpoint.usesRelay ? 'relay' : 'direct',
    key: origin === null ? null : (ports.secrets.read(origin)?.key ?? null),
  }
}

/** True while any run of the conversation is under way. */
export function selectIsRunning(state: { readonly runs: Readonly<Record<string, Run>> }): boolean {
  return Object.values(state.runs).some(isActive)
}
