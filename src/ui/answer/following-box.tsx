import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'

type FollowingBoxProps = {
  readonly id: string
  /** Whether text still arrives at the end. */
  readonly isFollowing: boolean
  /** The reader scrolled, clicked or pressed a key in it. */
  readonly onTouch: () => void
  readonly children: ReactNode
}

/** This close to the end counts as being there: a line and a half. */
const END_SLACK_PX = 32
/** Only a box scrolled by more than this has hidden a line: its upper edge then fades. */
const FADE_FROM_PX = 12

/** A capped box that stays at its end while text arrives, unless the reader scrolled away from it. */
export function FollowingBox({ id, isFollowing, onTouch, children }: FollowingBoxProps) {
  const box = useRef<HTMLElement>(null)
  const isAtEnd = useRef(true)
  const [isScrolled, setIsScrolled] = useState(false)

  // Runs after each render, that is after each frame in which text arrived.
  useLayoutEffect(() => {
    const element = box.current
    if (element !== null && isFollowing && isAtEnd.current) element.scrollTop = element.scrollHeight
  })

  const handleScroll = () => {
    const element = box.current
    if (element === null) return
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < END_SLACK_PX
    setIsScrolled(element.scrollTop > FADE_FROM_PX)
  }

  return (
    <section
      ref={box}
      id={id}
      aria-label="Reasoning text"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
      tabIndex={0}
      data-scrolled={isScrolled}
      onScroll={handleScroll}
      onWheel={onTouch}
      onPointerDown={onTouch}
      onKeyDown={onTouch}
      className="thought -ml-1.5 max-h-[19.125rem] narrow:max-h-[13.75rem] overflow-y-auto px-1.5 pt-1 pb-1.5 text-[0.84375rem]/[1.375rem] text-ink-2 [overflow-anchor:none] focus-visible:-outline-offset-2"
    >
      {children}
    </section>
  )
}
