import './inspector.css'
import { Save, X } from 'lucide-react'
import { useId, useState } from 'react'
import type { Exchange } from '@/core/run/exchange.ts'
import { isActive, type Run, useConversationStore } from '@/state/conversation-store.ts'
import { useDialogStore } from '@/state/dialog-store.ts'
import { usePreferenceStore } from '@/state/preference-store.ts'
import { whyNotSaved } from '@/state/why-not-saved.ts'
import { useApp } from '@/ui/app-context.ts'
import { IconButton } from '@/ui/primitives/icon-button.tsx'
import { byteSize } from '@/ui/viewer/media-format.ts'
import { ChunkPanel } from './chunk-panel.tsx'
import { CopyAsMenu } from './copy-as-menu.tsx'
import { RawTab } from './raw-tab.tsx'
import { RequestTab } from './request-tab.tsx'
import { ResponseTab } from './response-tab.tsx'
import { RunSteps } from './run-steps.tsx'
import { Tabs } from './tabs.tsx'
import { useChunkLog } from './use-chunk-log.ts'
import { WithChunks } from './with-chunks.tsx'

type Tab = 'request' | 'response' | 'chunks' | 'raw'

const TABS: readonly (readonly [id: Tab, name: string])[] = [
  ['request', 'Request'],
  ['response', 'Response'],
  ['chunks', 'Chunks'],
  ['raw', 'Raw'],
]

/** What was sent and what came back, byte for byte, of the run whose regions lie on the stage. */
export function InspectorDrawer() {
  const { readExchanges } = useApp()
  const setDrawer = usePreferenceStore((state) => state.setDrawer)
  const run = useConversationStore(({ runs, focusedRunId }) =>
    focusedRunId === null ? undefined : runs[focusedRunId],
  )
  const [wished, setWished] = useState<{ readonly runId: string; readonly index: number } | null>(
    null,
  )
  const exchanges = run ? readExchanges(run.id) : []
  const last = exchanges.length - 1
  const index = wished && wished.runId === run?.id ? Math.min(wished.index, last) : last
  const exchange = exchanges[index]
  return (
    <section
      aria-label="Inspector"
      className="drawer flex min-w-0 flex-col overflow-hidden border-hairline border-l bg-panel"
    >
      <header className="flex h-10 narrow:h-12 flex-none items-center gap-1 border-hairline border-b pr-2 pl-3">
        <h2 className="font-medium text-[0.78125rem]/5">Inspector</h2>
        {run ? <RunSteps /> : null}
        <span className="ml-auto" />
        {run && exchange ? (
          <>
            <CopyAsMenu exchange={exchange} />
            <SaveButton run={run} exchange={exchange} index={index} />
          </>
        ) : null}
        <IconButton
          size="small"
          label="Close inspector"
          icon={<X size={16} strokeWidth={1.5} />}
          onClick={() => setDrawer(null)}
        />
      </header>
      {run && exchanges.length > 1 ? (
        <RequestSelect
          count={exchanges.length}
          index={index}
          onChange={(chosen) => setWished({ runId: run.id, index: chosen })}
        />
      ) : null}
      {run && exchange ? (
        <ExchangeView
          key={`${run.id} ${index}`}
          run={run}
          exchange={exchange}
          isLast={index === last}
        />
      ) : (
        <p className="px-3 py-3 text-[0.8125rem]/5 text-ink-2">
          {run
            ? 'The request is being prepared.'
            : 'Ask something: the exact request, and every byte of its answer with the time at which it came, are shown here.'}
        </p>
      )}
    </section>
  )
}

type RequestSelectProps = {
  readonly count: number
  readonly index: number
  readonly onChange: (index: number) => void
}

/** A run that was asked again by itself has several requests. */
function RequestSelect({ count, index, onChange }: RequestSelectProps) {
  return (
    <label className="flex flex-none items-center gap-2 border-hairline border-b px-3 py-1.5 text-[0.75rem]/4 text-ink-3">
      Asked {count} times
      <select
        aria-label="Request"
        value={index}
        onChange={(event) => onChange(Number(event.target.value))}
        className="ml-auto h-6 narrow:h-9 rounded-2 bg-raised px-1.5 text-ink shadow-[inset_0_0_0_1px_var(--control)]"
      >
        {Array.from({ length: count }, (_, number) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a request is its number
          <option key={number} value={number}>
            Request {number + 1} of {count}
          </option>
        ))}
      </select>
    </label>
  )
}

type SaveButtonProps = {
  readonly run: Run
  readonly exchange: Exchange
  readonly index: number
}

function SaveButton({ run, exchange, index }: SaveButtonProps) {
  const openSaveRecording = useDialogStore((state) => state.openSaveRecording)
  const reason = whyNotSaved(run, exchange)
  const isOff = reason !== null
  return (
    <span className="group/save relative">
      <IconButton
        size="small"
        label="Save recording…"
        title={reason ?? 'Save recording…'}
        aria-description={reason ?? undefined}
        // Within reach all the same: whoever comes here by keyboard wants to read why.
        aria-disabled={isOff}
        className={isOff ? 'opacity-45' : undefined}
        icon={<Save size={14} strokeWidth={1.5} />}
        onClick={() => {
          if (!isOff) openSaveRecording({ runId: run.id, exchangeIndex: index })
        }}
      />
      {isOff ? (
        <span
          aria-hidden="true"
          className="absolute top-full right-0 z-10 mt-1 hidden w-56 rounded-2 bg-raised px-2 py-1.5 text-[0.75rem]/4 text-ink-2 shadow-float group-focus-within/save:block"
        >
          {reason}
        </span>
      ) : null}
    </span>
  )
}

type ExchangeViewProps = {
  readonly run: Run
  readonly exchange: Exchange
  /** Whether it is the one that the run ended with, or will. */
  readonly isLast: boolean
}

/** Remembers the tab while the drawer shows one exchange after the other. */
let lastTab: Tab = 'request'

function ExchangeView({ run, exchange, isLast }: ExchangeViewProps) {
  const id = useId()
  const [tab, setTab] = useState<Tab>(lastTab)
  const isOver = !isLast || !isActive(run)
  const log = useChunkLog(exchange, isOver)
  const chunks = <ChunkPanel log={log} count={log.rows.length} />
  return (
    <>
      {exchange.isCut ? <CutNote bytes={log.bytes()} /> : null}
      <Tabs
        id={id}
        label="Inspector"
        tabs={TABS}
        current={tab}
        onChange={(next) => {
          lastTab = next
          setTab(next)
        }}
      >
        {tab === 'request' ? (
          <WithChunks chunks={chunks}>
            <RequestTab exchange={exchange} />
          </WithChunks>
        ) : null}
        {tab === 'response' ? (
          <WithChunks chunks={chunks}>
            <ResponseTab
              exchange={exchange}
              bytes={log.bytes()}
              isOver={isOver}
              error={isLast ? run.snapshot.error : null}
            />
          </WithChunks>
        ) : null}
        {tab === 'chunks' ? chunks : null}
        {tab === 'raw' ? <RawTab exchange={exchange} /> : null}
      </Tabs>
    </>
  )
}

/** More came than is kept. */
function CutNote({ bytes }: { readonly bytes: number }) {
  return (
    <p
      data-testid="inspector-cut"
      className="flex-none border-hairline border-b px-3 py-2 text-[0.75rem]/[1.125rem] text-warn"
    >
      The first {byteSize(bytes)} of this answer are kept and shown here; the rest is not kept. It
      cannot be saved as a recording.
    </p>
  )
}
