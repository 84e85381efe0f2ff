import type { ParameterId, ParameterValue } from '@/core/catalog/types.ts'
import { asRecord } from './json-fields.ts'

export type Theme = 'system' | 'light' | 'dark'
export type Drawer = 'parameters' | null

/** Small choices that outlive the page. Conversations, pictures and keys are not among them. */
export type Preferences = {
  readonly version: 1
  readonly theme: Theme
  readonly drawer: Drawer
  readonly thinking: boolean
  /** Values that differ from the recommended ones. */
  readonly parameters: Readonly<Partial<Record<ParameterId, ParameterValue>>>
}

export const DEFAULT_PREFERENCES: Preferences = {
  version: 1,
  theme: 'system',
  drawer: null,
  thinking: true,
  parameters: {},
}

/** Reads stored preferences; what makes no sense falls back to its default. */
export function decodePreferences(
  value: unknown,
  parameterIds: readonly ParameterId[],
): Preferences {
  const record = asRecord(value)
  if (record?.['version'] !== 1) return DEFAULT_PREFERENCES
  const theme = record['theme']
  return {
    version: 1,
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    drawer: record['drawer'] === 'parameters' ? 'parameters' : null,
    thinking: record['thinking'] !== false,
    parameters: decodeParameters(record['parameters'], parameterIds),
  }
}

function decodeParameters(value: unknown, ids: readonly ParameterId[]): Preferences['parameters'] {
  const record = asRecord(value) ?? {}
  const parameters: Partial<Record<ParameterId, ParameterValue>> = {}
  for (const id of ids) {
    const entry = Object.hasOwn(record, id) ? record[id] : undefined
    if (isParameterValue(entry)) parameters[id] = entry
  }
  return parameters
}

function isParameterValue(value: unknown): value is ParameterValue {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'boolean' || typeof value === 'string') return true
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
