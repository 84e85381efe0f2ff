import { PROVIDERS } from '@/core/catalog/providers.ts'
import { parseBaseUrl } from '@/core/protocol/base-url.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'
import type { Result } from '@/core/result.ts'
import { asRecord } from './json-fields.ts'
import { isWire } from './saved-endpoint.ts'

/** Fields of the dialog "Connect a model" that a link may fill. Never a key. */
export type ConnectFields = {
  readonly provider?: string
  readonly baseUrl?: string
  readonly wire?: Wire
  readonly model?: string
  readonly name?: string
}

const PREFIX = '#connect='
const MAXIMUM_LENGTH = 4_000
/** Control, direction and zero-width characters: they make a name look like another one. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/u
const TEXT_FIELDS = ['provider', 'baseUrl', 'model', 'name'] as const
const KNOWN = new Set<string>([...TEXT_FIELDS, 'wire'])

/**
 * Reads `#connect=<encodeURIComponent(JSON)>`. Null where the hash is something else. A link comes from a stranger:
 * it only fills fields, and anything it holds besides the known fields (a key, say) is refused as a whole, so that
 * nobody learns to put secrets into links.
 */
export function parseConnectLink(hash: string): Result<ConnectFields, string> | null {
  if (!hash.startsWith(PREFIX)) return null
  if (hash.length > MAXIMUM_LENGTH) return refuse('it is too long')
  const record = asRecord(parseJson(hash.slice(PREFIX.length)))
  if (!record) return refuse('it cannot be read')
  const unknown = Object.keys(record).find((name) => !KNOWN.has(name))
  if (unknown !== undefined) return refuse('it holds a field that links may not set')
  const wire = record['wire']
  if (wire !== undefined && !isWire(wire)) return refuse('it names a wire that does not exist')
  const fields: { provider?: string; baseUrl?: string; model?: string; name?: string } = {}
  for (const name of TEXT_FIELDS) {
    const value = record[name]
    if (value === undefined) continue
    if (typeof value !== 'string') return refuse(`its ${name} is not text`)
    if (UNSEEN.test(value)) return refuse(`its ${name} holds characters that cannot be seen`)
    fields[name] = value
  }
  const { provider, baseUrl } = fields
  if (provider !== undefined && !isKnownProvider(provider))
    return refuse('it names a provider that does not exist')
  if (baseUrl !== undefined && !parseBaseUrl(baseUrl).ok)
    return refuse('its base URL is no address of a server')
  return { ok: true, value: wire === undefined ? fields : { ...fields, wire } }
}

/** By id or by the name on screen. */
function isKnownProvider(text: string): boolean {
  const wanted = text.toLowerCase()
  return PROVIDERS.some(({ id, name }) => id === wanted || name.toLowerCase() === wanted)
}

function refuse(reason: string): Result<never, string> {
  return { ok: false, error: `This link could not be used: ${reason}. Fill in the fields by hand.` }
}

function parseJson(encoded: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(encoded))
  } catch {
    return null
  }
}
