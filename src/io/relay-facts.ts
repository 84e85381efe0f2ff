import { asRecord } from '@/core/session/json-fields.ts'
import type { RelayFacts, RelayPort } from './ports.ts'

/** Asks whether a relay runs beside this page. On a static host there is none, which is no failure. */
export const fetchRelayFacts: RelayPort = async () => {
  try {
    const response = await fetch('/relay', {
      credentials: 'omit',
      cache: 'no-store',
      headers: { Accept: 'application/json' },
    })
    if (!response.headers.get('content-type')?.includes('json')) return null
    return decodeRelayFacts(await response.json())
  } catch {
    return null
  }
}

function decodeRelayFacts(value: unknown): RelayFacts | null {
  const record = asRecord(value)
  if (record?.['relay'] !== true) return null
  return { origins: strings(record['origins']), keys: strings(record['keys']) }
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
