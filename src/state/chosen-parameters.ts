import { checkParameter } from '@/core/catalog/check-parameter.ts'
import { type OfferedParameter, parametersFor } from '@/core/catalog/parameters-for.ts'
import type {
  Dialect,
  ModelProfile,
  Parameter,
  ParameterId,
  ParameterValue,
  Provider,
} from '@/core/catalog/types.ts'
import type { Result } from '@/core/result.ts'
import { unmetCondition } from './unmet-condition.ts'

export type ParameterValues = Readonly<Partial<Record<ParameterId, ParameterValue>>>

/** A value that cannot be sent. */
export type ParameterMistake = {
  readonly parameter: Parameter
  /** Says which parameter it is about. */
  readonly sentence: string
}

type CatalogRows = {
  readonly provider: Provider
  readonly dialect: Dialect
  readonly profile: ModelProfile
}

/**
 * Values to send: the model's recommended ones with the user's changes over them, for what the provider knows and
 * what is not idle without another parameter. The error is about the first value outside its range; such
 * a value is never sent.
 */
export function chooseParameters(
  { provider, dialect, profile }: CatalogRows,
  changes: ParameterValues,
): Result<ParameterValues, ParameterMistake> {
  const rows = parametersFor(provider, dialect, profile).filter(({ isAvailable }) => isAvailable)
  const wanted = wantedValues(rows, changes)
  const values: Partial<Record<ParameterId, ParameterValue>> = {}
  for (const { parameter } of rows) {
    const value = wanted[parameter.id]
    if (value === undefined || unmetCondition(parameter.id, wanted) !== null) continue
    const checked = checkParameter(parameter, value)
    if (!checked.ok) return { ok: false, error: nameMistake(parameter, checked.error) }
    values[parameter.id] = checked.value
  }
  return { ok: true, value: values }
}

/** The sentence below a field need not name it; away from the field it has to. */
function nameMistake(parameter: Parameter, sentence: string): ParameterMistake {
  const isNamed = sentence.startsWith(parameter.label)
  return { parameter, sentence: isNamed ? sentence : `${parameter.label}: ${sentence}` }
}

/** What the screen shows as set: the user's change, else the recommendation. */
export function wantedValues(
  rows: readonly OfferedParameter[],
  changes: ParameterValues,
): ParameterValues {
  const values: Partial<Record<ParameterId, ParameterValue>> = {}
  for (const { parameter, isAvailable, recommended } of rows) {
    const value = changes[parameter.id] ?? recommended
    if (isAvailable && value !== null) values[parameter.id] = value
  }
  return values
}
