import { useEffect, useState } from 'react'
import type { RunStatus } from '@/core/protocol/stream-event.ts'
import { judgeSilence, type Silence } from '@/core/run/judge-silence.ts'
import { isActive, type Run, useConversationStore } from '@/state/conversation-store.ts'
import { readMonotonicNow } from '@/ui/answer/use-now.ts'
import { watchClock } from '@/ui/answer/use-silence.ts'

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

/** Each is said once, however long it lasts. */
const SILENCE_WORDS: Readonly<Record<Silence['kind'], string>> = {
  none: '',
  waiting: 'Still waiting.',
  'no-answer-yet': 'No answer yet. A long video may take minutes.',
  'no-bytes': 'The server has gone silent. Give up, or keep waiting.',
  'only-comments':
    'The server keeps the connection open but sends nothing. Give up, or keep waiting.',
}

/** Tells a screen reader how the last run goes; the text itself is read on demand, not token by token. */
export function RunAnnouncer() {
  const words = useConversationStore((state) => announce(findLastRun(state)))
  const silence = useSilenceKind()
  return (
    <p role="status" className="sr-only">
      {silence === 'none' ? words : SILENCE_WORDS[silence]}
    </p>
  )
}

function findLastRun({
  turns,
  runs,
}: Pick<ReturnType<typeof useConversationStore.getState>, 'turns' | 'runs'>): Run | undefined {
  return runs[turns.at(-1)?.runIds.at(-1) ?? '']
}

/** Reads the last run once a second, not with every frame. */
function useSilenceKind(): Silence['kind'] {
  const isAsking = useConversationStore((state) => {
    const run = findLastRun(state)
    // A recording has its own times, and nobody is silent who is not asked.
    return isActive(run) && run?.retry === null && !run.isReplay
  })
  const [kind, setKind] = useState<Silence['kind']>('none')
  useEffect(() => {
    if (!isAsking) return undefined
    const read = () => {
      const run = findLastRun(useConversationStore.getState())
      const facts = { keptWaitingAtMs: null, nowMs: readMonotonicNow() }
      if (run) setKind(judgeSilence({ ...run.snapshot, ...facts }).kind)
    }
    const unwatch = watchClock(read)
    return () => {
      unwatch()
      setKind('none')
    }
  }, [isAsking])
  return kind
}

function announce(run: Run | undefined): string {
  if (!run) return ''
  if (run.retry !== null)
    return `The request failed. Trying again, ${run.retry.attempt} of ${run.retry.attempts}.`
  const { status, answer, toolCalls } = run.snapshot
  if (status === 'complete' && toolCalls.length > 0)
    return 'The model called a function and waits for the result.'
  if (status === 'preparing' || status === 'streaming') return WORDS[status]
  const count = answer.regions.length
  return `${WORDS[status]}${count === 0 ? '' : `, ${count} ${count === 1 ? 'region' : 'regions'}`}.`
}
