import type { ReadyAttachment } from './attachment.ts'
import type { Turn } from './conversation-store.ts'

/**
 * The pictures that a turn speaks of: its own, or where it brought none those of the nearest turn before it, since
 * a follow-up asks about the same picture.
 */
export function mediaOfTurn(turns: readonly Turn[], turnId: string): readonly ReadyAttachment[] {
  const index = turns.findIndex((turn) => turn.id === turnId)
  const before = turns.slice(0, index + 1).reverse()
  return before.find((turn) => turn.attachments.length > 0)?.attachments ?? []
}
