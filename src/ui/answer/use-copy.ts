import { useEffect, useState } from 'react'

/** What became of the last copy; it is forgotten after a moment. */
export type CopyState = 'idle' | 'copied' | 'failed'

const SHOWN_MS = 1600

/** Copies text to the clipboard and says for a moment whether that worked. */
export function useCopy(): { readonly state: CopyState; readonly copy: (text: string) => void } {
  const [state, setState] = useState<CopyState>('idle')
  useEffect(() => {
    if (state === 'idle') return undefined
    const timer = setTimeout(() => setState('idle'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = (text: string) => {
    // Pages that are not served securely have no clipboard at all.
    const clipboard: Clipboard | undefined = navigator.clipboard
    if (clipboard === undefined) return setState('failed')
    clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('failed'),
    )
  }
  return { state, copy }
}
