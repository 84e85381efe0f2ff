import { useComposerStore } from './composer-store.ts'
import { useConversationStore } from './conversation-store.ts'
import { type RunController, selectIsRunning } from './run-controller.ts'

/** Brings the last question back into the composer; nothing changes until it is sent. */
export function editLastQuestion(): void {
  const { turns, runs } = useConversationStore.getState()
  const turn = turns.at(-1)
  if (!turn || selectIsRunning({ runs })) return
  useConversationStore.setState({ editedTurnId: turn.id })
  useComposerStore.setState({ text: turn.question, attachments: turn.attachments, notice: null })
}

export function cancelEdit(): void {
  useConversationStore.setState({ editedTurnId: null })
  useComposerStore.setState({ text: '', attachments: [], notice: null })
}

/** Takes the edited question and its answers out of the conversation, to make room for the new one. */
export function replaceEditedTurn(controller: RunController): void {
  const { editedTurnId, turns } = useConversationStore.getState()
  const edited = turns.find((turn) => turn.id === editedTurnId)
  if (!edited) return
  controller.forget(edited.runIds)
  useConversationStore.setState((state) => ({
    turns: state.turns.filter((turn) => turn.id !== edited.id),
    runs: Object.fromEntries(
      Object.entries(state.runs).filter(([, run]) => run.turnId !== edited.id),
    ),
    focusedRunId: null,
    editedTurnId: null,
  }))
}
