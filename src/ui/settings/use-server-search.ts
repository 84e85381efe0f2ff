import { useEffect, useRef, useState } from 'react'
import { useApp } from '@/ui/app-context.ts'
import type { SearchState } from './local-servers.tsx'

/** The search for servers on this computer; it begins only when a person asks for it. */
export function useServerSearch() {
  const app = useApp()
  const [search, setSearch] = useState<SearchState>({ kind: 'idle' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const close = () => {
    running.current?.abort()
    setSearch({ kind: 'idle' })
  }
  const start = async () => {
    running.current?.abort()
    const abort = new AbortController()
    running.current = abort
    setSearch({ kind: 'searching' })
    const servers = await app.findLocalServers(abort.signal)
    if (!abort.signal.aborted) setSearch({ kind: 'done', servers })
  }
  return { search, start, close }
}
