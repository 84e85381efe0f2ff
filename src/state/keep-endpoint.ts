import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import type { KeyPlace, Ports } from '@/io/ports.ts'
import { useComposerStore } from './composer-store.ts'
import { useEndpointStore } from './endpoint-store.ts'
import { originOf } from './run-target.ts'

/** Saves an endpoint and, for its origin, the key that was typed; an empty field keeps the key that is there. */
export function saveEndpoint(
  ports: Ports,
  endpoint: SavedEndpoint,
  typedKey: string,
  place: KeyPlace,
): void {
  const origin = originOf(endpoint.baseUrl)
  const stored = origin === null ? null : ports.secrets.read(origin)
  const key = typedKey === '' ? stored?.key : typedKey
  if (origin !== null && key) ports.secrets.write(origin, key, place)
  useEndpointStore.getState().save(endpoint)
  useComposerStore.getState().setNotice(null)
}

/** Removes an endpoint, and with the last one of its origin the key. */
export function removeEndpoint(ports: Ports, id: string): void {
  const { endpoints, remove } = useEndpointStore.getState()
  const removed = endpoints.find((endpoint) => endpoint.id === id)
  remove(id)
  const origin = removed ? originOf(removed.baseUrl) : null
  const isShared = endpoints.some((other) => other.id !== id && originOf(other.baseUrl) === origin)
  if (origin !== null && !isShared) ports.secrets.forget(origin)
}
