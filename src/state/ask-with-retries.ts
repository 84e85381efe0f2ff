import type { StreamEvent, Wire } from '@/core/protocol/stream-event.ts'
import { createRepeatedPrefixFilter } from '@/core/run/repeated-prefix.ts'
import { readRetryAfter } from '@/core/run/retry-after.ts'
import { RETRY_ATTEMPTS, retryDelay } from '@/core/run/retry-delay.ts'
import type { RunAccumulator } from '@/core/run/run-accumulator.ts'
import type { OutgoingRequest, Ports } from '@/io/ports.ts'
import { patchRun } from './conversation-store.ts'
import type { ExchangeRecorder } from './record-exchange.ts'
import type { RunningText } from './run-controller.ts'

/** One run on its way: what it asks, and where what comes back goes. */
export type Asking = {
  readonly ports: Ports
  readonly runId: string
  readonly text: RunningText
  readonly wire: Wire
  /** Fires when the user stops the run. */
  readonly signal: AbortSignal
  readonly nextRequest: () => OutgoingRequest
  readonly record: (outgoing: OutgoingRequest) => ExchangeRecorder
  /** A text that holds nothing yet, or what the run goes on with. */
  readonly createAccumulator: () => RunAccumulator
  /** Answer of the run that this one goes on with. */
  readonly prefix: string
  readonly flush: { readonly soon: () => void; readonly now: () => void }
}

type EndEvent = Extract<StreamEvent, { readonly type: 'end' }>

/** An end that is not shown yet, because asking again may help. */
type Failure = {
  readonly end: EndEvent
  readonly error: NonNullable<EndEvent['error']>
  readonly retryAfterMs: number | null
}

/**
 * Asks, and asks again at most twice by itself where the server had a passing problem and nothing was shown yet: what
 * was shown was paid for, and is never thrown away without the user. Resolves when the run has ended.
 */
export async function askWithRetries(asking: Asking): Promise<void> {
  const { ports, runId, text, signal } = asking
  for (let attempt = 2; ; attempt += 1) {
    const failure = await askOnce(asking)
    if (failure === null) return
    const delayMs = retryDelay(attempt, failure.retryAfterMs, ports.clock.random())
    if (delayMs !== null && !signal.aborted) {
      text.accumulator = asking.createAccumulator()
      asking.flush.now()
      await pause(asking, attempt, delayMs, failure)
    }
    if (delayMs === null || signal.aborted) {
      if (delayMs === null)
        patchRun(runId, {
          retryAfterMs: failure.retryAfterMs,
          tries: attempt > RETRY_ATTEMPTS ? RETRY_ATTEMPTS : null,
        })
      text.accumulator.push([failure.end], ports.clock.now())
      return
    }
    // The clocks of a run are those of its last request.
    text.accumulator = asking.createAccumulator()
    asking.flush.now()
  }
}

/** One request. Null when the run has ended with it; else what to try again for. */
async function askOnce(asking: Asking): Promise<Failure | null> {
  const { ports, text, wire, signal, flush } = asking
  // What is replayed has the times of its recording, however fast it is shown.
  const { accumulator, replay } = text
  const outgoing = asking.nextRequest()
  const exchange = asking.record(outgoing)
  const filter = createRepeatedPrefixFilter(asking.prefix)
  let hasShown = false
  let retryAfterMs: number | null = null
  let failure: Failure | null = null
  await ports.stream({
    ...outgoing,
    wire,
    signal,
    onResponse: (head, atMs) => {
      replay?.noteHead()
      exchange.onResponse(head, replay?.lastAt() ?? atMs)
      retryAfterMs = readRetryAfter(head.headers, ports.clock.wallClock())
    },
    onBytes: (bytes, arrivedAtMs) => {
      replay?.noteBytes()
      const atMs = replay?.lastAt() ?? arrivedAtMs
      exchange.onBytes(bytes, atMs)
      accumulator.noteBytes(atMs)
      // Comments mean nothing to the run, but they tell a masked stall from a dead connection.
      flush.soon()
    },
    onEvents: (events, arrivedAtMs) => {
      const recordedAtMs = signal.aborted ? replay?.now() : replay?.lastAt()
      hasShown ||= events.some(isShown)
      const end = events.at(-1)
      if (end?.type === 'end') exchange.finish()
      // A recording says the same however often it is asked.
      const mayHelp = outgoing.transport !== 'replay' && !hasShown
      if (mayHelp && end?.type === 'end' && end.error?.retry === 'auto') {
        failure = { end, error: end.error, retryAfterMs }
        return
      }
      accumulator.push(filter(events), recordedAtMs ?? arrivedAtMs)
      flush.soon()
    },
  })
  return failure
}

function isShown(event: StreamEvent): boolean {
  switch (event.type) {
    case 'reasoning-delta':
    case 'answer-delta':
      return event.text !== ''
    case 'tool-call-delta':
      return true
    case 'usage':
    case 'metadata':
    case 'end':
      return false
  }
}

/** Waits in sight of the user, who may end it by trying at once or by stopping the run. */
async function pause(
  { ports, runId, text, signal }: Asking,
  attempt: number,
  delayMs: number,
  { error }: Failure,
): Promise<void> {
  const waiting = new AbortController()
  const stop = () => waiting.abort()
  signal.addEventListener('abort', stop)
  text.tryNow = stop
  patchRun(runId, {
    retry: {
      attempt,
      attempts: RETRY_ATTEMPTS,
      dueAtMs: ports.clock.now() + delayMs,
      error,
    },
  })
  await ports.clock.wait(delayMs, waiting.signal)
  signal.removeEventListener('abort', stop)
  text.tryNow = null
  patchRun(runId, { retry: null })
}
