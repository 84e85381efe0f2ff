import { decodeModelList } from '@/core/protocol/decode-model-list.ts'
import { modelListRequest, modelListUrl } from '@/core/protocol/model-list-url.ts'
import type { Result } from '@/core/result.ts'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import type { Ports } from '@/io/ports.ts'
import { originOf, resolveTarget } from './run-target.ts'

/** Names of the models that the server lists. The error is one sentence. */
export async function listModels(
  ports: Ports,
  endpoint: SavedEndpoint,
  typedKey: string,
  signal: AbortSignal,
): Promise<Result<readonly string[], string>> {
  const target = resolveTarget(endpoint)
  const { name } = target.provider
  const url = modelListUrl(target.provider, endpoint.wire, endpoint.baseUrl)
  if (url === null) return { ok: false, error: `${name} has no list.` }
  const origin = originOf(endpoint.baseUrl)
  const stored = origin === null ? null : ports.secrets.read(origin)
  const answer = await ports.json(
    {
      request: modelListRequest(url, target.dialect.keyHeader),
      transport: endpoint.usesRelay ? 'relay' : 'direct',
      // The typed key counts; without one, the key that is stored for exactly this origin.
      key: typedKey === '' ? (stored?.key ?? null) : typedKey,
    },
    signal,
  )
  if (!answer.ok) return answer
  const models = decodeModelList(answer.value)
  return models.ok ? { ok: true, value: models.value.map(({ id }) => id) } : models
}
