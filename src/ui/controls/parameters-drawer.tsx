import { X } from 'lucide-react'
import { parametersFor } from '@/core/catalog/parameters-for.ts'
import type { Parameter } from '@/core/catalog/types.ts'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import { wantedValues } from '@/state/chosen-parameters.ts'
import { selectActiveEndpoint, useEndpointStore } from '@/state/endpoint-store.ts'
import { usePreferenceStore } from '@/state/preference-store.ts'
import { resolveTarget } from '@/state/run-target.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { IconButton } from '@/ui/primitives/icon-button.tsx'
import { ParameterGroup } from './parameter-group.tsx'

const GROUPS: readonly (readonly [Parameter['group'], string])[] = [
  ['sampling', 'Sampling'],
  ['prompt', 'Prompt'],
  ['output', 'Output'],
  ['tools', 'Tools'],
  ['search', 'Web search'],
  ['request', 'Request'],
]

/** What the demo stands for here: every parameter, since nobody knows yet who will be asked. */
const NO_ENDPOINT: SavedEndpoint = {
  id: 'demo',
  providerId: 'custom',
  name: '',
  baseUrl: '',
  wire: 'chat-completions',
  model: '',
  usesRelay: false,
  corrections: {},
}

/** Every parameter of the catalog for the active endpoint; what it does not know is greyed out and says why. */
export function ParametersDrawer() {
  const endpoint = useEndpointStore(selectActiveEndpoint)
  const setDrawer = usePreferenceStore((state) => state.setDrawer)
  const changes = usePreferenceStore((state) => state.parameters)
  const resetParameters = usePreferenceStore((state) => state.resetParameters)
  const { provider, dialect, profile } = resolveTarget(endpoint ?? NO_ENDPOINT)
  const rows = parametersFor(provider, dialect, profile)
  const values = wantedValues(rows, changes)
  return (
    <section
      aria-label="Parameters"
      className="drawer flex min-w-0 flex-col overflow-y-auto overflow-x-hidden border-hairline border-l bg-panel"
    >
      <header className="sticky top-0 z-1 flex h-10 flex-none items-center gap-2 border-hairline border-b bg-panel pr-2 pl-3">
        <h2 className="font-medium text-[0.78125rem]/5">Parameters</h2>
        <Button
          size="small"
          className="ml-auto"
          disabled={Object.keys(changes).length === 0}
          onClick={resetParameters}
        >
          Reset all
        </Button>
        <IconButton
          size="small"
          label="Close parameters"
          icon={<X size={16} strokeWidth={1.5} />}
          onClick={() => setDrawer(null)}
        />
      </header>
      {endpoint ? null : (
        <p className="border-hairline border-b bg-sunk px-3 py-2.5 text-[0.75rem]/[1.125rem] text-ink-2">
          The demo replays recordings, so nothing here changes it. The values are used once a model
          is connected.
        </p>
      )}
      {GROUPS.map(([group, title]) => (
        <ParameterGroup
          key={group}
          group={group}
          title={
            // "Other model" is nobody's name, and nothing is recommended for it.
            group === 'sampling' && endpoint && profile.id !== 'generic'
              ? `${title}, recommended for ${profile.name}`
              : title
          }
          rows={rows.filter(({ parameter }) => parameter.group === group)}
          values={values}
          endpointId={endpoint?.id ?? 'demo'}
          providerName={provider.name}
        />
      ))}
    </section>
  )
}
