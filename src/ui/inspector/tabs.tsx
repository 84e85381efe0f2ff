import type { KeyboardEvent, ReactNode } from 'react'
import { classNames } from '@/ui/primitives/class-names.ts'

type TabsProps<Id extends string> = {
  readonly label: string
  readonly tabs: readonly (readonly [id: Id, name: string])[]
  readonly current: Id
  readonly onChange: (id: Id) => void
  /** Unique in the page; tabs and panel are named after it. */
  readonly id: string
  readonly children: ReactNode
}

/** A row of tabs and the panel of the current one. Arrow keys move between tabs. */
export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { label, tabs, current, onChange, id, children } = props
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const at = tabs.findIndex(([tab]) => tab === current)
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const next = step === undefined ? undefined : tabs.at((at + step) % tabs.length)
    if (!next) return
    event.preventDefault()
    onChange(next[0])
    document.getElementById(`${id}-${next[0]}`)?.focus()
  }
  return (
    <>
      <div
        role="tablist"
        aria-label={label}
        className="flex flex-none gap-0.5 border-hairline border-b px-2 py-2"
        onKeyDown={move}
      >
        {tabs.map(([tab, name]) => (
          <button
            key={tab}
            id={`${id}-${tab}`}
            type="button"
            role="tab"
            aria-selected={tab === current}
            aria-controls={`${id}-panel`}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => onChange(tab)}
            className={classNames(
              'h-6 narrow:h-9 rounded-2 px-2 font-medium text-[0.75rem]/4 hover:bg-hover hover:text-ink',
              tab === current ? 'bg-hover text-ink' : 'text-ink-2',
            )}
          >
            {name}
          </button>
        ))}
      </div>
      <div
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-${current}`}
        className="flex min-h-0 flex-1 flex-col"
      >
        {children}
      </div>
    </>
  )
}
