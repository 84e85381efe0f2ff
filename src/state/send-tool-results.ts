import { useConversationStore } from './conversation-store.ts'
import { type RunController, selectIsRunning } from './run-controller.ts'

/** What is sent for a call that the user does not want to answer: a call without a result must never be sent. */
export const SKIPPED_RESULT = 'No result: the user skipped this call.'

/**
 * Sends the results of all calls of a run, by the id of the call, to the endpoint that asked for them; its answer is
 * a new run of the same turn. Does nothing while a run is under way or a result is missing.
 */
export async function sendToolResults(
  controller: RunController,
  runId: string,
  results: Readonly<Record<string, string>>,
): Promise<void> {
  const { runs } = useConversationStore.getState()
  const run = runs[runId]
  const source = controller.sourceOf(runId)
  if (!run || source?.kind !== 'endpoint' || selectIsRunning({ runs })) return
  const { toolCalls } = run.snapshot
  if (toolCalls.length === 0 || !toolCalls.every(({ id }) => Object.hasOwn(results, id))) return
  const follow = { kind: 'tool-results', runId, results } as const
  await controller.start(run.turnId, { ...source, follow })
}

/** The functions that a run was offered, as the user wrote them; empty where there were none. */
export function offeredTools(controller: RunController, runId: string): string {
  const source = controller.sourceOf(runId)
  const tools = source?.kind === 'endpoint' ? source.settings.parameters.tools : undefined
  return typeof tools === 'string' ? tools : ''
}
