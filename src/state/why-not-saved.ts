import type { Exchange } from '@/core/run/exchange.ts'
import { isActive, type Run } from './conversation-store.ts'

/** Why a run cannot be saved as a recording; null where it can. */
export function whyNotSaved(run: Run | undefined, exchange: Exchange | undefined): string | null {
  if (run?.isReplay) return 'This run is replayed from a recording that you have already.'
  if (run === undefined || exchange === undefined) return 'No request was sent.'
  if (exchange.transport === 'demo') return 'The demo is a recording that comes with Sightline.'
  if (isActive(run)) return 'The answer is still on its way.'
  if (exchange.isCut)
    return 'The answer is longer than what is kept of it, so it could not be replayed.'
  return exchange.response === null
    ? 'The server never answered, so there is nothing to replay.'
    : null
}
