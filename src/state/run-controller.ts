import type { Corrections } from '@/core/catalog/types.ts'
import type { StreamEvent, Wire } from '@/core/protocol/stream-event.ts'
import type { Exchange } from '@/core/run/exchange.ts'
import type { Recording } from '@/core/run/recording.ts'
import { speedFactor } from '@/core/run/replay-speed.ts'
import type { RunAccumulator } from '@/core/run/run-accumulator.ts'
import type { Ports } from '@/io/ports.ts'
import { loadAccumulatorModule, readAccumulatorModule } from './accumulator-module.ts'
import { addRun, describeRun } from './add-run.ts'
import { type Asking, askWithRetries } from './ask-with-retries.ts'
import type { ParameterValues } from './chosen-parameters.ts'
import { useComposerStore } from './composer-store.ts'
import { isActive, type Run, type RunFollow, useConversationStore } from './conversation-store.ts'
import { usePreferenceStore } from './preference-store.ts'
import { asRecorded, continuedText, prepareRequests } from './prepare-requests.ts'
import { recordExchange } from './record-exchange.ts'
import { createReplayClock, type ReplayClock } from './replay-clock.ts'
import type { RunTarget } from './run-target.ts'
import { mediaOfTurn } from './turn-media.ts'

export type RunSettings = {
  readonly parameters: ParameterValues
  /** Null where the model has no switch. */
  readonly thinking: boolean | null
}

/** What a run is asked of: an endpoint, a recording of the demo, or one that was opened. */
export type RunSource =
  | {
      readonly kind: 'endpoint'
      readonly target: RunTarget
      readonly settings: RunSettings
      /** Null for a question that is asked anew. */
      readonly follow: RunFollow | null
    }
  | { readonly kind: 'demo'; readonly demoId: string }
  /** `recordingId` is its place on the shelf. */
  | { readonly kind: 'replay'; readonly recordingId: string; readonly recording: Recording }

export type RunController = {
  /** Adds a run to a turn that is in the store, and streams it. Resolves when it has ended. */
  readonly start: (turnId: string, source: RunSource) => Promise<void>
  /** Stops what streams, and what waits to be asked again; what came is kept. */
  readonly stop: () => void
  /** Ends the pause before an automatic retry. */
  readonly tryNow: (runId: string) => void
  readonly readRaw: (runId: string) => { readonly reasoning: string; readonly answer: string }
  /** The clock that the times of a run were read from: milliseconds, those of its recording for a replay. */
  readonly readNow: (runId: string) => number
  /** Every request of a run and what came back, oldest first; each automatic retry adds one. */
  readonly readExchanges: (runId: string) => readonly Exchange[]
  /** What a run was asked of, to ask it again. */
  readonly sourceOf: (runId: string) => RunSource | null
  /** Lets go of the texts of runs that left the conversation. */
  readonly forget: (runIds: readonly string[]) => void
}

/** What is kept of a run outside React. */
export type RunningText = {
  /** Each request begins a new one, until something is shown. */
  accumulator: RunAccumulator
  readonly source: RunSource
  readonly exchanges: Exchange[]
  /** Null where somebody is asked. */
  readonly replay: ReplayClock | null
  /** Null while nothing waits. */
  tryNow: (() => void) | null
}

/** Pictures are read again for every request; a file may be gone by then. */
const NOT_PREPARED: StreamEvent = {
  type: 'end',
  status: 'error',
  finishReason: null,
  error: { kind: 'request', retry: 'user', code: 'unreadable-picture', message: '' },
}

const NOT_LOADED =
  'A part of Sightline could not be loaded, so nothing was sent. Check the connection, then edit the question and send it again.'

const NO_TEXT = { reasoning: '', answer: '' } as const

