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
  const { endpoints, save } = useEndpointStore.getState()
  const replaced = endpoints.find(({ id }) => id === endpoint.id)
  save(endpoint)
  // A key of this tab goes with the tab; one on the device would stay with nobody pointing at it.
  if (replaced && keyPlace(ports, replaced.baseUrl) === 'device')
    forgetUnused(ports, replaced.baseUrl)
  useComposerStore.getState().setNotice(null)
}

/** Removes an endpoint, and with the last one of its origin the key. */
export function removeEndpoint(ports: Ports, id: string): void {
  const { endpoints, remove } = useEndpointStore.getState()
  const removed = endpoints.find((endpoint) => endpoint.id === id)
  remove(id)
  if (removed) forgetUnused(ports, removed.baseUrl)
}

/** Where a key for this base URL is kept; never the key itself. */
export function keyPlace(ports: Ports, baseUrl: string): KeyPlace | null {
  const origin = originOf(baseUrl)
  return origin === null ? null : (ports.secrets.read(origin)?.place ?? null)
}

/** A key stays only as long as an endpoint of its origin does. */
function forgetUnused(ports: Ports, baseUrl: string): void {
  const origin = originOf(baseUrl)
  const { endpoints } = useEndpointStore.getState()
  const isUsed = endpoints.some((endpoint) => originOf(endpoint.baseUrl) === origin)
  if (origin !== null && !isUsed) ports.secrets.forget(origin)
}
