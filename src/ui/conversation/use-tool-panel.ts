import { useMemo } from 'react'
import { isActive, type Run, useConversationStore } from '@/state/conversation-store.ts'
import { selectIsRunning } from '@/state/run-controller.ts'
import { SKIPPED_RESULT } from '@/state/send-tool-results.ts'
import type { ToolPanel } from '@/ui/answer/tool-calls.tsx'
import { useApp } from '@/ui/app-context.ts'

// Constants, so that the cards are not built anew with every frame of a stream.
const WRITING = { text: 'The calls are still being written', isFinal: false } as const
const BUSY = { text: 'Another answer is under way', isFinal: false } as const
const RECORDING = { text: 'This is a recording: nobody waits for a result', isFinal: true } as const
const CUT = {
  text: 'The run ended before its calls were whole, so no result can be sent',
  isFinal: true,
} as const

/** What the calls of a run need: which functions were offered, what was sent, and whether results can be sent now. */
export function useToolPanel(run: Run): ToolPanel {
  const app = useApp()
  const { id } = run
  const hasCalls = run.snapshot.toolCalls.length > 0
  const isBusy = useConversationStore((state) => hasCalls && selectIsRunning(state))
  const sent = useConversationStore(({ turns, runs }) =>
    hasCalls
      ? findSent(id, turns.find((turn) => turn.id === run.turnId)?.runIds ?? [], runs)
      : null,
  )
  const refusal = findRefusal(run, isBusy)
  return useMemo(
    () => ({
      tools: hasCalls ? app.offeredTools(id) : '',
      sent,
      skippedResult: SKIPPED_RESULT,
      refusal,
      onSend: (results) => void app.sendToolResults(id, results),
    }),
    [app, id, hasCalls, sent, refusal],
  )
}

/** The results that were sent last. */
function findSent(
  id: string,
  runIds: readonly string[],
  runs: Readonly<Record<string, Run>>,
): ToolPanel['sent'] {
  for (const runId of [...runIds].reverse()) {
    const follow = runs[runId]?.follow
    if (follow?.kind === 'tool-results' && follow.runId === id) return follow.results
  }
  return null
}

function findRefusal(run: Run, isBusy: boolean): ToolPanel['refusal'] {
  if (isActive(run)) return WRITING
  if (run.isScripted) return RECORDING
  const { status } = run.snapshot
  if (status !== 'complete' && status !== 'unverified') return CUT
  return isBusy ? BUSY : null
}
