import { type ReactNode, useState } from 'react'
import { BlockBoundary } from './answer/block-boundary.tsx'

type FailureBoundaryProps = {
  /** What is shown: where this changes, a failure is forgotten and the content tried again. */
  readonly subject: string
  readonly fallback: (tryAgain: () => void) => ReactNode
  readonly children: ReactNode
}

/** Keeps a failure inside a part of the screen: what cannot be drawn never takes the rest of the page along. */
export function FailureBoundary({ subject, fallback, children }: FailureBoundaryProps) {
  const [attempt, setAttempt] = useState(0)
  return (
    <BlockBoundary
      attempt={`${attempt} ${subject}`}
      fallback={fallback(() => setAttempt(attempt + 1))}
    >
      {children}
    </BlockBoundary>
  )
}
