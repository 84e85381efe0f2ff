import { isActive, patchRun, type Run, useConversationStore } from './conversation-store.ts'
import type { RunController } from './run-controller.ts'

/** Ends what is under way, where opening something else takes its place: the user did not mean to stop it. */
export function interruptRun(
  controller: RunController,
  interruptedBy: NonNullable<Run['interruptedBy']>,
): void {
  const active = Object.values(useConversationStore.getState().runs).filter(isActive)
  if (active.length === 0) return
  for (const { id } of active) patchRun(id, { interruptedBy })
  controller.stop()
}
