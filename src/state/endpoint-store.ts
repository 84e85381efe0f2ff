import { create } from 'zustand'
import {
  NO_ENDPOINTS,
  type SavedEndpoint,
  type SavedEndpoints,
} from '@/core/session/saved-endpoint.ts'

type EndpointState = SavedEndpoints & {
  /** Adds or replaces by id, and makes it the active one. */
  readonly save: (endpoint: SavedEndpoint) => void
  /** Null goes back to the demo. */
  readonly choose: (id: string | null) => void
  readonly remove: (id: string) => void
}

/** Endpoints as this user saved them; none active means the demo is. */
export const useEndpointStore = create<EndpointState>()((set) => ({
  ...NO_ENDPOINTS,
  save: (endpoint) =>
    set(({ endpoints }) => ({
      endpoints: [...endpoints.filter(({ id }) => id !== endpoint.id), endpoint],
      activeId: endpoint.id,
    })),
  choose: (activeId) => set({ activeId }),
  remove: (id) =>
    set(({ endpoints, activeId }) => ({
      endpoints: endpoints.filter((endpoint) => endpoint.id !== id),
      activeId: activeId === id ? null : activeId,
    })),
}))

/** The active endpoint, null for the demo. */
export function selectActiveEndpoint(state: EndpointState): SavedEndpoint | null {
  return state.endpoints.find((endpoint) => endpoint.id === state.activeId) ?? null
}
