import { PARAMETERS } from './parameters.ts'
import type {
  Dialect,
  ModelProfile,
  Parameter,
  ParameterId,
  ParameterLimit,
  ParameterValue,
  Provider,
} from './types.ts'

/** A parameter as one provider and model offer it. */
export type OfferedParameter = {
  /** With the range of this provider and model. */
  readonly parameter: Parameter
  readonly isAvailable: boolean
  /** Why it is not available, in a sentence. */
  readonly reason: string | null
  readonly recommended: ParameterValue | null
}

function modelLimit(parameter: Parameter, profile: ModelProfile): ParameterLimit {
  const most = profile.outputTokens ?? profile.contextTokens
  return parameter.id === 'max_tokens' && most !== null ? { maximum: most } : {}
}

function narrow(parameter: Parameter, limit: ParameterLimit): Parameter {
  if (parameter.kind === 'number') {
    return {
      ...parameter,
      minimum: Math.max(parameter.minimum, limit.minimum ?? parameter.minimum),
      maximum: Math.min(parameter.maximum, limit.maximum ?? parameter.maximum),
    }
  }
  if (parameter.kind === 'list') {
    return {
      ...parameter,
      maxItems: Math.min(parameter.maxItems, limit.maxItems ?? parameter.maxItems),
    }
  }
  return parameter
}

/** A recommendation for a model may lie outside of what its provider takes. */
function clamp(parameter: Parameter, value: ParameterValue | undefined): ParameterValue | null {
  if (value === undefined) {
    return null
  }
  return parameter.kind === 'number' && typeof value === 'number'
    ? Math.min(Math.max(value, parameter.minimum), parameter.maximum)
    : value
}

/** What every server takes: the only recommendations that go to a server nobody knows. */
const UNIVERSAL: ReadonlySet<ParameterId> = new Set(['temperature', 'top_p', 'max_tokens'])

/**
 * The whole parameter table for one provider, the dialect of its wire, and a model, in the order of the panel: ranges narrowed to what
 * both take, and a sentence where a parameter is not available.
 */
export function parametersFor(
  provider: Provider,
  dialect: Dialect,
  profile: ModelProfile,
): readonly OfferedParameter[] {
  return PARAMETERS.map((row) => {
    const narrowed = narrow(row, dialect.limits[row.id] ?? {})
    const parameter = narrow(narrowed, modelLimit(row, profile))
    const isAvailable = dialect.parameters.includes(row.id)
    const isSafe = provider.id !== 'custom' || UNIVERSAL.has(row.id)
    return {
      parameter,
      isAvailable,
      reason: isAvailable ? null : `${provider.name} does not take this parameter.`,
      recommended: isAvailable && isSafe ? clamp(parameter, profile.recommended[row.id]) : null,
    }
  })
}
