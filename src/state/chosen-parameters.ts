import { checkParameter } from '@/core/catalog/check-parameter.ts'
import { type OfferedParameter, parametersFor } from '@/core/catalog/parameters-for.ts'
import type {
  Dialect,
  ModelProfile,
  ParameterId,
  ParameterValue,
  Provider,
} from '@/core/catalog/types.ts'
import type { Result } from '@/core/result.ts'
import { unmetCondition } from './unmet-condition.ts'

export type ParameterValues = Readonly<Partial<Record<ParameterId, ParameterValue>>>

type CatalogRows = {
  readonly provider: Provider
  readonly dialect: Dialect
  readonly profile: ModelProfile
}

/**
 * Values to send: the model's recommended ones with the user's changes over them, for what the provider knows and
 * what is not idle without another parameter. The error is the sentence about the first value outside its range; such
 * a value is never sent.
 */
export function chooseParameters(
  { provider, dialect, profile }: CatalogRows,
  changes: ParameterValues,
): Result<ParameterValues, string> {
  const rows = parametersFor(provider, dialect, profile).filter(({ isAvailable }) => isAvailable)
  const wanted = wantedValues(rows, changes)
  const values: Partial<Record<ParameterId, ParameterValue>> = {}
  for (const { parameter } of rows) {
    const value = wanted[parameter.id]
    if (value === undefined || unmetCondition(parameter.id, wanted) !== null) continue
    const checked = checkParameter(parameter, value)
    if (!checked.ok) return checked
    values[parameter.id] = checked.value
  }
  return { ok: true, value: values }
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
