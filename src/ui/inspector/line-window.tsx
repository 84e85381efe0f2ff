import type { ReactNode } from 'react'
import { classNames } from '@/ui/primitives/class-names.ts'
import { useLineWindow } from './use-line-window.ts'

const LINE_HEIGHT = 17

type LineWindowProps = {
  readonly lines: readonly string[]
  /** Grows with `lines`, which may keep its identity. */
  readonly count: number
  readonly label: string
  readonly testId: string
  readonly className: string
  /** What the text of the lines in sight looks like. */
  readonly show: (text: string) => ReactNode
}

/** Any number of lines of code, of which only those in sight are in the page. */
export function LineWindow({ lines, count, label, testId, className, show }: LineWindowProps) {
  const { scroller, onScroll, start, end, line } = useLineWindow({ count, lineHeight: LINE_HEIGHT })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a scroll area is no set of form fields
    <div
      ref={scroller}
      role="group"
      aria-label={label}
      data-testid={testId}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
      tabIndex={0}
      className={classNames(
        'overflow-auto bg-sunk pt-2 focus-visible:-outline-offset-2',
        className,
      )}
      onScroll={onScroll}
    >
      <div style={{ height: count * line }} className="px-3">
        <pre
          style={{ transform: `translateY(${start * line}px)` }}
          className="font-mono text-[0.6875rem]/[1.0625rem]"
        >
          {show(
            lines
              .slice(start, end)
              .map((text) => `${text}\n`)
              .join(''),
          )}
        </pre>
      </div>
    </div>
  )
}
