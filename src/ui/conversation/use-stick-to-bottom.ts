import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/** Closer than this to the end counts as being there. */
const NEAR_END_PX = 48

type StickToBottom = {
  readonly scrollRef: RefObject<HTMLDivElement | null>
  readonly contentRef: RefObject<HTMLDivElement | null>
  readonly isAtEnd: boolean
  readonly jumpToEnd: () => void
}

/**
 * Follows the end of a growing text, but only while the reader is there: the first gesture upwards lets go, and
 * coming back to the end takes hold again. Place is kept by jumping, never by smooth scrolling per token.
 */
export function useStickToBottom(): StickToBottom {
  const scrollRef = useRef<HTMLDivElement | null>(null)
  const contentRef = useRef<HTMLDivElement | null>(null)
  const follows = useRef(true)
  const [isAtEnd, setIsAtEnd] = useState(true)

  const jumpToEnd = useCallback(() => {
    const scroll = scrollRef.current
    if (!scroll) return
    follows.current = true
    scroll.scrollTop = scroll.scrollHeight
    setIsAtEnd(true)
  }, [])

  useEffect(() => {
    const scroll = scrollRef.current
    const content = contentRef.current
    if (!scroll || !content) return
    let lastTop = scroll.scrollTop
    const handleScroll = () => {
      const isNear = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_END_PX
      // Growing text never scrolls up, so an upward move is the reader's.
      if (scroll.scrollTop < lastTop - 1 && !isNear) follows.current = false
      if (isNear) follows.current = true
      lastTop = scroll.scrollTop
      setIsAtEnd(isNear || follows.current)
    }
    const observer = new ResizeObserver(() => {
      if (follows.current) scroll.scrollTop = scroll.scrollHeight
      // Where something gave way to less, the end moved up and we with it: that was no gesture.
      lastTop = scroll.scrollTop
    })
    scroll.addEventListener('scroll', handleScroll, { passive: true })
    observer.observe(content)
    observer.observe(scroll)
    return () => {
      scroll.removeEventListener('scroll', handleScroll)
      observer.disconnect()
    }
  }, [])

  return { scrollRef, contentRef, isAtEnd, jumpToEnd }
}
