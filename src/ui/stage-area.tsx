import { lazy, Suspense, useMemo } from 'react'
import { isReady, type ReadyAttachment } from '@/state/attachment.ts'
import { useComposerStore } from '@/state/composer-store.ts'
import { type Run, useConversationStore } from '@/state/conversation-store.ts'
import { selectShownRegions } from '@/state/shown-regions.ts'
import { mediaOfTurn } from '@/state/turn-media.ts'
import { useApp } from './app-context.ts'

const Stage = lazy(() => import('./viewer/stage.tsx').then(({ Stage }) => ({ default: Stage })))

const NO_REGIONS = [] as const

/** The stage with the pictures of the focused run, and after them those that wait in the composer. */
export function StageArea({ media }: { readonly media: readonly ReadyAttachment[] }) {
  const app = useApp()
  const run = useFocusedRun()
  const shown = useMemo(
    () =>
      media.map(({ id, name, image }) => ({
        id,
        name,
        url: image.url,
        width: image.width,
        height: image.height,
        type: image.type,
        bytes: image.bytes,
        sentNote: image.note,
      })),
    [media],
  )
  return (
    <div className="stage-area">
      <Suspense fallback={<div className="h-full bg-stage" />}>
        <Stage
          media={shown}
          regions={run ? selectShownRegions(run.snapshot) : NO_REGIONS}
          possibleCount={
            run ? run.snapshot.answer.possible.length + run.snapshot.reasoning.possible.length : 0
          }
          malformedCount={
            run ? run.snapshot.answer.malformed + run.snapshot.reasoning.malformed : 0
          }
          answerIsWhole={run?.snapshot.status === 'complete'}
          onExportJson={() => {
            if (run) app.exportRegions(run.id)
          }}
          onCopy={(text) => void app.copy(text)}
        />
      </Suspense>
    </div>
  )
}

function useFocusedRun(): Run | undefined {
  return useConversationStore(({ runs, focusedRunId }) =>
    focusedRunId === null ? undefined : runs[focusedRunId],
  )
}

/** Pictures of the focused run, then those that wait in the composer. */
export function useStageMedia(): readonly ReadyAttachment[] {
  const turns = useConversationStore((state) => state.turns)
  const turnId = useFocusedRun()?.turnId
  const attachments = useComposerStore((state) => state.attachments)
  return useMemo(() => {
    const asked = turnId === undefined ? [] : mediaOfTurn(turns, turnId)
    const pending = attachments.filter(isReady)
    const known = new Set(asked.map(({ id }) => id))
    return [...asked, ...pending.filter(({ id }) => !known.has(id))]
  }, [turns, turnId, attachments])
}
