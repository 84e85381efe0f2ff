import type { ReactNode } from 'react'
import type { RunSnapshot } from '@/core/run/run-snapshot.ts'
import { formatCount, formatSeconds, readRunFigures } from './run-figures.ts'

/** The one quiet line under an answer. Its figures stand in data attributes too; an unknown one is absent. */
export function RunStats({
  snapshot,
  isStreamed,
  children,
}: {
  readonly snapshot: RunSnapshot
  readonly isStreamed: boolean
  readonly children: ReactNode
}) {
  const figures = readRunFigures(snapshot, isStreamed)
  const { firstTokenMs, durationMs, promptTokens, completionTokens, tokensPerSecond } = figures
  return (
    <div
      data-testid="run-stats"
      data-ttft-ms={toData(firstTokenMs)}
      data-duration-ms={toData(durationMs)}
      data-prompt-tokens={toData(promptTokens)}
      data-completion-tokens={toData(completionTokens)}
      data-reasoning-ms={toData(figures.reasoningMs)}
      className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-0.5 text-[0.75rem]/4 text-ink-3 tabular-nums"
    >
      {firstTokenMs === null ? null : <span>{formatSeconds(firstTokenMs)} to first token</span>}
      {durationMs === null ? null : <span>{formatSeconds(durationMs)}</span>}
      <TokenCounts promptTokens={promptTokens} completionTokens={completionTokens} />
      {tokensPerSecond === null ? null : <span>{tokensPerSecond.toFixed(1)} tokens/s</span>}
      <span className="-mr-1.5 ml-auto flex gap-0.5">{children}</span>
    </div>
  )
}

type TokenCountsProps = {
  readonly promptTokens: number | null
  readonly completionTokens: number | null
}

/** The first to go where the conversation is narrow. */
function TokenCounts({ promptTokens, completionTokens }: TokenCountsProps) {
  const parts = [
    promptTokens === null ? null : `${formatCount(promptTokens)} in`,
    completionTokens === null ? null : `${formatCount(completionTokens)} out`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? null : (
    <span className="@max-[30rem]/talk:hidden">{parts.join(', ')}</span>
  )
}

function toData(value: number | null): number | undefined {
  return value === null ? undefined : Math.round(value)
}
