import type { RunStatus } from '@/core/protocol/stream-event.ts'
import { type Run, useConversationStore } from '@/state/conversation-store.ts'

const WORDS: Readonly<Record<RunStatus, string>> = {
  preparing: 'Sent.',
  streaming: 'Answering.',
  complete: 'The answer is complete',
  length: 'The answer reached the token limit',
  filtered: 'The answer was filtered',
  stopped: 'Stopped',
  truncated: 'The answer was cut off',
  error: 'The answer failed',
  unverified: 'The answer ended without saying why',
}

/** Tells a screen reader how the last run goes; the text itself is read on demand, not token by token. */
export function RunAnnouncer() {
  const words = useConversationStore(({ turns, runs }) =>
    announce(runs[turns.at(-1)?.runIds.at(-1) ?? '']),
  )
  return (
    <p role="status" className="sr-only">
      {words}
    </p>
  )
}

function announce(run: Run | undefined): string {
  if (!run) return ''
  const { status, answer } = run.snapshot
  if (status === 'preparing' || status === 'streaming') return WORDS[status]
  const count = answer.regions.length
  return `${WORDS[status]}${count === 0 ? '' : `, ${count} ${count === 1 ? 'region' : 'regions'}`}.`
}
