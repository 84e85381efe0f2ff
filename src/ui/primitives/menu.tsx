import {
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { classNames } from './class-names.ts'

type TriggerProps = {
  readonly popoverTarget: string
  readonly 'aria-haspopup': 'menu'
  readonly 'aria-expanded': boolean
  readonly ref: (element: HTMLButtonElement | null) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
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
  const menu = useRef<HTMLDivElement | null>(null)
  const beginsAtEnd = useRef(false)
  const [isOpen, setIsOpen] = useState(false)
  // The items are only there once they are rendered: no earlier can they be measured or take the focus.
  useLayoutEffect(() => {
    if (!isOpen || menu.current === null) return
    placeMenu(menu.current, button.current, align)
    itemsOf(menu.current)
      .at(beginsAtEnd.current ? -1 : 0)
      ?.focus()
    beginsAtEnd.current = false
  }, [isOpen, align])
  const openByArrow = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    beginsAtEnd.current = event.key === 'ArrowUp'
    menu.current?.togglePopover(true)
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
        onKeyDown: openByArrow,
      })}
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        onToggle={(event) => setIsOpen(event.newState === 'open')}
        onKeyDown={moveFocus}
        className={classNames(
          'fixed inset-auto m-0 min-w-48 max-w-[min(24rem,calc(100vw-16px))] rounded-3 bg-raised p-1 text-ink shadow-float outline-none',
          // Until it has its items it has no place either.
          !isOpen && 'invisible',
        )}
      >
        {isOpen ? children : null}
      </div>
    </>
  )
}

function placeMenu(menu: HTMLElement, button: HTMLElement | null, align: MenuProps['align']): void {
  const anchor = button?.getBoundingClientRect()
  if (!anchor) return
  const left = align === 'start' ? anchor.left : anchor.right - menu.offsetWidth
  const limit = window.innerWidth - menu.offsetWidth - 8
  menu.style.left = `${Math.max(8, Math.min(left, limit))}px`
  const below = anchor.bottom + 4
  const fitsBelow = below + menu.offsetHeight <= window.innerHeight - 8
  menu.style.top = `${fitsBelow ? below : Math.max(8, anchor.top - menu.offsetHeight - 4)}px`
}

type MenuItemProps = Omit<ComponentProps<'button'>, 'onSelect'> & {
  readonly icon?: ReactNode
  readonly onSelect: () => void
  /** Given for a choice among several. */
  readonly isChecked?: boolean
  readonly note?: ReactNode
  /** A second line, for what the name does not tell apart. */
  readonly detail?: string | undefined
  /** Why it cannot be chosen now, as a second line; it stays within reach, so that the reason can be read. */
  readonly reason?: string | undefined
}

export function MenuItem({
  icon,
  onSelect,
  isChecked,
  note,
  detail,
  reason,
  children,
  className,
  ...rest
}: MenuItemProps) {
  const id = useId()
  const isOff = reason !== undefined
  return (
    <button
      type="button"
      {...roleOf(isChecked)}
      tabIndex={-1}
      {...(isOff && {
        'aria-disabled': true,
        'aria-labelledby': `${id}name`,
        'aria-describedby': `${id}reason`,
      })}
      onClick={(event) => {
        if (isOff) return
        event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
        onSelect()
      }}
      className={classNames(
        'flex min-h-8 narrow:min-h-10 w-full items-center gap-2 rounded-2 px-2 text-left text-[0.8125rem]/5 outline-none',
        detail !== undefined && 'py-1',
        isOff
          ? 'cursor-default py-1 text-ink-3 focus:bg-hover'
          : 'text-ink-2 hover:bg-hover hover:text-ink focus:bg-hover focus:text-ink',
        className,
      )}
      {...rest}
    >
      <span aria-hidden="true" className="flex w-4 shrink-0 justify-center">
        {isChecked ? <span className="size-1.5 rounded-full bg-accent" /> : icon}
      </span>
      <span className="min-w-0 flex-1">
        <span id={`${id}name`} className="block truncate">
          {children}
        </span>
        {detail === undefined ? null : (
          <span className="block truncate text-[0.75rem]/4 text-ink-3"> {detail}</span>
        )}
        {isOff ? (
          <span id={`${id}reason`} className="block text-[0.75rem]/4">
            {reason}
          </span>
        ) : null}
      </span>
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
  // The focus goes back to the button, and on from there.
  if (event.key === 'Tab') event.currentTarget.hidePopover()
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
  event.stopPropagation()
  items[next]?.focus()
}
