import './run-view.css'
import { Activity, Code, RotateCw, Save } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { ErrorAction } from '@/core/protocol/describe-error.ts'
import type { RunSnapshot } from '@/core/run/run-snapshot.ts'
import { IconButton } from '@/ui/primitives/icon-button.tsx'
import { ChannelText, type FindRegion } from './channel-text.tsx'
import { CopyButton } from './copy-button.tsx'
import { describeEnd } from './describe-end.ts'
import { EndNote } from './end-note.tsx'
import { JsonOrText } from './json-or-text.tsx'
import { ReasoningFold } from './reasoning-fold.tsx'
import type { RetryPause } from './retry-notice.tsx'
import type { RunAction } from './run-actions.tsx'
import { RunErrorNotice, type RunFailure } from './run-error-notice.tsx'
import { RunProgress } from './run-progress.tsx'
import { RunStats } from './run-stats.tsx'
import { SearchArea } from './search-area.tsx'
import { ToolArea } from './tool-area.tsx'
import type { ToolPanel } from './tool-calls.tsx'
import { useKeptFocus } from './use-kept-focus.ts'
import { readMonotonicNow } from './use-now.ts'

export type RunViewProps = {
  readonly snapshot: RunSnapshot
  /** Whether the answer was asked for as JSON. */
  readonly asksForJson?: boolean
  /** What the calls of the run need; absent where it cannot have any. */
  readonly tools?: ToolPanel
  readonly regionAt: FindRegion
  /** Drafts that no region of the answer confirmed; 0 while that is open. */
  readonly droppedDrafts?: number
  /** What went wrong, in words; null where nothing did. */
  readonly failure: RunFailure | null
  /** The pause before an automatic retry; absent or null while none is due. */
  readonly pause?: RetryPause | null
  readonly onTryNow?: () => void
  /** Ends the run, or the pause. */
  readonly onStop?: () => void
  /** What can be done about an ending that is no failure. */
  readonly endActions?: readonly RunAction[]
  /** The untouched text of both channels, read when it is wanted. */
  readonly readRaw: () => { readonly reasoning: string; readonly answer: string }
  /** The text for "Copy answer"; the untouched answer where this is absent. */
  readonly readCopy?: () => string
  /** Absent where the run cannot be repeated now. */
  readonly onRegenerate?: (() => void) | undefined
  /** Absent where the run cannot be saved as a recording. */
  readonly onSaveRecording?: (() => void) | undefined
  readonly onErrorAction: (action: ErrorAction) => void
  /** Absent where there is nothing to inspect. */
  readonly onInspect?: (() => void) | undefined
  /** Whether the answer comes piece by piece. */
  readonly isStreamed?: boolean
  /** What ended a run that nobody stopped, in one sentence. */
  readonly interruption?: string | null
  /** The clock that the snapshot's times were read from. */
  readonly readNow?: () => number
}

