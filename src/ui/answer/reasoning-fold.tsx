import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import type { RunSnapshot } from '@/core/run/run-snapshot.ts'
import { FollowingBox } from './following-box.tsx'
import { describeThought, formatClock } from './run-figures.ts'
import { useNow } from './use-now.ts'

type ReasoningFoldProps = {
  readonly snapshot: RunSnapshot
  /** Whether the answer comes piece by piece. */
  readonly isStreamed: boolean
  /** Drafts that no region of the answer confirmed; known when the run is over. */
  readonly droppedDrafts: number
  readonly readNow: () => number
  /** The text; built only while the fold is open. */
  readonly renderText: () => ReactNode
}

/**
 * The reasoning, folded once the answer begins. It follows what arrives while the model thinks; once the reader has
 * touched it, only the reader opens and closes it.
 */
export function ReasoningFold({
  snapshot,
  isStreamed,
  droppedDrafts,
  readNow,
  renderText,
}: ReasoningFoldProps) {
  const [choice, setChoice] = useState<boolean | null>(null)
  const bodyId = useId()
  const isThinking = snapshot.endedAtMs === null && snapshot.answerAtMs === null
  // Without an answer the reasoning is all there is: it stays in sight.
  const isOpen = choice ?? snapshot.answerAtMs === null
  return (
    <div
      data-testid="reasoning"
      data-open={isOpen}
      data-length={snapshot.reasoning.length}
      className="group/fold relative ml-px border-hairline border-l-2 pl-3 hover:border-control"
    >
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? bodyId : undefined}
        onClick={() => setChoice(!isOpen)}
        className="-ml-1.5 flex h-7 narrow:h-9 w-[calc(100%+6px)] items-center gap-1.5 rounded-2 px-1.5 font-medium text-[0.8125rem]/5 text-ink-2 tabular-nums hover:bg-hover"
      >
        <ChevronRight
          size={12}
          strokeWidth={1.5}
          aria-hidden="true"
          className={isOpen ? 'rotate-90' : undefined}
        />
        {isThinking ? (
          <ThinkingClock snapshot={snapshot} readNow={readNow} />
        ) : (
          describeThought(snapshot, isStreamed)
        )}
        <span className="ml-auto font-normal text-[0.75rem]/4 text-ink-3">
          {describeDrafts(countDrafts(snapshot), droppedDrafts)}
        </span>
      </button>
      {isOpen ? (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          title="Fold the reasoning"
          onClick={() => setChoice(false)}
          className="absolute inset-y-0 -left-2 w-3.5"
        />
      ) : null}
      {isOpen ? (
        <FollowingBox id={bodyId} isFollowing={isThinking} onTouch={() => setChoice(true)}>
          {renderText()}
        </FollowingBox>
      ) : null}
    </div>
  )
}

type ThinkingClockProps = { readonly snapshot: RunSnapshot; readonly readNow: () => number }

function ThinkingClock({ snapshot, readNow }: ThinkingClockProps) {
  const now = useNow(true, readNow)
  const start = snapshot.firstTokenAtMs ?? snapshot.startedAtMs
  return (
    <>
      <span>Thinking {formatClock(now - start)}</span>
      <span aria-hidden="true" className="answer-pulse" />
    </>
  )
}

/** Where a server sent the answer as reasoning, its regions belong to the answer and are no drafts. */
function countDrafts({ reasoning }: RunSnapshot): number {
  return reasoning.regions[0]?.channel === 'reasoning' ? reasoning.regions.length : 0
}

function describeDrafts(count: number, dropped: number): string | null {
  if (count === 0) return null
  const drafts = count === 1 ? '1 draft' : `${count} drafts`
  return dropped === 0 ? drafts : `${drafts}, ${dropped} dropped`
}
