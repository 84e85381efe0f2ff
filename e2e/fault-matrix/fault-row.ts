import type { ModelScript } from '../model-server/model-script.ts'

/** What goes on between the question and its ending, besides the server doing what its script says. */
export type Course =
  /** Nothing: the answer ends by itself. */
  | 'plain'
  /** Two pauses, each shown with its countdown, lead to two more requests. */
  | 'retries'
  /** The server waits where the text says so, then goes on to its fault. */
  | 'held'
  /** The same, and the fault is asked for three times. */
  | 'held-retries'
  /** Both clocks run while the server is silent; the user keeps waiting once, then stops. */
  | 'byte-stall'
  | 'comment-stall'
  /** The user presses Escape. */
  | 'abort'
  /** The page wakes up after ten minutes; then the server goes on. */
  | 'sleep'

/** Where the request goes, if not to the model server. */
export type Address = 'model-server' | 'free-port' | 'unknown-host'

/** One row of the fault matrix: what goes wrong, and all that must hold afterwards. */
export type FaultRow = {
  readonly group: 'HTTP status' | 'Odd 200' | 'Network' | 'Stream'
  readonly fault: string
  readonly script: ModelScript
  readonly course: Course
  readonly address?: Address
  readonly isOffline?: boolean
  /** Seconds of the first countdown, where the server names them. */
  readonly firstPause?: number
  /** `data-status` of the run. */
  readonly status: string
  /** `data-kind` of the error; null where there is none. */
  readonly kind: string | null
  readonly reasoning: string
  readonly answer: string
  /** Buttons below the run, in order. */
  readonly offered: readonly string[]
  /** Questions that were sent. */
  readonly requests: number
  /** What a screen reader is told at the end. */
  readonly said: string
}

/** A row that no page at http://127.0.0.1 can run: unit tests hold it. */
export type UnitRow = Pick<
  FaultRow,
  'group' | 'fault' | 'status' | 'kind' | 'offered' | 'requests' | 'said'
> & {
  readonly heldBy: string
}

export function isUnitRow(row: FaultRow | UnitRow): row is UnitRow {
  return 'heldBy' in row
}
