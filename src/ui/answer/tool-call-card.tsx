import { Wrench } from 'lucide-react'
import { type KeyboardEvent, useId, useMemo } from 'react'
import { describeJsonMistake } from '@/core/json/describe-json-mistake.ts'
import { readJsonTree } from '@/core/json/read-json-tree.ts'
import type { ToolCall } from '@/core/protocol/chat-request.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { FIELD_CLASS } from '@/ui/primitives/field.tsx'
import { plainName } from './plain-name.ts'
import { ToolArguments } from './tool-arguments.tsx'

/** What the user gives for a call: text, or that nothing will come. */
export type ToolDraft = { readonly text: string; readonly isSkipped: boolean }

type ToolCallCardProps = {
  readonly call: ToolCall
  /** From 1 on, where there are several. */
  readonly number: number | null
  readonly tools: string
  readonly isWhole: boolean
  /** What was sent; null where nothing was. */
  readonly sent: string | null
  /** Null where no result can be sent. */
  readonly draft: ToolDraft | null
  readonly onDraft: (draft: ToolDraft) => void
  readonly onSubmit: () => void
}

/** One call of a function: its name, its arguments, and the result that the user gives or gave. */
export function ToolCallCard(props: ToolCallCardProps) {
  const { call, number, tools, isWhole, sent, draft } = props
  return (
    <article
      data-testid="tool-call"
      aria-label={`Call of ${nameOf(call)}`}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2 rounded-2 border border-hairline bg-raised px-3 py-2.5"
    >
      <header className="flex min-w-0 items-baseline gap-2 text-[0.75rem]/4">
        <Wrench size={13} strokeWidth={1.5} aria-hidden="true" className="self-center text-ink-3" />
        {number === null ? null : <span className="text-ink-3 tabular-nums">{number}</span>}
        <bdi className="min-w-0 font-medium font-mono text-ink [overflow-wrap:anywhere]">
          {nameOf(call)}
        </bdi>
        <bdi title={plainName(call.id)} className="ml-auto max-w-32 truncate font-mono text-ink-3">
          {plainName(call.id)}
        </bdi>
      </header>
      <ToolArguments call={call} isWhole={isWhole} tools={tools} />
      {sent === null ? null : <SentResult text={sent} />}
      {draft === null ? null : <ResultField {...props} draft={draft} />}
    </article>
  )
}

function nameOf({ name }: ToolCall): string {
  return name === '' ? 'a function without a name' : plainName(name)
}

function SentResult({ text }: { readonly text: string }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1 border-hairline border-t pt-2 text-[0.75rem]/4">
      <p className="text-ink-3">Result that was sent</p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
        tabIndex={0}
        className="max-h-40 overflow-y-auto whitespace-pre-wrap font-mono text-ink-2 [overflow-wrap:anywhere] focus-visible:-outline-offset-2"
      >
        {text === '' ? 'empty' : text}
      </pre>
    </div>
  )
}

type ResultFieldProps = ToolCallCardProps & { readonly draft: ToolDraft }

function ResultField({ call, draft, onDraft, onSubmit }: ResultFieldProps) {
  const id = useId()
  const { text, isSkipped } = draft
  const note = useMemo(() => describeResult(text), [text])
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    onSubmit()
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1 border-hairline border-t pt-2 text-[0.75rem]/4">
      <div className="flex items-center justify-between gap-2">
        <label htmlFor={id} className="text-ink-2">
          Result of <bdi className="font-mono">{nameOf(call)}</bdi>
        </label>
        <Button
          size="small"
          aria-pressed={isSkipped}
          onClick={() => onDraft({ text, isSkipped: !isSkipped })}
        >
          Skip
        </Button>
      </div>
      {isSkipped ? (
        <p className="text-ink-3">Skipped: the model is told that no result will come.</p>
      ) : (
        <>
          <textarea
            id={id}
            rows={1}
            value={text}
            placeholder="JSON or plain text"
            aria-describedby={`${id}note`}
            onChange={(event) => onDraft({ text: event.target.value, isSkipped: false })}
            onKeyDown={handleKey}
            spellCheck={false}
            className={`${FIELD_CLASS} field-sizing-content h-auto max-h-48 min-h-8 resize-none py-1.5 font-mono text-[0.75rem]/[1.125rem]`}
          />
          <p id={`${id}note`} className="text-ink-3 empty:hidden">
            {note}
          </p>
        </>
      )}
    </div>
  )
}

/** Says what a result is where that can be doubted; a result need not be JSON. */
function describeResult(text: string): string {
  if (!/^\s*[[{]/.test(text)) return ''
  const { mistake } = readJsonTree(text)
  return mistake === null
    ? 'Valid JSON'
    : `Sent as plain text: ${describeJsonMistake(text, mistake)}`
}
