import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useConversationStore } from '@/state/conversation-store.ts'
import { IconButton } from '@/ui/primitives/icon-button.tsx'

/** Which run is inspected, and the way to the one before and after it. */
export function RunSteps() {
  const focusedRunId = useConversationStore((state) => state.focusedRunId)
  const turns = useConversationStore((state) => state.turns)
  const focusRun = useConversationStore((state) => state.focusRun)
  const runIds = turns.flatMap((turn) => turn.runIds)
  const index = runIds.indexOf(focusedRunId ?? '')
  const before = runIds[index - 1]
  const after = runIds[index + 1]
  const name = <span className="text-[0.75rem]/4 text-ink-3 tabular-nums">run {index + 1}</span>
  if (runIds.length < 2) return <span className="ml-1">{name}</span>
  return (
    <span className="flex items-center">
      <IconButton
        size="small"
        label="Previous run"
        disabled={before === undefined}
        icon={<ChevronLeft size={14} strokeWidth={1.5} />}
        onClick={() => before !== undefined && focusRun(before)}
      />
      {name}
      <IconButton
        size="small"
        label="Next run"
        disabled={after === undefined}
        icon={<ChevronRight size={14} strokeWidth={1.5} />}
        onClick={() => after !== undefined && focusRun(after)}
      />
    </span>
  )
}
