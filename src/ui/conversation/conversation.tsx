import { ArrowDown } from 'lucide-react'
import { useEffect } from 'react'
import { useConversationStore } from '@/state/conversation-store.ts'
import { selectIsRunning } from '@/state/run-controller.ts'
import { Composer } from '@/ui/composer/composer.tsx'
import { Button } from '@/ui/primitives/button.tsx'
import { RunAnnouncer } from './run-announcer.tsx'
import { preloadRunView } from './run-container.tsx'
import { TurnView } from './turn-view.tsx'
import { useStickToBottom } from './use-stick-to-bottom.ts'

/** Questions and answers, oldest first, and the composer below them. */
export function Conversation() {
  const turns = useConversationStore((state) => state.turns)
  const isRunning = useConversationStore(selectIsRunning)
  useEffect(preloadRunView, [])
  return (
    <section aria-label="Conversation" className="talk">
      {isRunning ? <div aria-hidden="true" className="run-progress" /> : null}
      {turns.length > 0 ? <TurnList /> : <div className="narrow:hidden flex-1" />}
      <Composer />
      <RunAnnouncer />
    </section>
  )
}

function TurnList() {
  const turns = useConversationStore((state) => state.turns)
  const { scrollRef, contentRef, isAtEnd, jumpToEnd } = useStickToBottom()
  const lastTurn = turns.at(-1)
  const lastRun = lastTurn?.runIds.at(-1)
  // A new question or a new run is what the reader asked for: show it.
  useEffect(() => {
    if (lastRun !== undefined) jumpToEnd()
  }, [lastRun, jumpToEnd])
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scrollRef}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area without controls must take the keyboard
        tabIndex={0}
        role="log"
        aria-label="Questions and answers"
        aria-live="off"
        className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden outline-none [overflow-anchor:none]"
      >
        <div
          ref={contentRef}
          className="conversation-column flex flex-col gap-8 medium:px-4 px-6 medium:pt-4 pt-5 pb-3"
        >
          {turns.map((turn) => (
            <TurnView key={turn.id} turn={turn} isLast={turn.id === lastTurn?.id} />
          ))}
        </div>
      </div>
      {isAtEnd ? null : (
        <Button
          weight="line"
          icon={<ArrowDown size={14} strokeWidth={1.5} />}
          onClick={jumpToEnd}
          className="absolute bottom-2 left-1/2 -translate-x-1/2 shadow-float"
        >
          Jump to latest
        </Button>
      )}
    </div>
  )
}
