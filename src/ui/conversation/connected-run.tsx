import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Channel } from '@/core/grounding/region.ts'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { stripMarkup } from '@/core/grounding/strip-markup.ts'
import type { ErrorAction } from '@/core/protocol/describe-error.ts'
import type { RunSnapshot } from '@/core/run/run-snapshot.ts'
import { type Run, type Turn, useConversationStore } from '@/state/conversation-store.ts'
import { useDialogStore } from '@/state/dialog-store.ts'
import { usePreferenceStore } from '@/state/preference-store.ts'
import { relayQuery } from '@/state/queries.ts'
import { selectShownRegions } from '@/state/shown-regions.ts'
import { mediaOfTurn } from '@/state/turn-media.ts'
import { whyNotSaved } from '@/state/why-not-saved.ts'
import { RunView } from '@/ui/answer/run-view.tsx'
import { useApp } from '@/ui/app-context.ts'
import { classNames } from '@/ui/primitives/class-names.ts'
import {
  describeEndActions,
  describeFailure,
  describeInterruption,
  describePause,
} from './describe-failure.ts'
import { ReplayNote } from './replay-note.tsx'
import { useToolPanel } from './use-tool-panel.ts'

type ConnectedRunProps = {
  readonly run: Run
  /** Given where a turn has several runs. */
  readonly number: number | null
}

/** One run of the store with its view and all that its buttons do. */
export function ConnectedRun({ run, number }: ConnectedRunProps) {
  const app = useApp()
  const runId = run.id
  const shown = selectShownRegions(run.snapshot)
  const regionAt = useRegionLookup(run.snapshot, shown)
  const relay = useQuery(relayQuery(app)).data
  const relayForwards = run.origin !== null && (relay?.origins.includes(run.origin) ?? false)
  const failure = useMemo(() => describeFailure(run, relayForwards), [run, relayForwards])
  const pause = useMemo(() => describePause(run), [run])
  const mend = useCallback((action: ErrorAction) => void app.mendRun(runId, action), [app, runId])
  const tools = useToolPanel(run)
  const openSaveRecording = useDialogStore((state) => state.openSaveRecording)
  const canSave = whyNotSaved(run, app.readExchanges(runId).at(-1)) === null
  const readRaw = useCallback(() => app.readRaw(runId), [app, runId])
  const readNow = useCallback(() => app.readNow(runId), [app, runId])
  const readCopy = useCallback(() => stripMarkup(readRaw().answer).trim(), [readRaw])
  return (
    <section aria-label={number === null ? 'Answer' : `Answer ${number}`}>
      <RunHead run={run} number={number} />
      <RunView
        snapshot={run.snapshot}
        asksForJson={run.asksForJson}
        tools={tools}
        regionAt={regionAt}
        droppedDrafts={countDropped(run.snapshot, shown)}
        failure={failure}
        readRaw={readRaw}
        readCopy={readCopy}
        onRegenerate={() => void app.regenerate(runId)}
        onSaveRecording={
          canSave ? () => openSaveRecording({ runId, exchangeIndex: -1 }) : undefined
        }
        onInspect={() => inspectRun(runId)}
        onErrorAction={mend}
        isStreamed={run.isStreamed}
        interruption={describeInterruption(run)}
        readNow={readNow}
        pause={pause}
        onTryNow={() => app.tryNow(runId)}
        onStop={app.stop}
        endActions={describeEndActions(run)}
      />
    </section>
  )
}

type ConversationFacts = {
  readonly runs: Readonly<Record<string, Run>>
  readonly turns: readonly Turn[]
}

/** Which answer this is, and whose regions lie on the stage, where there are several or nobody's words. */
function RunHead({ run, number }: { readonly run: Run; readonly number: number | null }) {
  const canBeShown = useConversationStore((state) => hasRivals(run, state))
  const continues = useConversationStore(({ turns }) => continuedNumber(run, turns))
  const isOwn = !(run.isScripted || run.isReplay)
  if (isOwn && number === null && !canBeShown) return null
  return (
    <p className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.75rem]/4 text-ink-3">
      {number === null ? null : <span>Answer {number}</span>}
      {continues === null ? null : (
        <span>
          {run.follow?.kind === 'tool-results' ? 'With the results for' : 'Continues'} answer{' '}
          {continues}
        </span>
      )}
      {run.isReplay ? <ReplayNote run={run} /> : null}
      {run.isScripted && !run.isReplay ? (
        <span>Scripted demo, replayed here; no model was asked</span>
      ) : null}
      {canBeShown ? <StageButton runId={run.id} /> : null}
    </p>
  )
}

/** Whether its regions could lie on the picture in place of those of another run. */
function hasRivals({ turnId, snapshot }: Run, { runs, turns }: ConversationFacts): boolean {
  const { answer, reasoning } = snapshot
  const hasRegions = answer.regions.length + reasoning.regions.length > 0
  return hasRegions && Object.keys(runs).length > 1 && mediaOfTurn(turns, turnId).length > 0
}

function StageButton({ runId }: { readonly runId: string }) {
  const isFocused = useConversationStore((state) => state.focusedRunId === runId)
  const focusRun = useConversationStore((state) => state.focusRun)
  return (
    <button
      type="button"
      aria-pressed={isFocused}
      onClick={() => focusRun(runId)}
      className={classNames(
        'ml-auto shrink-0 whitespace-nowrap rounded-1 px-1',
        isFocused ? 'text-ink-3' : 'text-accent underline-offset-2 hover:underline',
      )}
    >
      {isFocused ? 'On the picture' : 'Show on the picture'}
    </button>
  )
}

function inspectRun(runId: string): void {
  useConversationStore.getState().focusRun(runId)
  usePreferenceStore.getState().setDrawer('inspector')
}

/** Number of the answer that a run goes on with; null where it began anew. */
function continuedNumber({ turnId, follow }: Run, turns: readonly Turn[]): number | null {
  if (follow === null) return null
  const index = turns.find(({ id }) => id === turnId)?.runIds.indexOf(follow.runId) ?? -1
  return index === -1 ? null : index + 1
}

/** Chips ask by channel and index; a draft list comes first in `shown`. */
function useRegionLookup(snapshot: RunSnapshot, shown: readonly ShownRegion[]) {
  const drafts = snapshot.reasoning.regions.length
  const thought = snapshot.reasoning.possible
  const said = snapshot.answer.possible
  return useCallback(
    (channel: Channel, index: number, possible: boolean) => {
      if (possible) return (channel === 'reasoning' ? thought : said)[index] ?? null
      return shown[channel === 'reasoning' ? index : drafts + index] ?? null
    },
    // Not the snapshots, which are new with every frame: each chip would render anew.
    [shown, thought, said, drafts],
  )
}

function countDropped(snapshot: RunSnapshot, shown: readonly ShownRegion[]): number {
  // An answer that was cut may have meant to name the rest.
  if (snapshot.status !== 'complete' || snapshot.answer.regions.length === 0) return 0
  return shown.filter(({ region, confirmed }) => region.channel === 'reasoning' && !confirmed)
    .length
}
