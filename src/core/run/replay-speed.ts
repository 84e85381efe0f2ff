/** How fast a recording is replayed. */
export type ReplaySpeed = '0.25' | '0.5' | '1' | '2' | '4' | '16' | 'at-once'

/** Every speed with its name on screen, slowest first. */
export const REPLAY_SPEEDS: readonly { readonly id: ReplaySpeed; readonly label: string }[] = [
  { id: '0.25', label: '0.25×' },
  { id: '0.5', label: '0.5×' },
  { id: '1', label: '1×' },
  { id: '2', label: '2×' },
  { id: '4', label: '4×' },
  { id: '16', label: '16×' },
  { id: 'at-once', label: 'at once' },
]

/** How many times faster than it was recorded; infinite for all at once. */
export function speedFactor(speed: ReplaySpeed): number {
  return speed === 'at-once' ? Number.POSITIVE_INFINITY : Number(speed)
}

/** Reads a stored speed; 1 for what makes no sense. */
export function decodeReplaySpeed(value: unknown): ReplaySpeed {
  return REPLAY_SPEEDS.find(({ id }) => id === value)?.id ?? '1'
}
