import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

const FIRST_BUTTON = '[data-testid="run-error"] button, [data-testid="run-note"] button'

/**
 * Keeps the keyboard where the reader was, when a notice of the run goes away together with the button that was
 * pressed in it: the focus moves to the first button of the notice that says how the run ended, and rests on the run
 * itself until there is one. Give the run this ref.
 */
export function useKeptFocus(): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null)
  const focused = useRef<Element | null>(null)
  const isLost = useRef(false)
  useEffect(() => {
    const run = root.current
    const note = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target !== run) focused.current = event.target
    }
    run?.addEventListener('focusin', note)
    return () => run?.removeEventListener('focusin', note)
  }, [])
  useLayoutEffect(() => {
    const run = root.current
    const { activeElement, body } = document
    if (focused.current !== null && !focused.current.isConnected) {
      isLost.current = activeElement === body
      focused.current = null
    }
    if (!isLost.current || run === null) return
    if (activeElement !== body && activeElement !== run) isLost.current = false
    else focusEnding(run, isLost)
  })
  return root
}

function focusEnding(run: HTMLElement, isLost: { current: boolean }): void {
  const button = run.querySelector<HTMLElement>(FIRST_BUTTON)
  if (button !== null) isLost.current = false
  const target = button ?? run
  // Only now: else every click on its text would take the focus.
  if (target === run) run.tabIndex = -1
  target.focus({ preventScroll: button === null })
}
