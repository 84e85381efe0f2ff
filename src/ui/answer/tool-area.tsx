import { lazy, Suspense } from 'react'
import type { ToolCall } from '@/core/protocol/chat-request.ts'
import { BlockBoundary } from './block-boundary.tsx'
import type { ToolPanel } from './tool-calls.tsx'

const ToolCalls = lazy(() =>
  import('./tool-calls.tsx').then((module) => ({ default: module.ToolCalls })),
)

type ToolAreaProps = {
  readonly calls: readonly ToolCall[]
  readonly isWhole: boolean
  readonly panel: ToolPanel | undefined
}

/** The calls of a run, where it makes any; what shows them is loaded with the first one. */
export function ToolArea({ calls, isWhole, panel }: ToolAreaProps) {
  if (calls.length === 0 || panel === undefined) return null
  return (
    <BlockBoundary attempt="" fallback={null}>
      <Suspense>
        <ToolCalls calls={calls} isWhole={isWhole} panel={panel} />
      </Suspense>
    </BlockBoundary>
  )
}
