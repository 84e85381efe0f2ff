import { useContext, useEffect, useState } from 'react'
import { CopyContext } from '@/ui/copy-context.ts'

/** What became of the last copy; it is forgotten after a moment. */
export type CopyState = 'idle' | 'copied' | 'failed'

const SHOWN_MS = 1600

/** Copies text to the clipboard and says for a moment whether that worked. */
export function useCopy(): {
  readonly state: CopyState
  readonly copy: (text: string) => Promise<void>
} {
  const copyText = useContext(CopyContext)
  const [state, setState] = useState<CopyState>('idle')
  useEffect(() => {
    if (state === 'idle') return undefined
    const timer = setTimeout(() => setState('idle'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async (text: string) => setState((await copyText(text)) ? 'copied' : 'failed')
  return { state, copy }
}
