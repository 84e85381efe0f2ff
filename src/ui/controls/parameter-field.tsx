import { useState } from 'react'
import { checkParameter } from '@/core/catalog/check-parameter.ts'
import type { Parameter, ParameterValue } from '@/core/catalog/types.ts'
import { useComposerStore } from '@/state/composer-store.ts'
import { usePreferenceStore } from '@/state/preference-store.ts'
import { ParameterControl } from './parameter-control.tsx'
import { ParameterFrame } from './parameter-frame.tsx'
import { formatParameter, parseParameter } from './parameter-text.ts'

type ParameterFieldProps = {
  readonly parameter: Parameter
  readonly recommended: ParameterValue | null
  /** Why it cannot be used with this endpoint; null where it can. */
  readonly reason: string | null
  /** True where a line above gives the same reason. */
  readonly hidesReason: boolean
}

/** One parameter: its control, what changed, and what is wrong with it. */
export function ParameterField(props: ParameterFieldProps) {
  const { parameter, recommended, reason, hidesReason } = props
  const changed = usePreferenceStore((state) => state.parameters[parameter.id])
  const setParameter = usePreferenceStore((state) => state.setParameter)
  // What is typed is shown as typed; only what holds up becomes the value that is sent.
  const [draft, setDraft] = useState<string | null>(null)
  const value = changed ?? recommended
  const stored = changed === undefined ? null : checkParameter(parameter, changed)
  const typed = draft === null ? null : parseParameter(parameter, draft)
  const failure =
    reason !== null
      ? null
      : typed && !typed.ok
        ? typed.error
        : stored && !stored.ok
          ? stored.error
          : null
  const set = (next: ParameterValue | undefined) => {
    setParameter(parameter.id, next)
    useComposerStore.getState().setNotice(null)
  }
  const type = (text: string) => {
    setDraft(text)
    const parsed = parseParameter(parameter, text)
    // An unsound value is stored too: the question is then refused with its sentence instead of being sent with
    // another value than the one on screen.
    if (parsed.ok) set(parsed.value ?? undefined)
    else if (parsed.unsound !== null) set(parsed.unsound)
  }
  return (
    <ParameterFrame
      parameter={parameter}
      reason={reason}
      hidesReason={hidesReason}
      effect={describeEffect(parameter, value)}
      failure={failure}
      isChanged={changed !== undefined}
      recommended={recommended}
      onReset={() => {
        setDraft(null)
        set(undefined)
      }}
    >
      {(ids) => (
        <ParameterControl
          parameter={parameter}
          value={value}
          text={draft ?? formatParameter(value)}
          reason={reason}
          isRefused={failure !== null}
          ids={ids}
          onText={type}
          onValue={(next) => {
            setDraft(null)
            set(next)
          }}
          onBlur={() => {
            if (typed?.ok) setDraft(null)
          }}
          recommended={recommended}
        />
      )}
    </ParameterFrame>
  )
}

/** What a value does, where that is worth a line while it is set. */
function describeEffect({ id }: Parameter, value: ParameterValue | null): string | null {
  if (id === 'stream' && value === false) return 'Off: the answer comes in one piece.'
  return id === 'response_format' && value === 'json_object'
    ? 'The answer is shown as a checked tree and as text.'
    : null
}
