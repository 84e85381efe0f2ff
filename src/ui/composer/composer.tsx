import { ArrowUp, Paperclip, Square, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { type ComposerNotice, useComposerStore } from '@/state/composer-store.ts'
import { useConversationStore } from '@/state/conversation-store.ts'
import { useDialogStore } from '@/state/dialog-store.ts'
import { selectActiveEndpoint, useEndpointStore } from '@/state/endpoint-store.ts'
import { selectIsRunning } from '@/state/run-controller.ts'
import { showParameter } from '@/state/show-parameter.ts'
import { useApp } from '@/ui/app-context.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { IconButton } from '@/ui/primitives/icon-button.tsx'
import { AttachmentThumbnail } from './attachment-thumbnail.tsx'
import { isSendKey } from './send-keys.ts'
import { ThinkingSwitch } from './thinking-switch.tsx'

/** The question that is being written: pictures, text, thinking, Send or Stop. */
export function Composer() {
  const { ask } = useApp()
  const text = useComposerStore((state) => state.text)
  const setText = useComposerStore((state) => state.setText)
  const attachments = useComposerStore((state) => state.attachments)
  const hasTurns = useConversationStore((state) => state.turns.length > 0)
  const editedTurnId = useConversationStore((state) => state.editedTurnId)
  const field = useRef<HTMLTextAreaElement | null>(null)
  useEffect(() => {
    // On a touch screen the keyboard would jump up.
    if (editedTurnId !== null || matchMedia('(pointer: fine)').matches) field.current?.focus()
  }, [editedTurnId])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void ask()
      }}
      className="composer flex-none rounded-3 bg-raised shadow-[inset_0_0_0_1px_var(--control)] focus-within:shadow-[inset_0_0_0_2px_var(--accent)]"
    >
      <ComposerNotes />
      {attachments.length > 0 ? (
        <ul
          aria-label="Attachments"
          className="flex max-h-52 flex-wrap gap-2 overflow-auto px-2.5 pt-2.5 pb-1"
        >
          {attachments.map((attachment) => (
            <AttachmentThumbnail key={attachment.id} attachment={attachment} />
          ))}
        </ul>
      ) : null}
      <textarea
        ref={field}
        aria-label="Message"
        rows={1}
        value={text}
        placeholder={hasTurns ? 'Ask a follow-up' : 'Ask about a picture'}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (!isSendKey(event)) return
          event.preventDefault()
          void ask()
        }}
        className="field-sizing-content block max-h-48 min-h-11 w-full resize-none bg-transparent px-3 pt-2.5 pb-0.5 narrow:text-[1rem]/[1.375rem] text-[0.875rem]/[1.375rem] outline-none"
      />
      <div className="flex flex-wrap items-center gap-0.5 px-2 pt-1.5 pb-2">
        <AttachButton />
        <ThinkingSwitch />
        <SendOrStop />
      </div>
    </form>
  )
}

/** What stands above the text: why a question was not sent, or that an old one is being edited. */
function ComposerNotes() {
  const { cancelEdit } = useApp()
  const notice = useComposerStore((state) => state.notice)
  const setNotice = useComposerStore((state) => state.setNotice)
  const isEditing = useConversationStore((state) => state.editedTurnId !== null)
  return (
    <>
      {isEditing ? (
        <p className="flex items-center gap-2 border-hairline border-b px-3 py-1.5 text-[0.75rem]/4 text-ink-2">
          Editing your last question; sending replaces its answer.
          <Button size="small" className="ml-auto" onClick={cancelEdit}>
            Cancel
          </Button>
        </p>
      ) : null}
      {notice ? (
        <div
          role="alert"
          className="flex flex-wrap items-center gap-x-2 gap-y-1 border-hairline border-b px-3 py-1.5 text-[0.78125rem]/[1.125rem] text-ink"
        >
          <span className="min-w-0 flex-1 basis-60">{notice.text}</span>
          <NoticeButton notice={notice} />
          <IconButton
            size="small"
            label="Dismiss"
            icon={<X size={14} strokeWidth={1.5} />}
            onClick={() => setNotice(null)}
          />
        </div>
      ) : null}
    </>
  )
}

/** What can be done about the notice at the press of a button. */
function NoticeButton({ notice }: { readonly notice: ComposerNotice }) {
  const openConnect = useDialogStore((state) => state.openConnect)
  const endpointId = useEndpointStore((state) => selectActiveEndpoint(state)?.id)
  const { action, parameter } = notice
  if (parameter)
    return (
      <Button size="small" weight="line" onClick={() => showParameter(parameter.id)}>
        Go to {parameter.label}
      </Button>
    )
  if (action === 'edit-key' && endpointId !== undefined)
    return (
      <Button
        size="small"
        weight="line"
        onClick={() => openConnect({ kind: 'endpoint', id: endpointId, field: 'key' })}
      >
        Fill in the key
      </Button>
    )
  return action === 'connect' ? (
    <Button size="small" weight="line" onClick={() => openConnect(null)}>
      Choose a provider
    </Button>
  ) : null
}

function AttachButton() {
  const { attach } = useApp()
  const input = useRef<HTMLInputElement | null>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        aria-label="Attach files"
        accept="image/jpeg,image/png,image/webp,image/gif,application/json"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])].map((blob) => ({ blob, name: blob.name }))
          // The same file can be chosen again after it was removed.
          event.target.value = ''
          void attach(files)
        }}
      />
      <IconButton
        label="Choose pictures"
        icon={<Paperclip size={16} strokeWidth={1.5} />}
        onClick={() => input.current?.click()}
      />
    </>
  )
}

function SendOrStop() {
  const { stop } = useApp()
  const isRunning = useConversationStore(selectIsRunning)
  const isEmpty = useComposerStore((state) => state.text.trim() === '')
  if (isRunning)
    return (
      <Button
        weight="ink"
        className="ml-auto px-3"
        aria-label="Stop"
        icon={<Square size={10} fill="currentColor" />}
        onClick={stop}
      >
        Stop
        <kbd className="narrow:hidden rounded-1 border border-current px-1 font-mono text-[0.6875rem]/4 opacity-80">
          Esc
        </kbd>
      </Button>
    )
  return (
    <Button
      type="submit"
      weight="main"
      className="ml-auto px-3"
      disabled={isEmpty}
      icon={<ArrowUp size={16} strokeWidth={1.5} />}
    >
      Send
    </Button>
  )
}
