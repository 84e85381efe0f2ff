import { TriangleAlert, X } from 'lucide-react'
import type { Attachment } from '@/state/attachment.ts'
import { useApp } from '@/ui/app-context.ts'
import { classNames } from '@/ui/primitives/class-names.ts'

/** One attachment inside the composer: a thumbnail, or the reason why there is none. */
export function AttachmentThumbnail({ attachment }: { readonly attachment: Attachment }) {
  const { removeAttachment } = useApp()
  const isRejected = attachment.state === 'rejected'
  return (
    <li
      data-testid="attachment"
      data-kind={attachment.kind}
      data-state={attachment.state}
      data-name={attachment.name}
      className={classNames('relative', isRejected ? 'order-last w-full' : 'h-11 w-[4.125rem]')}
    >
      {attachment.state === 'ready' ? (
        <img
          src={attachment.image.url}
          alt={attachment.name}
          title={`${attachment.name}, ${attachment.image.width} × ${attachment.image.height}, ${attachment.image.note}`}
          className="size-full rounded-1 object-cover shadow-[0_0_0_1px_var(--hairline)]"
        />
      ) : null}
      {attachment.state === 'preparing' ? (
        <span className="grid size-full place-items-center rounded-1 bg-sunk px-1 text-center text-[0.6875rem]/4 text-ink-3 shadow-[0_0_0_1px_var(--hairline)]">
          Reading…
        </span>
      ) : null}
      {attachment.state === 'rejected' ? (
        <p
          role="alert"
          className="flex items-start gap-2 rounded-1 bg-danger-soft py-1.5 pr-9 pl-2.5 text-[0.75rem]/4 text-ink-2"
        >
          <TriangleAlert size={14} strokeWidth={1.5} className="mt-px text-danger" />
          <span className="min-w-0 [overflow-wrap:anywhere]">{attachment.reason}</span>
        </p>
      ) : null}
      <button
        type="button"
        aria-label={`Remove ${attachment.name}`}
        title={`Remove ${attachment.name}`}
        onClick={() => removeAttachment(attachment.id)}
        className={classNames(
          'absolute grid size-[18px] place-items-center rounded-full bg-ink text-panel after:absolute after:-inset-2 hover:bg-danger',
          isRejected ? 'top-1.5 right-2' : '-top-1.5 -right-1.5',
        )}
      >
        <X size={11} strokeWidth={2.25} />
      </button>
    </li>
  )
}
