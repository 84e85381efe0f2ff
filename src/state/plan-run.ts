import { hasThinkingSwitch } from '@/core/catalog/has-thinking-switch.ts'
import type { Result } from '@/core/result.ts'
import { chooseParameters } from './chosen-parameters.ts'
import type { ComposerNotice } from './composer-store.ts'
import { selectActiveEndpoint, useEndpointStore } from './endpoint-store.ts'
import { usePreferenceStore } from './preference-store.ts'
import type { RunSource } from './run-controller.ts'
import { resolveTarget } from './run-target.ts'

/** The run that a question would start now, or the sentence that says why it cannot. */
export function planRun(): Result<RunSource, ComposerNotice> {
  const endpoint = selectActiveEndpoint(useEndpointStore.getState())
  if (!endpoint)
    return {
      ok: false,
      error: {
        text: 'The demo only replays its own recordings. Connect a model to ask a question of your own; this one is kept.',
        action: 'connect',
      },
    }
  const { thinking, parameters: changes } = usePreferenceStore.getState()
  const target = resolveTarget(endpoint)
  const parameters = chooseParameters(target, changes)
  if (!parameters.ok) return { ok: false, error: { text: parameters.error, action: null } }
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
