import { checkParameter } from '@/core/catalog/check-parameter.ts'
import type { Parameter, ParameterId, ParameterValue } from '@/core/catalog/types.ts'
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
export function decodePreferences(value: unknown, parameters: readonly Parameter[]): Preferences {
  const record = asRecord(value)
  if (record?.['version'] !== 1) return DEFAULT_PREFERENCES
  const theme = record['theme']
  return {
    version: 1,
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    drawer: record['drawer'] === 'parameters' ? 'parameters' : null,
    thinking: record['thinking'] !== false,
    parameters: decodeParameters(record['parameters'], parameters),
  }
}

function decodeParameters(value: unknown, known: readonly Parameter[]): Preferences['parameters'] {
  const record = asRecord(value) ?? {}
  const parameters: Partial<Record<ParameterId, ParameterValue>> = {}
  for (const parameter of known) {
    if (!Object.hasOwn(record, parameter.id)) continue
    const checked = checkParameter(parameter, record[parameter.id])
    if (checked.ok) parameters[parameter.id] = checked.value
  }
  return parameters
}
