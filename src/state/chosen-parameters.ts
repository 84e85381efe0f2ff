import { checkParameter } from '@/core/catalog/check-parameter.ts'
import { parametersFor } from '@/core/catalog/parameters-for.ts'
import type {
  Dialect,
  ModelProfile,
  ParameterId,
  ParameterValue,
  Provider,
} from '@/core/catalog/types.ts'
import type { Result } from '@/core/result.ts'

export type ParameterValues = Readonly<Partial<Record<ParameterId, ParameterValue>>>

type CatalogRows = {
  readonly provider: Provider
  readonly dialect: Dialect
  readonly profile: ModelProfile
}

/**
 * Values to send: the model's recommended ones with the user's changes over them, for what the provider knows.
 * The error is the sentence about the first value outside its range; such a value is never sent.
 */
export function chooseParameters(
  { provider, dialect, profile }: CatalogRows,
  changes: ParameterValues,
): Result<ParameterValues, string> {
  const values: Partial<Record<ParameterId, ParameterValue>> = {}
  for (const { parameter, isAvailable, recommended } of parametersFor(provider, dialect, profile)) {
    const value = changes[parameter.id] ?? recommended
    if (!isAvailable || value === null) continue
    const checked = checkParameter(parameter, value)
    if (!checked.ok) return checked
    values[parameter.id] = checked.value
  }
  return { ok: true, value: values }
}
