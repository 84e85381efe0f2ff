import { PARAMETERS } from '@/core/catalog/parameters.ts'
import { decodePreferences } from '@/core/session/preferences.ts'
import { decodeSavedEndpoints } from '@/core/session/saved-endpoint.ts'
import type { LocalStorePort } from '@/io/ports.ts'
import { useEndpointStore } from './endpoint-store.ts'
import { usePreferenceStore } from './preference-store.ts'

/** Loads what was stored, then stores every change. Nothing is written before loading is done. */
export function keepPreferences(store: LocalStorePort): void {
  usePreferenceStore.setState(decodePreferences(store.read('preferences'), PARAMETERS))
  useEndpointStore.setState(decodeSavedEndpoints(store.read('endpoints')))
  usePreferenceStore.subscribe(({ theme, drawer, thinking, replaySpeed, sections, parameters }) =>
    store.write('preferences', {
      version: 1,
      theme,
      drawer,
      thinking,
      replaySpeed,
      sections,
      parameters,
    }),
  )
  useEndpointStore.subscribe(({ endpoints, activeId }) =>
    store.write('endpoints', { version: 1, endpoints, activeId }),
  )
}