/** One run: its reasoning, its answer, how it ended, and one quiet line. */
export function RunView(props: RunViewProps) {
  const { snapshot, failure, droppedDrafts = 0, readNow = readMonotonicNow } = props
  const { readRaw, isStreamed = true, endActions = [] } = props
  const root = useKeptFocus()
  const readReasoning = useCallback(() => readRaw().reasoning, [readRaw])
  const [showsRaw, setShowsRaw] = useState(false)
  const isRunning = snapshot.endedAtMs === null
  const canContinue = endActions.some(({ id }) => id === 'continue')
  const note = failure === null ? (props.interruption ?? describeEnd(snapshot, canContinue)) : null
  const regenerateInNote = snapshot.status === 'length' ? props.onRegenerate : undefined
  return (
    <div
      ref={root}
      data-testid="run"
      data-status={snapshot.status}
      className="flex min-w-0 flex-col gap-4"
    >
      <SearchArea results={snapshot.searchResults}>
        {snapshot.reasoning.length > 0 ? (
          <ReasoningFold
            snapshot={snapshot}
            isStreamed={isStreamed}
            droppedDrafts={droppedDrafts}
            readNow={readNow}
            renderText={() => (
              <ChannelText
                {...snapshot.reasoning}
                channel="reasoning"
                regionAt={props.regionAt}
                readText={readReasoning}
              />
            )}
          />
        ) : null}
        <AnswerText {...props} isHidden={showsRaw} />
        {showsRaw ? <RawText {...props.readRaw()} /> : null}
      </SearchArea>
      <ToolArea calls={snapshot.toolCalls} isWhole={!isRunning} panel={props.tools} />
      {isRunning ? (
        <RunProgress
          snapshot={snapshot}
          isStreamed={isStreamed}
          pause={props.pause ?? null}
          readNow={readNow}
          onTryNow={props.onTryNow ?? doNothing}
          onStop={props.onStop ?? doNothing}
        />
      ) : null}
      {note === null ? null : (
        <EndNote
          note={note}
          actions={endActions}
          onAction={props.onErrorAction}
          onRegenerate={regenerateInNote}
        />
      )}
      {failure === null ? null : (
        <RunErrorNotice failure={failure} onAction={props.onErrorAction} />
      )}
      {isRunning ? null : (
        <RunStats snapshot={snapshot} isStreamed={isStreamed}>
          {snapshot.answer.length > 0 ? (
            <CopyButton
              label="Copy answer"
              readText={props.readCopy ?? (() => props.readRaw().answer)}
            />
          ) : null}
          <IconButton
            size="small"
            label="Raw"
            aria-pressed={showsRaw}
            icon={<Code size={14} strokeWidth={1.5} />}
            onClick={() => setShowsRaw(!showsRaw)}
          />
          {props.onInspect === undefined ? null : (
            <IconButton
              size="small"
              label="Inspect"
              icon={<Activity size={14} strokeWidth={1.5} />}
              onClick={props.onInspect}
            />
          )}
          {props.onSaveRecording === undefined ? null : (
            <IconButton
              size="small"
              label="Save recording…"
              icon={<Save size={14} strokeWidth={1.5} />}
              onClick={props.onSaveRecording}
            />
          )}
          {props.onRegenerate === undefined || regenerateInNote !== undefined ? null : (
            <IconButton
              size="small"
              label="Regenerate"
              icon={<RotateCw size={14} strokeWidth={1.5} />}
              onClick={props.onRegenerate}
            />
          )}
        </RunStats>
      )}
    </div>
  )
}

function AnswerText(props: RunViewProps & { readonly isHidden: boolean }) {
  const { snapshot, regionAt, readRaw, asksForJson = false } = props
  const readAnswer = useCallback(() => readRaw().answer, [readRaw])
  return (
    <div
      data-testid="answer"
      data-length={snapshot.answer.length}
      hidden={props.isHidden}
      className="min-w-0 medium:text-[0.875rem]/[1.375rem] text-[0.9375rem]/6 text-ink"
    >
      <JsonOrText
        asksForJson={asksForJson}
        snapshot={snapshot}
        regionAt={regionAt}
        readText={readAnswer}
      >
        <ChannelText
          {...snapshot.answer}
          channel="answer"
          regionAt={regionAt}
          readText={readAnswer}
        />
      </JsonOrText>
    </div>
  )
}

function doNothing(): void {
  // A view that is shown by itself has nobody to tell.
}

const RAW = 'whitespace-pre-wrap font-mono text-[0.75rem]/[1.125rem] [overflow-wrap:anywhere]'

/** What the model wrote, mark for mark. */
function RawText({ reasoning, answer }: { readonly reasoning: string; readonly answer: string }) {
  return (
    <div className="flex flex-col gap-3 rounded-2 bg-sunk p-3">
      {reasoning === '' ? null : (
        <pre
          data-testid="raw-reasoning"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
          tabIndex={0}
          className={`${RAW} max-h-[19.125rem] overflow-y-auto text-ink-3 focus-visible:-outline-offset-2`}
        >
          {reasoning}
        </pre>
      )}
      <pre data-testid="raw-answer" className={`${RAW} text-ink-2`}>
        {answer}
      </pre>
    </div>
  )
}
