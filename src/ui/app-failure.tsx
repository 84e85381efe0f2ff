import { type Turn, useConversationStore } from '@/state/conversation-store.ts'
import { useApp } from './app-context.ts'
import { Button } from './primitives/button.tsx'

type ReadRaw = (runId: string) => { readonly reasoning: string; readonly answer: string }

/** Shown in place of the whole app where that fails: what was said can still be saved. */
export function AppFailure({ onTryAgain }: { readonly onTryAgain: () => void }) {
  const { readRaw, saveText } = useApp()
  const hasTurns = useConversationStore((state) => state.turns.length > 0)
  const save = () => {
    const { turns } = useConversationStore.getState()
    saveText('sightline-conversation.txt', conversationText(turns, readRaw))
  }
  return (
    <main className="grid h-dvh place-items-center bg-stage p-6 text-ink">
      <div
        role="alert"
        className="grid max-w-[34rem] gap-4 rounded-3 bg-panel p-6 text-[0.875rem]/[1.375rem] shadow-float"
      >
        <h1 className="font-semibold text-[1.0625rem]/6">Sightline could not draw this page</h1>
        <p className="text-ink-2">
          Something in it caused an error. Endpoints, keys and settings are safe.{' '}
          {hasTurns
            ? 'The conversation is still in memory: save its text before you reload, which begins a new one.'
            : 'Reloading begins anew.'}
        </p>
        <p className="flex flex-wrap gap-2">
          {hasTurns ? (
            <Button weight="main" onClick={save}>
              Save conversation
            </Button>
          ) : null}
          <Button weight="line" onClick={onTryAgain}>
            Try again
          </Button>
          <Button weight="line" onClick={() => location.reload()}>
            Reload
          </Button>
        </p>
      </div>
    </main>
  )
}

/** Questions and raw answers, oldest first. */
function conversationText(turns: readonly Turn[], readRaw: ReadRaw): string {
  return turns
    .map(({ question, runIds }) => {
      const runs = runIds
        .map(readRaw)
        .map(({ reasoning, answer }) =>
          reasoning === ''
            ? `Answer:\n${answer}`
            : `Reasoning:\n${reasoning}\n\nAnswer:\n${answer}`,
        )
      return [`Question:\n${question}`, ...runs].join('\n\n')
    })
    .join('\n\n---\n\n')
}
