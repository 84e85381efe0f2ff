import { CornerDownLeft } from 'lucide-react'
import { useState } from 'react'
import type { ToolCall } from '@/core/protocol/chat-request.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { ToolCallCard, type ToolDraft } from './tool-call-card.tsx'

/** What a run's calls need besides themselves. */
export type ToolPanel = {
  /** The functions that were offered, as JSON; empty where nobody knows. */
  readonly tools: string
  /** Results that were sent, by the id of the call; null where none were. */
  readonly sent: Readonly<Record<string, string>> | null
  /** What is sent for a call that is skipped. */
  readonly skippedResult: string
  /** Why results cannot be sent, and whether that will stay so; null where they can. */
  readonly refusal: { readonly text: string; readonly isFinal: boolean } | null
  readonly onSend: (results: Readonly<Record<string, string>>) => void
}

type ToolCallsProps = {
  readonly calls: readonly ToolCall[]
  /** False while they may still grow. */
  readonly isWhole: boolean
  readonly panel: ToolPanel
}

const NO_DRAFT: ToolDraft = { text: '', isSkipped: false }

/** The calls of one run, and one button that sends the results of all of them. */
export function ToolCalls({ calls, isWhole, panel }: ToolCallsProps) {
  const { tools, sent, skippedResult, refusal, onSend } = panel
  const [drafts, setDrafts] = useState<Readonly<Record<string, ToolDraft>>>({})
  const draftOf = ({ id }: ToolCall) => drafts[id] ?? NO_DRAFT
  const missing = calls.filter((call) => {
    const { text, isSkipped } = draftOf(call)
    return text.trim() === '' && !isSkipped
  }).length
  const isAsking = isWhole && sent === null
  const send = () => {
    if (!isAsking || refusal !== null || missing > 0) return
    const results = calls.map((call): [string, string] => {
      const { text, isSkipped } = draftOf(call)
      return [call.id, isSkipped ? skippedResult : text]
    })
    onSend(Object.fromEntries(results))
  }
  return (
    <section aria-label="Function calls" className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
      {calls.map((call, index) => (
        <ToolCallCard
          key={call.id}
          call={call}
          number={calls.length > 1 ? index + 1 : null}
          tools={tools}
          isWhole={isWhole}
          sent={sent?.[call.id] ?? null}
          draft={isAsking && refusal?.isFinal !== true ? draftOf(call) : null}
          onDraft={(draft) => setDrafts((before) => ({ ...before, [call.id]: draft }))}
          onSubmit={send}
        />
      ))}
      {isAsking ? (
        <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1 text-[0.75rem]/4 text-ink-3">
          <p>{refusal?.text ?? describeMissing(missing, calls.length)}</p>
          {refusal?.isFinal === true ? null : (
            <Button
              weight="main"
              icon={<CornerDownLeft size={14} strokeWidth={1.5} />}
              disabled={refusal !== null || missing > 0}
              title="Ctrl+Enter"
              onClick={send}
            >
              {calls.length === 1 ? 'Send result' : 'Send results'}
            </Button>
          )}
        </div>
      ) : null}
    </section>
  )
}

function describeMissing(missing: number, count: number): string {
  if (missing === 0) return 'Ctrl+Enter sends too'
  if (count === 1) return 'Type or paste the result, or skip the call'
  return missing === 1 ? '1 result is missing' : `${missing} of ${count} results are missing`
}
