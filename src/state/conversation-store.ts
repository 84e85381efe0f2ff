import { create } from 'zustand'
import type { RunError, Wire } from '@/core/protocol/stream-event.ts'
import type { RunSnapshot } from '@/core/run/run-snapshot.ts'
import type { ReadyAttachment } from './attachment.ts'
import { useViewerStore } from './viewer-store.ts'

/** A question with its pictures; regenerating adds a run. */
export type Turn = {
  readonly id: string
  readonly question: string
  readonly attachments: readonly ReadyAttachment[]
  readonly runIds: readonly string[]
}

/** A run that goes on where another one of its turn ended. */
export type RunFollow =
  | { readonly kind: 'continuation'; readonly runId: string }
  /** Results of the functions that the run called, by the id of the call. */
  | {
      readonly kind: 'tool-results'
      readonly runId: string
      readonly results: Readonly<Record<string, string>>
    }

/** The pause before an automatic retry. */
export type RetryWait = {
  /** Number of the request to come, from 2 on, of at most `attempts`. */
  readonly attempt: number
  readonly attempts: number
  readonly dueAtMs: number
  readonly error: RunError
}

/** One question to a server and its stream; an automatic retry belongs to the same run. */
export type Run = {
  readonly id: string
  readonly turnId: string
  /** Who answered, as it was when asked: an endpoint may change or go. */
  readonly providerName: string
  readonly model: string
  readonly host: string
  /** Origin that was asked, null for the demo. */
  readonly origin: string | null
  readonly corsNote: string
  readonly usesRelay: boolean
  readonly isScripted: boolean
  /** Whether it is replayed from a recording that was opened. */
  readonly isReplay: boolean
  readonly wire: Wire
  /** Wires that the catalog knows of the provider. */
  readonly providerWires: readonly Wire[]
  /** Null for a question that is asked anew. */
  readonly follow: RunFollow | null
  /** Set while the run waits to ask once more by itself. */
  readonly retry: RetryWait | null
  /** Milliseconds that the server asked to be left alone when the run failed; null where it asked for nothing. */
  readonly retryAfterMs: number | null
  /** How often it was asked before the retries were used up; null where they were not. */
  readonly tries: number | null
  /** What was opened while the run was under way, and ended it; null where nothing did. */
  readonly interruptedBy: 'recording' | 'demo' | null
  /** Whether the answer comes piece by piece; else all of it at the end. */
  readonly isStreamed: boolean
  /** Whether the answer was asked for as JSON. */
  readonly asksForJson: boolean
  /** Whether the server can go on with an answer that was cut. */
  readonly canContinue: boolean
  readonly snapshot: RunSnapshot
}

type ConversationState = {
  readonly turns: readonly Turn[]
  readonly runs: Readonly<Record<string, Run>>
  /** The run whose regions lie on the stage. */
  readonly focusedRunId: string | null
  /** The turn whose question is being edited. */
  readonly editedTurnId: string | null
  readonly focusRun: (id: string) => void
  readonly setEditedTurn: (id: string | null) => void
  readonly updateRun: (id: string, snapshot: RunSnapshot) => void
}

/** The conversation on screen. */
export const useConversationStore = create<ConversationState>()((set) => ({
  turns: [],
  runs: {},
  focusedRunId: null,
  editedTurnId: null,
  focusRun: (focusedRunId) => {
    // Keys of regions are per run, so a lit one would light its namesake.
    useViewerStore.getState().unlight()
    set({ focusedRunId })
  },
  setEditedTurn: (editedTurnId) => set({ editedTurnId }),
  updateRun: (id, snapshot) =>
    set(({ runs }) => {
      const run = runs[id]
      // The conversation may have been cleared while the last frame was on its way.
      return run ? { runs: { ...runs, [id]: { ...run, snapshot } } } : {}
    }),
}))

/** Changes what is known of a run; nothing where it has left the conversation. */
export function patchRun(
  id: string,
  patch: Partial<Pick<Run, 'retry' | 'retryAfterMs' | 'tries' | 'interruptedBy' | 'snapshot'>>,
): void {
  useConversationStore.setState(({ runs }) => {
    const run = runs[id]
    return run ? { runs: { ...runs, [id]: { ...run, ...patch } } } : {}
  })
}

/** True while a request is under way. */
export function isActive(run: Run | undefined): boolean {
  return run?.snapshot.status === 'preparing' || run?.snapshot.status === 'streaming'
}
