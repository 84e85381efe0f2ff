import { queryOptions } from '@tanstack/react-query'
import type { AppActions } from './app-actions.ts'

/** The demo gallery; it ships with the app and never changes under a page. */
export function demosQuery({ loadDemos }: AppActions) {
  return queryOptions({
    queryKey: ['demos'],
    queryFn: loadDemos,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Whether a relay runs beside the page, and for which origins. */
export function relayQuery({ loadRelay }: AppActions) {
  return queryOptions({ queryKey: ['relay'], queryFn: loadRelay, staleTime: 60_000 })
}
