import { checkParameter } from '@/core/catalog/check-parameter.ts'
import { hasThinkingSwitch } from '@/core/catalog/has-thinking-switch.ts'
import { parametersFor } from '@/core/catalog/parameters-for.ts'
import { buildRequest } from '@/core/protocol/build-request.ts'
import { decodeModelList } from '@/core/protocol/decode-model-list.ts'
import type { RunError, StreamEvent } from '@/core/protocol/stream-event.ts'
import type { Result } from '@/core/result.ts'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import type { OutgoingRequest, Ports } from '@/io/ports.ts'
import { originOf, type RunTarget, resolveTarget } from './run-target.ts'

export type ConnectionResult =
  | { readonly ok: true; readonly answeredAfterMs: number }
  | { readonly ok: false; readonly error: RunError }

/** Enough for any server to begin an answer; thinking models stop at the limit, which is fine. */
const TEST_TOKENS = 16

/**
 * Asks the endpoint for a few tokens, exactly the way a question would be asked: only that proves address, key, model
 * and streaming at once. It lets go at the first token.
 */
export async function testConnection(
  ports: Ports,
  endpoint: SavedEndpoint,
  typedKey: string,
  signal: AbortSignal,
): Promise<ConnectionResult> {
  const target = resolveTarget(endpoint)
  const enough = new AbortController()
  const startedAtMs = ports.clock.now()
  let result: ConnectionResult | null = null
  await ports.stream({
    ...outgoing(ports, target, typedKey, buildTestRequest(target)),
    wire: endpoint.wire,
    signal: AbortSignal.any([signal, enough.signal]),
    onEvents: (events, atMs) => {
      result ??= judge(events, atMs - startedAtMs)
      if (result?.ok) enough.abort()
    },
  })
  return result ?? { ok: false, error: NO_ANSWER }
}

const NO_ANSWER: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message: 'The server answered without a single token.',
}

function judge(events: readonly StreamEvent[], afterMs: number): ConnectionResult | null {
  for (const event of events) {
    if (event.type === 'reasoning-delta' || event.type === 'answer-delta')
      return { ok: true, answeredAfterMs: afterMs }
    if (event.type !== 'end') continue
    if (event.error) return { ok: false, error: event.error }
    const isFine = event.status === 'complete' || event.status === 'length'
    return isFine ? { ok: true, answeredAfterMs: afterMs } : { ok: false, error: NO_ANSWER }
  }
  return null
}

function buildTestRequest(target: RunTarget) {
  const { endpoint, provider, dialect, profile } = target
  const limit = parametersFor(provider, dialect, profile).find(
    ({ parameter }) => parameter.id === 'max_tokens',
  )
  const isLimited = limit?.isAvailable && checkParameter(limit.parameter, TEST_TOKENS).ok
  return buildRequest(
    { baseUrl: endpoint.baseUrl, wire: endpoint.wire, dialect, profile },
    {
      model: endpoint.model,
      messages: [{ role: 'user', text: 'Answer with the word OK.', images: [] }],
      thinking: hasThinkingSwitch(profile) ? false : null,
      parameters: isLimited ? { max_tokens: TEST_TOKENS } : {},
    },
  )
}

/** Names of the models that the server lists. The error is one sentence. */
export async function listModels(
  ports: Ports,
  endpoint: SavedEndpoint,
  typedKey: string,
  signal: AbortSignal,
): Promise<Result<readonly string[], string>> {
  const target = resolveTarget(endpoint)
  const request = {
    url: `${endpoint.baseUrl.replace(/\/+$/, '')}${target.provider.modelsPath ?? '/models'}`,
    method: 'GET',
    headers: { Accept: 'application/json' },
    body: null,
    keyHeader: target.dialect.keyHeader,
  } as const
  const answer = await ports.json(outgoing(ports, target, typedKey, request), signal)
  if (!answer.ok) return answer
  const models = decodeModelList(answer.value)
  return models.ok ? { ok: true, value: models.value.map(({ id }) => id) } : models
}

/** The typed key counts; without one, the key that is stored for exactly this origin. */
function outgoing(
  ports: Ports,
  { endpoint }: RunTarget,
  typedKey: string,
  request: OutgoingRequest['request'],
): OutgoingRequest {
  const origin = originOf(endpoint.baseUrl)
  const stored = origin === null ? null : ports.secrets.read(origin)
  return {
    request,
    transport: endpoint.usesRelay ? 'relay' : 'direct',
    key: typedKey === '' ? (stored?.key ?? null) : typedKey,
  }
}
