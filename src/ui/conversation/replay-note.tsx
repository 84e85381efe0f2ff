import { REPLAY_SPEEDS } from '@/core/run/replay-speed.ts'
import type { Run } from '@/state/conversation-store.ts'
import { usePreferenceStore } from '@/state/preference-store.ts'

/** Says that nobody is asked: who once answered, and how fast it is shown again. */
export function ReplayNote({ run }: { readonly run: Run }) {
  const speed = usePreferenceStore((state) => state.replaySpeed)
  const setSpeed = usePreferenceStore((state) => state.setReplaySpeed)
  return (
    <span className="contents">
      <span className="[overflow-wrap:anywhere]">
        Replayed from a {run.isScripted ? 'scripted recording' : 'recording'} of {run.providerName}{' '}
        {run.model}
      </span>
      <select
        aria-label="Replay speed"
        value={speed}
        onChange={(event) => {
          const chosen = REPLAY_SPEEDS.find(({ id }) => id === event.target.value)
          if (chosen) setSpeed(chosen.id)
        }}
        className="h-6 narrow:h-9 rounded-2 bg-raised px-1 text-ink-2 shadow-[inset_0_0_0_1px_var(--control)]"
      >
        {REPLAY_SPEEDS.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </span>
  )
}
