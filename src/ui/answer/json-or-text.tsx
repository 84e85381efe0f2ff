import { lazy, type ReactNode, Suspense } from 'react'
import type { RunSnapshot } from '@/core/run/run-snapshot.ts'
import { BlockBoundary } from './block-boundary.tsx'
import type { FindRegion } from './channel-text.tsx'

const JsonAnswer = lazy(() =>
  import('./json-answer.tsx').then((module) => ({ default: module.JsonAnswer })),
)

type JsonOrTextProps = {
  readonly asksForJson: boolean
  readonly snapshot: RunSnapshot
  readonly regionAt: FindRegion
  readonly readText: () => string
  /** The answer as text. */
  readonly children: ReactNode
}

/** An answer that was asked for as JSON is checked once it is whole; until then, and otherwise, it is text. */
export function JsonOrText(props: JsonOrTextProps) {
  const { asksForJson, snapshot, regionAt, readText, children } = props
  if (!asksForJson || snapshot.endedAtMs === null || snapshot.answer.length === 0) return children
  return (
    <BlockBoundary attempt="" fallback={children}>
      <Suspense fallback={children}>
        <JsonAnswer readText={readText} regions={snapshot.answer.regions} regionAt={regionAt}>
          {children}
        </JsonAnswer>
      </Suspense>
    </BlockBoundary>
  )
}
