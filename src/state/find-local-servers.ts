import { PROVIDERS } from '@/core/catalog/providers.ts'
import type { Provider } from '@/core/catalog/types.ts'
import { parseBaseUrl } from '@/core/protocol/base-url.ts'
import { identifyServer } from '@/core/protocol/identify-server.ts'
import { modelListRequest, modelListUrl } from '@/core/protocol/model-list-url.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'
import type { Ports } from '@/io/ports.ts'
import { requestJson } from './request-json.ts'

/** Something that listens at one of the usual addresses of this computer. */
export type LocalServer = {
  readonly origin: string
} & (
  | {
      readonly kind: 'found'
      readonly providerId: string
      /** Of the provider's first wire. */
      readonly baseUrl: string
      readonly models: readonly string[]
      readonly bestModel: string | null
    }
  /** It is there, but pages may not read its answers; one of these it would be. */
  | { readonly kind: 'closed'; readonly providers: readonly Provider[] }
)

type Place = {
  readonly origin: string
  readonly baseUrl: string
  /** Who is known to listen there. */
  readonly providers: readonly Provider[]
  readonly wire: Wire
}

/** Nobody waits long for a server on the same computer; one that is loading a model may not answer at all. */
const TIMEOUT_MS = 3_000

/** The usual addresses, from the rows of the catalog: one a port. */
function listPlaces(): readonly Place[] {
  const places = new Map<string, Place>()
  for (const provider of PROVIDERS) {
    const address = parseBaseUrl(provider.baseUrl)
    if (!address.ok || !address.value.isLoopback) continue
    const { origin } = address.value
    const place = places.get(origin)
    const wire = provider.wires.includes('ollama') ? 'ollama' : 'chat-completions'
    const providers = [...(place?.providers ?? []), provider]
    places.set(origin, { origin, baseUrl: provider.baseUrl, wire, providers })
  }
  return [...places.values()]
}

/**
 * Asks at the usual addresses of local servers, all at once and only because a person pressed the button, who is
 * there. No key goes along.
 */
export async function findLocalServers(
  ports: Ports,
  signal: AbortSignal,
): Promise<readonly LocalServer[]> {
  const found = await Promise.all(listPlaces().map((place) => lookAt(ports, place, signal)))
  return found.filter((server) => server !== null)
}

async function lookAt(
  ports: Ports,
  { origin, baseUrl, providers, wire }: Place,
  signal: AbortSignal,
): Promise<LocalServer | null> {
  const [first] = providers
  const url = first ? modelListUrl(first, wire, baseUrl) : null
  if (url === null) return null
  const answer = await requestJson(
    ports,
    {
      request: modelListRequest(url, 'authorization'),
      transport: 'direct',
      key: null,
    },
    AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  )
  if (answer.error?.code === 'cors') return { kind: 'closed', origin, providers }
  const server = answer.value === undefined ? null : identifyServer(answer.value)
  return server ? { kind: 'found', origin, baseUrl, ...server } : null
}
