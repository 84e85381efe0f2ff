import type { Corrections } from '@/core/catalog/types.ts'
import { parseBaseUrl } from '@/core/protocol/base-url.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'
import { decodeCorrections } from './decode-corrections.ts'
import { asRecord, stringField } from './json-fields.ts'

/** A provider as this user saved it. It holds no key: a key belongs to the origin of the base URL. */
export type SavedEndpoint = {
  readonly id: string
  readonly providerId: string
  /** Shown instead of the provider's name when given. */
  readonly name: string
  readonly baseUrl: string
  readonly wire: Wire
  readonly model: string
  readonly usesRelay: boolean
  /** Flags of the catalog that this user set right. */
  readonly corrections: Corrections
}

export type SavedEndpoints = {
  readonly version: 1
  readonly endpoints: readonly SavedEndpoint[]
  /** Null: the demo. */
  readonly activeId: string | null
}

export const NO_ENDPOINTS: SavedEndpoints = { version: 1, endpoints: [], activeId: null }

const WIRES: readonly Wire[] = ['chat-completions', 'responses', 'messages', 'ollama']

/** Reads what was stored; rows that make no sense are left out, the rest is kept. */
export function decodeSavedEndpoints(value: unknown): SavedEndpoints {
  const record = asRecord(value)
  const rows = record?.['endpoints']
  if (record?.['version'] !== 1 || !Array.isArray(rows)) return NO_ENDPOINTS
  const endpoints = rows.map(decodeEndpoint).filter((endpoint) => endpoint !== null)
  const activeId = stringField(record, 'activeId')
  const isKnown = endpoints.some((endpoint) => endpoint.id === activeId)
  return { version: 1, endpoints, activeId: isKnown ? activeId : null }
}

export function isWire(value: unknown): value is Wire {
  return WIRES.some((wire) => wire === value)
}

function decodeEndpoint(value: unknown): SavedEndpoint | null {
  const record = asRecord(value)
  if (!record) return null
  const id = stringField(record, 'id')
  const providerId = stringField(record, 'providerId')
  const baseUrl = stringField(record, 'baseUrl')
  const model = stringField(record, 'model')
  const wire = record['wire']
  if (id === null || providerId === null || baseUrl === null || model === null || !isWire(wire))
    return null
  // An address that the dialog would refuse was not saved by it.
  if (!parseBaseUrl(baseUrl).ok) return null
  return {
    id,
    providerId,
    baseUrl,
    wire,
    model,
    name: stringField(record, 'name') ?? '',
    usesRelay: record['usesRelay'] === true,
    corrections: decodeCorrections(record['corrections']),
  }
}
