import { hasThinkingSwitch } from '@/core/catalog/has-thinking-switch.ts'
import { selectActiveEndpoint, useEndpointStore } from '@/state/endpoint-store.ts'
import { usePreferenceStore } from '@/state/preference-store.ts'
import { resolveTarget } from '@/state/run-target.ts'
import { Switch } from '@/ui/primitives/switch.tsx'

/** Thinking on or off for the next question, where the model has such a switch. */
export function ThinkingSwitch() {
  const endpoint = useEndpointStore(selectActiveEndpoint)
  const isOn = usePreferenceStore((state) => state.thinking)
  const setThinking = usePreferenceStore((state) => state.setThinking)
  const target = endpoint ? resolveTarget(endpoint) : null
  const profile = target?.profile ?? null
  const reasons = {
    toggle: null,
    effort: null,
    forced: `${profile?.name} always thinks; it has no switch.`,
    none: `${profile?.name} does not think before it answers.`,
  } as const
  const hasNoField =
    target?.dialect.thinking === 'none' && profile !== null && hasThinkingSwitch(profile)
  const reason = hasNoField
    ? `${target.provider.name} documents no switch for thinking; the model decides.`
    : profile && reasons[profile.thinking]
  return (
    <Switch
      label="Thinking"
      isOn={profile?.thinking === 'forced' || (profile?.thinking !== 'none' && isOn)}
      onChange={setThinking}
      disabledReason={reason}
    />
  )
}
