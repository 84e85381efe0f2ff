import { CircleCheck, CircleX } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Provider } from '@/core/catalog/types.ts'
import { describeError } from '@/core/protocol/describe-error.ts'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import type { ConnectionResult } from '@/state/connection.ts'
import type { RelayPlan } from '@/state/relay-plan.ts'
import { hostOf } from '@/state/run-target.ts'
import { Button } from '@/ui/primitives/button.tsx'

export type TestState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly result: ConnectionResult; readonly endpoint: SavedEndpoint }

type ConnectionReportProps = {
  readonly test: TestState
  readonly provider: Provider
  readonly relay: RelayPlan
  readonly onUseRelay: () => void
  readonly onCancel: () => void
}

/** What "Test connection" found, beside the form. */
export function ConnectionReport(props: ConnectionReportProps) {
  const { test, provider, relay, onUseRelay, onCancel } = props
  return (
    <section
      aria-label="Connection"
      aria-live="polite"
      className="min-h-40 bg-sunk px-5 pt-4 pb-5 text-[0.8125rem]/5"
    >
      <h3 className="mb-2 font-medium">Connection</h3>
      {test.kind === 'idle' ? (
        <p className="text-ink-3">
          Not tested yet. The test asks for a few tokens, the way a question would, and shows what
          the server says.
        </p>
      ) : null}
      {test.kind === 'running' ? <RunningTest name={provider.name} onCancel={onCancel} /> : null}
      {test.kind === 'done' ? (
        <TestResult
          result={test.result}
          endpoint={test.endpoint}
          provider={provider}
          relay={relay}
          onUseRelay={onUseRelay}
        />
      ) : null}
    </section>
  )
}

type TestResultProps = Omit<ConnectionReportProps, 'test' | 'onCancel'> & {
  readonly result: ConnectionResult
  readonly endpoint: SavedEndpoint
}

/** How long the server has been asked; some load their model first, so there is no limit but the reader's patience. */
function RunningTest({ name, onCancel }: { readonly name: string; readonly onCancel: () => void }) {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((count) => count + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className="flex flex-wrap items-center gap-2 text-ink-2 tabular-nums">
      <span className="size-1.5 animate-pulse rounded-full bg-accent" />
      Asking {name} for its first token, {seconds} s
      <Button size="small" weight="line" onClick={onCancel}>
        Cancel test
      </Button>
    </p>
  )
}

/** Brings a result into view, and gives the focus to the one button that mends it. */
function useShownResult() {
  const ref = useRef<HTMLDivElement | null>(null)
  useEffect(() => {
    ref.current?.scrollIntoView({ block: 'nearest' })
    ref.current?.querySelector('button')?.focus()
  }, [])
  return ref
}

function TestResult({ result, endpoint, provider, relay, onUseRelay }: TestResultProps) {
  const ref = useShownResult()
  if (result.ok)
    return (
      <div
        ref={ref}
        data-testid="connection-result"
        data-ok="true"
        className="flex scroll-mb-16 items-start gap-2"
      >
        <CircleCheck size={16} strokeWidth={1.5} className="mt-0.5 text-ok" />
        <p>
          <b className="font-medium">{endpoint.model} answers.</b>{' '}
          <span className="text-ink-2">
            First token after {(result.answeredAfterMs / 1000).toFixed(2)} s.
          </span>
        </p>
      </div>
    )
  const { title, body, actions } = describeError(result.error, {
    status: 'error',
    providerName: provider.name,
    host: hostOf(endpoint.baseUrl),
    model: endpoint.model,
    keptCharacters: 0,
    keptRegions: 0,
    usesRelay: endpoint.usesRelay,
    relayAvailable: relay.isAvailable && relay.refusal === null,
    corsNote: provider.corsNote,
  })
  return (
    <div
      ref={ref}
      data-testid="connection-result"
      data-ok="false"
      data-kind={result.error.kind}
      className="flex scroll-mb-16 items-start gap-2"
    >
      <CircleX size={16} strokeWidth={1.5} className="mt-0.5 text-danger" />
      <div className="grid min-w-0 gap-2">
        <b className="font-medium text-danger">{title}</b>
        <p className="text-ink-2 [overflow-wrap:anywhere]">{body}</p>
        {actions.includes('use-relay') ? (
          <Button weight="line" className="justify-self-start" onClick={onUseRelay}>
            Turn on relay and test again
          </Button>
        ) : null}
      </div>
    </div>
  )
}
