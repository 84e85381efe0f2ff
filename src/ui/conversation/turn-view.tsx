import { Pencil } from 'lucide-react'
import { type Turn, useConversationStore } from '@/state/conversation-store.ts'
import { selectIsRunning } from '@/state/run-controller.ts'
import { useApp } from '@/ui/app-context.ts'
import { classNames } from '@/ui/primitives/class-names.ts'
import { IconButton } from '@/ui/primitives/icon-button.tsx'
import { RunContainer } from './run-container.tsx'

/** A question with its thumbnails, and the runs that answer it. */
export function TurnView({ turn, isLast }: { readonly turn: Turn; readonly isLast: boolean }) {
  const isEdited = useConversationStore((state) => state.editedTurnId === turn.id)
  return (
    <article className={classNames('flex flex-col gap-4', isEdited && 'opacity-60')}>
      <div className="group flex items-start gap-3">
        {turn.attachments.length > 0 ? (
          <ul className="flex max-w-[45%] shrink-0 flex-wrap gap-1.5">
            {turn.attachments.map(({ id, name, image }) => (
              <li key={id}>
                <img
                  src={image.url}
                  alt={name}
                  title={`${name}, ${image.width} × ${image.height}, ${image.note}`}
                  className="h-11 w-[4.125rem] rounded-1 object-cover shadow-[0_0_0_1px_var(--hairline)]"
                />
              </li>
            ))}
          </ul>
        ) : null}
        <h2 className="min-w-0 flex-1 whitespace-pre-wrap font-[550] medium:text-[0.875rem]/[1.375rem] text-[0.9375rem]/6 [overflow-wrap:anywhere]">
          {turn.question}
        </h2>
        {isLast ? <EditButton /> : null}
      </div>
      {turn.runIds.map((runId, index) => (
        <RunContainer
          key={runId}
          runId={runId}
          number={turn.runIds.length > 1 ? index + 1 : null}
        />
      ))}
    </article>
  )
}

function EditButton() {
  const { editLastQuestion } = useApp()
  const isRunning = useConversationStore(selectIsRunning)
  if (isRunning) return null
  return (
    <IconButton
      size="small"
      label="Edit question"
      icon={<Pencil size={14} strokeWidth={1.5} />}
      onClick={editLastQuestion}
    />
  )
}
