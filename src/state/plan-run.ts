import { hasThinkingSwitch } from '@/core/catalog/has-thinking-switch.ts'
import type { Result } from '@/core/result.ts'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import { chooseParameters } from './chosen-parameters.ts'
import type { ComposerNotice } from './composer-store.ts'
import { selectActiveEndpoint, useEndpointStore } from './endpoint-store.ts'
import { usePreferenceStore } from './preference-store.ts'
import type { RunSource } from './run-controller.ts'
import { resolveTarget } from './run-target.ts'

type EndpointSource = Extract<RunSource, { kind: 'endpoint' }>

/** The run that a question would start now, or the sentence that says why it cannot. */
export function planRun(): Result<EndpointSource, ComposerNotice> {
  const endpoint = selectActiveEndpoint(useEndpointStore.getState())
  if (!endpoint)
    return {
      ok: false,
      error: {
        text: 'The demo only replays its own recordings. Connect a model to ask a question of your own; this one is kept.',
        action: 'connect',
      },
    }
  return planRunOf(endpoint)
}

/** The same of one endpoint, active or not. */
export function planRunOf(endpoint: SavedEndpoint): Result<EndpointSource, ComposerNotice> {
  const { thinking, parameters: changes } = usePreferenceStore.getState()
  const target = resolveTarget(endpoint)
  const parameters = chooseParameters(target, changes)
  if (!parameters.ok) {
    const { parameter, sentence } = parameters.error
    return { ok: false, error: { text: sentence, action: null, parameter } }
  }
  return {
    ok: true,
    value: {
      kind: 'endpoint',
      target,
      follow: null,
      settings: {
        parameters: parameters.value,
        thinking: hasThinkingSwitch(target.profile) ? thinking : null,
      },
    },
  }
}
