import {
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  useId,
  useRef,
  useState,
} from 'react'
import { classNames } from './class-names.ts'

type TriggerProps = {
  readonly popoverTarget: string
  readonly 'aria-haspopup': 'menu'
  readonly 'aria-expanded': boolean
  readonly ref: (element: HTMLButtonElement | null) => void
}

type MenuProps = {
  readonly label: string
  /** Spread these over the button that opens the menu. */
  readonly trigger: (props: TriggerProps) => ReactNode
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
}

/** A menu in the browser's top layer: the popover attribute brings light dismiss and Escape, we add place and arrow keys. */
export function Menu({ label, trigger, children, align = 'start' }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  const place = (menu: HTMLElement) => {
    const anchor = button.current?.getBoundingClientRect()
    if (!anchor) return
    const left = align === 'start' ? anchor.left : anchor.right - menu.offsetWidth
    const limit = window.innerWidth - menu.offsetWidth - 8
    menu.style.left = `${Math.max(8, Math.min(left, limit))}px`
    const below = anchor.bottom + 4
    const fitsBelow = below + menu.offsetHeight <= window.innerHeight - 8
    menu.style.top = `${fitsBelow ? below : Math.max(8, anchor.top - menu.offsetHeight - 4)}px`
  }
  return (
    <>
      {trigger({
        popoverTarget: id,
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
        ref: (element) => {
          button.current = element
        },
      })}
      <div
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        onToggle={(event) => {
          const opens = event.newState === 'open'
          setIsOpen(opens)
          if (!opens) return
          place(event.currentTarget)
          itemsOf(event.currentTarget)[0]?.focus()
        }}
        onKeyDown={moveFocus}
        className="fixed inset-auto m-0 min-w-48 max-w-[calc(100vw-16px)] rounded-3 bg-raised p-1 text-ink shadow-float outline-none"
      >
        {isOpen ? children : null}
      </div>
    </>
  )
}

type MenuItemProps = Omit<ComponentProps<'button'>, 'onSelect'> & {
  readonly icon?: ReactNode
  readonly onSelect: () => void
  /** Given for a choice among several. */
  readonly isChecked?: boolean
  readonly note?: ReactNode
}

export function MenuItem({
  icon,
  onSelect,
  isChecked,
  note,
  children,
  className,
  ...rest
}: MenuItemProps) {
  return (
    <button
      type="button"
      {...roleOf(isChecked)}
      tabIndex={-1}
      onClick={(event) => {
        event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
        onSelect()
      }}
      className={classNames(
        'flex h-8 narrow:h-10 w-full items-center gap-2 rounded-2 px-2 text-left text-[0.8125rem]/5 text-ink-2 outline-none hover:bg-hover hover:text-ink focus:bg-hover focus:text-ink',
        className,
      )}
      {...rest}
    >
      <span aria-hidden="true" className="flex w-4 shrink-0 justify-center">
        {isChecked ? <span className="size-1.5 rounded-full bg-accent" /> : icon}
      </span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {note ? <span className="shrink-0 text-[0.75rem]/4 text-ink-3">{note}</span> : null}
    </button>
  )
}

function roleOf(isChecked: boolean | undefined) {
  return isChecked === undefined
    ? ({ role: 'menuitem' } as const)
    : ({ role: 'menuitemradio', 'aria-checked': isChecked } as const)
}

function itemsOf(menu: HTMLElement): readonly HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([disabled])')]
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  // Escape closes the menu and means nothing else here.
  if (event.key === 'Escape') event.stopPropagation()
  const items = itemsOf(event.currentTarget)
  const current = items.findIndex((item) => item.matches(':focus'))
  const next = {
    ArrowDown: (current + 1) % items.length,
    ArrowUp: (current - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key]
  if (next === undefined) return
  event.preventDefault()
  items[next]?.focus()
}
