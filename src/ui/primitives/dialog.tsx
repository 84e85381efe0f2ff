import { X } from 'lucide-react'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'

type DialogProps = {
  readonly title: string
  readonly onClose: () => void
  /** Name of the field that gets the focus. */
  readonly focusedField: string
  /** For one question; without it there is room for a form with two columns. */
  readonly isSmall?: boolean
  readonly children: ReactNode
}

/** A modal dialog on the native element: focus trap, Escape and backdrop come from the browser. */
export function Dialog({ title, onClose, focusedField, isSmall = false, children }: DialogProps) {
  const element = useRef<HTMLDialogElement | null>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const dialog = element.current
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>(`[name="${focusedField}"]`)?.focus()
    // Closing, unlike mere removal, gives the focus back to what opened the dialog.
    return () => dialog?.close()
  }, [focusedField])
  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event) => event.stopPropagation()}
      className={classNames(
        // A form grows and shrinks while it is filled in; its head stays where it is.
        isSmall ? 'm-auto w-[26rem]' : 'mx-auto mt-[4dvh] mb-auto w-[54.5rem]',
        'narrow:mt-auto narrow:mb-0 max-h-[92dvh] narrow:w-full max-w-[calc(100vw-32px)] narrow:max-w-none overflow-auto rounded-3 narrow:rounded-b-none bg-panel p-0 text-ink shadow-float backdrop:bg-backdrop',
      )}
    >
      <header className="flex h-12 items-center border-hairline border-b pr-2.5 pl-5">
        <h2 id={titleId} className="font-semibold text-[0.90625rem]/6">
          {title}
        </h2>
        <IconButton
          label="Close"
          icon={<X size={16} strokeWidth={1.5} />}
          onClick={onClose}
          className="ml-auto"
        />
      </header>
      {children}
    </dialog>
  )
}
