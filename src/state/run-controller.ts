import { stripMarkup } from '@/core/grounding/strip-markup.ts'
import { buildChatRequest } from '@/core/protocol/build-chat-request.ts'
import type { ChatMessage } from '@/core/protocol/chat-request.ts'
import { createRunAccumulator, type RunAccumulator } from '@/core/run/run-accumulator.ts'
import type { OutgoingRequest, Ports } from '@/io/ports.ts'
import type { ParameterValues } from './chosen-parameters.ts'
import { isActive, type Run, type Turn, useConversationStore } from './conversation-store.ts'
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
  | { readonly kind: 'endpoint'; readonly target: RunTarget; readonly settings: RunSettings }
  | { readonly kind: 'demo'; readonly demoId: string }

export type RunController = {
  /** Adds a run to a turn that is in the store, and streams it. Resolves when it has ended. */
  readonly start: (turnId: string, source: RunSource) => Promise<void>
  /** Stops what streams; what came is kept. */
  readonly stop: () => void
  readonly readRaw: (runId: string) => { readonly reasoning: string; readonly answer: string }
  /** What a run was asked of, to ask it again. */
  readonly sourceOf: (runId: string) => RunSource | null
  /** Lets go of the texts of runs that left the conversation. */
  readonly forget: (runIds: readonly string[]) => void
}

type RunningText = { readonly accumulator: RunAccumulator; readonly source: RunSource }

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
    texts.set(runId, { accumulator, source })
    addRun(describeRun(runId, turnId, source, accumulator))
    const flush = createFlush(ports, runId, accumulator)
    try {
      const outgoing = await prepare(ports, source, turns, turnId, readRaw)
      await ports.stream({
        ...outgoing,
        wire: source.kind === 'endpoint' ? source.target.endpoint.wire : 'chat-completions',
        signal: ownAbort.signal,
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
    sourceOf: (runId) => texts.get(runId)?.source ?? null,
    forget: (runIds) => {
      for (const id of runIds) texts.delete(id)
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
      },
      transport: 'demo',
      key: null,
    }
  const { target, settings } = source
  const { endpoint, provider, profile } = target
  const messages = await collectMessages(ports, provider.dialect.imageTypes, turns, turnId, readRaw)
  const request = buildChatRequest(
    { baseUrl: endpoint.baseUrl, dialect: provider.dialect, profile },
    { model: endpoint.model, messages, ...settings },
  )
  const origin = originOf(endpoint.baseUrl)
  return {
    request,
    transport: endpoint.usesRelay ? 'relay' : 'direct',
    key: origin === null ? null : (ports.secrets.read(origin)?.key ?? null),
  }
}

/**
 * The conversation up to the turn: earlier questions with their pictures and the latest answer of each, without
 * reasoning or box markup. A turn that never got an answer is left out, since many servers want the roles to alternate.
 */
async function collectMessages(
  ports: Ports,
  imageTypes: readonly string[],
  turns: readonly Turn[],
  turnId: string,
  readRaw: RunController['readRaw'],
): Promise<readonly ChatMessage[]> {
  const index = turns.findIndex((turn) => turn.id === turnId)
  const messages: ChatMessage[] = []
  for (const turn of turns.slice(0, index + 1)) {
    const isAsked = turn.id === turnId
    const answer = isAsked ? '' : latestAnswer(turn, readRaw)
    if (!isAsked && answer === '') continue
    const images = await Promise.all(
      turn.attachments.map(({ image }) => ports.images.encode(image, imageTypes)),
    )
    messages.push({ role: 'user', text: turn.question, images })
    if (!isAsked) messages.push({ role: 'assistant', text: answer })
  }
  return messages
}

function latestAnswer(turn: Turn, readRaw: RunController['readRaw']): string {
  for (const runId of [...turn.runIds].reverse()) {
    const answer = stripMarkup(readRaw(runId).answer).trim()
    if (answer !== '') return answer
  }
  return ''
}

/** True while any run of the conversation is under way. */
export function selectIsRunning(state: { readonly runs: Readonly<Record<string, Run>> }): boolean {
  return Object.values(state.runs).some(isActive)
}
