import { memo, useMemo } from 'react'
import { describeJsonMistake } from '@/core/json/describe-json-mistake.ts'
import { readJsonTree } from '@/core/json/read-json-tree.ts'
import type { ToolCall } from '@/core/protocol/chat-request.ts'
import { checkToolArguments } from './check-tool-arguments.ts'
import { JsonTreeView } from './json-tree-view.tsx'
import { formatCount } from './run-figures.ts'

type ToolArgumentsProps = {
  readonly call: ToolCall
  /** False while they may still grow. */
  readonly isWhole: boolean
  /** The functions that were offered, as JSON. */
  readonly tools: string
}

/** What is shown of arguments that still arrive: their end, so that a frame costs the same however many came before. */
const SHOWN_END = 1_200

/** The arguments of a call: text while they stream, then a tree that was checked against the function's schema. */
export const ToolArguments = memo(function ToolArguments(props: ToolArgumentsProps) {
  const { call, isWhole, tools } = props
  if (isWhole) return <CheckedArguments call={call} tools={tools} />
  const hidden = Math.max(0, call.arguments.length - SHOWN_END)
  return (
    <pre className="whitespace-pre-wrap font-mono text-[0.75rem]/[1.125rem] text-ink-2 [overflow-wrap:anywhere]">
      {hidden === 0 ? null : (
        <span className="text-ink-3">{formatCount(hidden)} characters before … </span>
      )}
      {call.arguments.slice(hidden)}
    </pre>
  )
})

function CheckedArguments({ call, tools }: Omit<ToolArgumentsProps, 'isWhole'>) {
  const { name, arguments: text } = call
  const isEmpty = text.trim() === ''
  const { tree, mistake } = useMemo(() => readJsonTree(text), [text])
  const verdict = useMemo(
    () => describeVerdict(tools, name, text, mistake !== null && !isEmpty),
    [tools, name, text, mistake, isEmpty],
  )
  if (isEmpty)
    return (
      <>
        <p className="text-[0.75rem]/4 text-ink-3">No arguments</p>
        <Problems {...verdict} />
      </>
    )
  return (
    <>
      {tree === null ? null : <JsonTreeView tree={tree} label={`Arguments of ${name}`} />}
      {mistake === null ? (
        <Problems {...verdict} />
      ) : (
        <>
          <p className="text-[0.75rem]/4 text-warn">
            Arguments are not valid JSON. {describeJsonMistake(text, mistake)}
          </p>
          <details className="text-[0.75rem]/4 text-ink-3">
            <summary>Arguments as text</summary>
            <pre className="mt-1 max-h-60 overflow-y-auto whitespace-pre-wrap font-mono text-ink-2 [overflow-wrap:anywhere]">
              {text.slice(0, 20_000)}
            </pre>
          </details>
        </>
      )}
    </>
  )
}

type Verdict = {
  readonly note: string
  readonly problems: readonly string[]
  readonly isGood: boolean
}

function Problems({ note, problems, isGood }: Verdict) {
  return (
    <div className={`text-[0.75rem]/4 ${isGood ? 'text-ok' : 'text-warn'}`}>
      <p>{note}</p>
      {problems.length === 0 ? null : (
        <ul className="mt-1 list-disc pl-4 [overflow-wrap:anywhere]">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function describeVerdict(tools: string, name: string, text: string, isBroken: boolean): Verdict {
  if (isBroken) return { note: '', problems: [], isGood: false }
  const valid = text.trim() === '' ? '' : 'Arguments are valid JSON'
  const verdict = checkToolArguments(tools, name, text)
  switch (verdict.kind) {
    case 'fits':
      return {
        note: valid === '' ? 'That fits the schema of the function' : `${valid} and fit the schema`,
        problems: [],
        isGood: true,
      }
    case 'misfit':
      return {
        note:
          valid === '' ? 'That does not fit the schema:' : `${valid}, but do not fit the schema:`,
        problems: verdict.problems,
        isGood: false,
      }
    case 'unknown-function':
      return { note: 'No function of this name was offered', problems: [], isGood: false }
    default:
      return { note: valid, problems: [], isGood: true }
  }
}
