import { type RefObject, type UIEvent, useLayoutEffect, useRef, useState } from 'react'
import { textScale } from '@/ui/primitives/text-scale.ts'

type LineWindowOptions = {
  readonly count: number
  /** Height of a line in CSS pixels at the usual text size. */
  readonly lineHeight: number
  /** A wish to see a line; each new object is a new wish. */
  readonly wish?: { readonly line: number } | null
}

type LineWindow = {
  /** Give these to the scroll area. */
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly onScroll: (event: UIEvent<HTMLDivElement>) => void
  /** Lines to keep in the page: from `start` up to but without `end`. */
  readonly start: number
  readonly end: number
  /** Height of a line in CSS pixels. */
  readonly line: number
}

/** Lines come and go in steps, so that not every turn of the wheel renders. */
const STEP = 20
/** Lines kept above and below what is in sight. */
const SPARE = 20

/**
 * A scroll area over any number of lines of one height, of which only those in sight are in the page. It stays at the
 * end while lines are added, unless the reader has scrolled away from there.
 */
export function useLineWindow({ count, lineHeight, wish = null }: LineWindowOptions): LineWindow {
  const scroller = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(false)
  const [first, setFirst] = useState(0)
  const [height, setHeight] = useState(600)
  const line = lineHeight * textScale()

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useLayoutEffect(() => {
    const element = scroller.current
    // A list that has never been scrolled begins at its beginning, however long it gets.
    if (element && isAtEnd.current && count > 0) element.scrollTop = element.scrollHeight
  }, [count])

  useLayoutEffect(() => {
    if (wish && scroller.current) scroller.current.scrollTop = wish.line * line
  }, [wish, line])

  return {
    scroller,
    onScroll: ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
      isAtEnd.current = scrollTop > 0 && scrollHeight - scrollTop - clientHeight < line
      setFirst(Math.floor(scrollTop / line / STEP) * STEP)
    },
    start: Math.max(0, Math.min(first, count - 1) - SPARE),
    end: Math.min(count, first + Math.ceil(height / line) + STEP + SPARE),
    line,
  }
}
