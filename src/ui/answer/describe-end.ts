import type { RunSnapshot } from '@/core/run/run-snapshot.ts'
import { formatSeconds } from './run-figures.ts'

/** Words of servers for an answer that simply ended; any other is shown, since it means something. */
const USUAL_REASONS = new Set([
  'stop',
  'stop_sequence',
  'end_turn',
  'eos',
  'eos_token',
  'completed',
  'done',
])

/** The answer is a call of a function: it goes on with the result. */
const CALL_REASONS = new Set(['tool_calls', 'tool_use', 'function_call'])

/** One sentence on how a run ended, where that is not plain to see; null where it is. */
export function describeEnd(snapshot: RunSnapshot, canContinue = false): string | null {
  const { status, finishReason, answer, toolCalls, startedAtMs, endedAtMs } = snapshot
  switch (status) {
    case 'length':
      return `The answer reached the token limit and breaks off here. ${
        canContinue
          ? 'Continue goes on from here; to get it in one piece, raise “Max tokens” and regenerate it.'
          : 'Raise “Max tokens” and regenerate it.'
      }`
    case 'filtered':
      return 'The provider’s content filter ended the answer here.'
    case 'unverified':
      return 'The stream ended without saying why: the answer may not be whole.'
    case 'stopped': {
      const after = endedAtMs === null ? '' : ` after ${formatSeconds(endedAtMs - startedAtMs)}`
      return `Stopped by you${after}.`
    }
    case 'truncated':
      return 'The connection ended before the answer did. What arrived is kept.'
    case 'complete':
      if (toolCalls.length > 0 || (finishReason !== null && CALL_REASONS.has(finishReason)))
        return 'The model called a function: its answer comes with the result.'
      if (answer.length === 0)
        return 'The model ended without an answer. Ask again, or in other words.'
      return finishReason === null || USUAL_REASONS.has(finishReason)
        ? null
        : `The server gave “${finishReason.slice(0, 80)}” as its reason to end.`
    case 'preparing':
    case 'streaming':
    case 'error':
      return null
  }
}
