import { checkParameter } from '@/core/catalog/check-parameter.ts'
import type { Parameter, ParameterId, ParameterValue } from '@/core/catalog/types.ts'
import { decodeReplaySpeed, type ReplaySpeed } from '@/core/run/replay-speed.ts'
import { asRecord } from './json-fields.ts'

export type Theme = 'system' | 'light' | 'dark'
export type Drawer = 'parameters' | 'inspector' | null

/** Small choices that outlive the page. Conversations, pictures and keys are not among them. */
export type Preferences = {
  readonly version: 1
  readonly theme: Theme
  readonly drawer: Drawer
  readonly thinking: boolean
  readonly replaySpeed: ReplaySpeed
  /** Sections of the parameter panel that were folded or opened by hand. */
  readonly sections: Readonly<Partial<Record<Parameter['group'], 'open' | 'folded'>>>
  /** Values that differ from the recommended ones. */
  readonly parameters: Readonly<Partial<Record<ParameterId, ParameterValue>>>
}

export const DEFAULT_PREFERENCES: Preferences = {
  version: 1,
  theme: 'system',
  drawer: null,
  thinking: true,
  replaySpeed: '1',
  sections: {},
  parameters: {},
}

const DRAWERS: readonly Drawer[] = ['parameters', 'inspector']

/** Reads stored preferences; what makes no sense falls back to its default. */
export function decodePreferences(value: unknown, parameters: readonly Parameter[]): Preferences {
  const record = asRecord(value)
  if (record?.['version'] !== 1) return DEFAULT_PREFERENCES
  const theme = record['theme']
  return {
    version: 1,
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    drawer: DRAWERS.find((drawer) => drawer === record['drawer']) ?? null,
    thinking: record['thinking'] !== false,
    replaySpeed: decodeReplaySpeed(record['replaySpeed']),
    sections: decodeSections(record['sections'], parameters),
    parameters: decodeParameters(record['parameters'], parameters),
  }
}

function decodeSections(value: unknown, known: readonly Parameter[]): Preferences['sections'] {
  const record = asRecord(value) ?? {}
  const sections: Partial<Record<Parameter['group'], 'open' | 'folded'>> = {}
  for (const { group } of known) {
    const state = Object.hasOwn(record, group) ? record[group] : null
    if (state === 'open' || state === 'folded') sections[group] = state
  }
  return sections
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