/** Creates the one place where runs start, stream and end. Texts stay outside React; the store gets one update a frame. */
export function createRunController(ports: Ports): RunController {
  const texts = new Map<string, RunningText>()
  const usedIds = new Set<string>()
  let abort: AbortController | null = null

  const readRaw = (runId: string) => texts.get(runId)?.accumulator.readRaw() ?? NO_TEXT

  const readNow = (runId: string) => texts.get(runId)?.replay?.now() ?? ports.clock.now()

  const start = async (turnId: string, source: RunSource) => {
    abort?.abort()
    const ownAbort = new AbortController()
    abort = ownAbort
    const loaded = readAccumulatorModule() ?? (await loadAccumulatorModule())
    if (loaded === null) {
      useComposerStore.getState().setNotice({ text: NOT_LOADED, action: null })
      return
    }
    const { createRunAccumulator } = loaded
    const { turns } = useConversationStore.getState()
    // A new chat may have begun while the scanner was on its way.
    if (!turns.some((turn) => turn.id === turnId)) return
    const seed = readSeed(source, readRaw)
    const images = mediaOfTurn(turns, turnId).map(({ image: { width, height } }) => ({
      width,
      height,
    }))
    const replay = createClockOf(ports, source)
    const createAccumulator = () =>
      createRunAccumulator({
        startedAtMs: replay === null ? ports.clock.now() : 0,
        profile: 'glm',
        ...chosenCoordinates(source),
        images,
        seed,
      })
    const runId = ports.clock.createId()
    const text: RunningText = {
      accumulator: createAccumulator(),
      source,
      exchanges: [],
      replay,
      tryNow: null,
    }
    texts.set(runId, text)
    addRun(describeRun(runId, turnId, source, text.accumulator.snapshot()))
    const flush = createFlush(ports, runId, text)
    const wire = wireOf(source)
    const asking: Omit<Asking, 'nextRequest'> = {
      ports,
      runId,
      text,
      wire,
      flush,
      createAccumulator,
      signal: ownAbort.signal,
      prefix: seed.answer,
      record: (outgoing) =>
        recordExchange(
          replay === null ? ports : sentAtZero(ports),
          text.exchanges,
          asRecorded(source, outgoing),
          wire,
        ),
    }
    try {
      const parts = { turns, turnId, readRaw, usedIds }
      const nextRequest = await prepareRequests(ports, source, parts).catch(() => null)
      if (nextRequest) await askWithRetries({ ...asking, nextRequest })
      else text.accumulator.push([NOT_PREPARED], readNow(runId))
    } finally {
      flush.now()
    }
  }

  return {
    start,
    readRaw,
    readNow,
    stop: () => abort?.abort(),
    tryNow: (runId) => texts.get(runId)?.tryNow?.(),
    readExchanges: (runId) => texts.get(runId)?.exchanges ?? [],
    sourceOf: (runId) => texts.get(runId)?.source ?? null,
    forget: (runIds) => {
      for (const id of runIds) {
        const source = texts.get(id)?.source
        if (source?.kind === 'replay') ports.recordings.forget(source.recordingId)
        texts.delete(id)
      }
    },
  }
}

/** How the user said that the endpoint's model writes coordinates; empty where the catalog counts. */
function chosenCoordinates(source: RunSource): Pick<Corrections, 'space' | 'order'> {
  const { space, order } = source.kind === 'endpoint' ? source.target.endpoint.corrections : {}
  return { ...(space && { space }), ...(order && { order }) }
}

function wireOf(source: RunSource): Wire {
  switch (source.kind) {
    case 'endpoint':
      return source.target.endpoint.wire
    case 'replay':
      return source.recording.endpoint.wire
    case 'demo':
      return 'chat-completions'
  }
}

function createClockOf({ clock }: Ports, source: RunSource): ReplayClock | null {
  if (source.kind !== 'replay') return null
  const readSpeed = () => speedFactor(usePreferenceStore.getState().replaySpeed)
  return createReplayClock(source.recording, clock.now, readSpeed)
}

/** The times of a recording are counted from its request. */
function sentAtZero({ clock, ...ports }: Ports): Ports {
  return { ...ports, clock: { ...clock, now: () => 0 } }
}

/** What a continuation begins with. */
function readSeed(source: RunSource, readRaw: RunController['readRaw']) {
  if (source.kind === 'replay') return source.recording.prefix
  const follow = source.kind === 'endpoint' ? source.follow : null
  return continuedText(follow, readRaw) ?? NO_TEXT
}

/** At most one store update a frame, and one at the end. */
function createFlush(ports: Ports, runId: string, text: RunningText) {
  let cancel: (() => void) | null = null
  const now = () => {
    cancel?.()
    cancel = null
    useConversationStore.getState().updateRun(runId, text.accumulator.snapshot())
  }
  return {
    now,
    soon: () => {
      cancel ??= ports.clock.onFrame(now)
    },
  }
}

/** True while any run of the conversation is under way. */
export function selectIsRunning(state: { readonly runs: Readonly<Record<string, Run>> }): boolean {
  return Object.values(state.runs).some(isActive)
}
