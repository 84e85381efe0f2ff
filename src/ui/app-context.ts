import { createContext, useContext } from 'react'
import type { AppActions } from '@/state/app-actions.ts'

export const AppContext = createContext<AppActions | null>(null)

/** What the screen can ask for. */
export function useApp(): AppActions {
  const actions = useContext(AppContext)
  if (!actions) throw new Error('AppContext is missing above this component')
  return actions
}
