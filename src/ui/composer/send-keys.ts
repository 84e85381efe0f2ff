import type { KeyboardEvent } from 'react'

/**
 * Whether a key press sends the question. Enter does, Shift+Enter is a new line, and while an input method is
 * composing (Chinese, Japanese, Korean) Enter belongs to it; Safari reports that state only by key code 229.
 */
export function isSendKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  return (
    event.key === 'Enter' &&
    !event.shiftKey &&
    !event.nativeEvent.isComposing &&
    event.nativeEvent.keyCode !== 229
  )
}
