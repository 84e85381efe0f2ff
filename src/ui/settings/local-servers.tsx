import { useEffect, useRef } from 'react'
import { findProvider } from '@/core/catalog/find-provider.ts'
import { PROVIDERS } from '@/core/catalog/providers.ts'
import type { LocalServer } from '@/state/find-local-servers.ts'
import { hostOf } from '@/state/run-target.ts'
import { Button } from '@/ui/primitives/button.tsx'

export type SearchState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'searching' }
  | { readonly kind: 'done'; readonly servers: readonly LocalServer[] }

type FoundServer = Extract<LocalServer, { kind: 'found' }>

type LocalServersProps = {
  readonly search: SearchState
  readonly onUse: (server: FoundServer) => void
  readonly onClose: () => void
}

/** Who was found at the usual addresses of this computer. */
export function LocalServers({ search, onUse, onClose }: LocalServersProps) {
  const place = useRef<HTMLElement | null>(null)
  // On a phone the list stands below the form.
  useEffect(() => {
    if (search.kind === 'done') place.current?.scrollIntoView({ block: 'nearest' })
  }, [search.kind])
  if (search.kind === 'idle') return null
  return (
    <section
      ref={place}
      aria-label="Local servers"
      data-testid="local-servers"
      data-state={search.kind}
      aria-live="polite"
      className="mb-4 scroll-mb-16 border-hairline border-b pb-4"
    >
      <div className="mb-2 flex items-baseline justify-between gap-2">
        <h3 className="font-medium">Local servers</h3>
        <Button size="small" onClick={onClose}>
          Hide
        </Button>
      </div>
      {search.kind === 'searching' ? (
        <p className="text-ink-3">Looking at the usual ports of this computer.</p>
      ) : search.servers.length === 0 ? (
        <NothingFound />
      ) : (
        <ul className="grid gap-2">
          {search.servers.map((server) => (
            <li
              key={server.origin}
              data-testid="local-server"
              className="grid gap-1.5 rounded-2 bg-raised p-3 shadow-[inset_0_0_0_1px_var(--hairline)]"
            >
              {server.kind === 'found' ? (
                <Found server={server} onUse={onUse} />
              ) : (
                <Closed server={server} />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Found({
  server,
  onUse,
}: { readonly server: FoundServer } & Pick<LocalServersProps, 'onUse'>) {
  const { providerId, origin, models, bestModel } = server
  const name = providerId === 'custom' ? 'A server' : findProvider(providerId).name
  return (
    <>
      <div className="flex items-baseline justify-between gap-2">
        <p className="min-w-0 [overflow-wrap:anywhere]">
          <b className="font-medium">{name}</b>{' '}
          <span className="text-ink-3">at {hostOf(origin)}</span>
        </p>
        <Button
          size="small"
          weight="line"
          aria-label={`Use ${name} at ${hostOf(origin)}`}
          onClick={() => onUse(server)}
        >
          Use
        </Button>
      </div>
      <p className="text-[0.75rem]/4 text-ink-2 [overflow-wrap:anywhere]">
        {bestModel === null ? 'It has no model yet.' : describeModels(bestModel, models.length)}
      </p>
    </>
  )
}

function describeModels(best: string, count: number): string {
  if (count === 1) return best
  return `${best} and ${count - 1} ${count === 2 ? 'other' : 'others'}`
}

/** There is an answer, but the browser may not read it. */
function Closed({ server }: { readonly server: Extract<LocalServer, { kind: 'closed' }> }) {
  return (
    <>
      <p>
        <b className="font-medium">Something answers</b>{' '}
        <span className="text-ink-3">at {hostOf(server.origin)}</span>
      </p>
      <p className="text-[0.75rem]/4 text-warn">It does not let this page read its answers.</p>
      {server.providers.map(({ id, name, corsNote }) => (
        <p key={id} className="text-[0.75rem]/4 text-ink-2">
          If it is {name}: {corsNote}
        </p>
      ))}
    </>
  )
}

function NothingFound() {
  const own = PROVIDERS.filter(({ needsKey, id }) => !needsKey && id !== 'custom')
  return (
    <div className="grid gap-2 text-[0.78125rem]/[1.125rem] text-ink-2">
      <p>Nobody answers at the usual ports. To start a server:</p>
      <dl className="grid gap-1.5">
        {own.map(({ id, name, hint, baseUrl }) => (
          <div key={id}>
            <dt className="flex items-baseline gap-2 font-medium text-ink">
              {name}
              <span className="font-normal text-[0.75rem]/4 text-ink-3">
                port {new URL(baseUrl).port}
              </span>
            </dt>
            <dd className="[overflow-wrap:anywhere]">{hint.replace(/^Start it with: /, '')}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
