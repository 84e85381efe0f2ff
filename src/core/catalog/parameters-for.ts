import { PARAMETERS } from './parameters.ts'
import type { ModelProfile, Parameter, ParameterId, ParameterValue, Provider } from './types.ts'

/** A parameter as one provider and model offer it. */
export type OfferedParameter = {
  /** With the range of this provider and model. */
  readonly parameter: Parameter
  readonly isAvailable: boolean
  /** Why it is not available, in a sentence. */
  readonly reason: string | null
  readonly recommended: ParameterValue | null
}

type Limit = { readonly minimum?: number; readonly maximum?: number; readonly maxItems?: number }

/** https://docs.z.ai/api-reference/llm/chat-completion */
const ZHIPU_LIMITS: Readonly<Partial<Record<ParameterId, Limit>>> = {
  temperature: { minimum: 0, maximum: 1 },
  top_p: { minimum: 0.01, maximum: 1 },
  max_tokens: { maximum: 131_072 },
  stop: { maxItems: 1 },
}

const PROVIDER_LIMITS: ReadonlyMap<string, typeof ZHIPU_LIMITS> = new Map([
  ['zai', ZHIPU_LIMITS],
  ['bigmodel', ZHIPU_LIMITS],
])

function modelLimit(parameter: Parameter, profile: ModelProfile): Limit {
  const most = profile.outputTokens ?? profile.contextTokens
  return parameter.id === 'max_tokens' && most !== null ? { maximum: most } : {}
}

function narrow(parameter: Parameter, limit: Limit): Parameter {
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
 * The whole parameter table for one provider and model, in the order of the panel: ranges narrowed to what
 * both take, and a sentence where a parameter is not available.
 */
export function parametersFor(
  provider: Provider,
  profile: ModelProfile,
): readonly OfferedParameter[] {
  const limits = PROVIDER_LIMITS.get(provider.id) ?? {}
  return PARAMETERS.map((row) => {
    const narrowed = narrow(row, limits[row.id] ?? {})
    const parameter = narrow(narrowed, modelLimit(row, profile))
    const isAvailable = provider.dialect.parameters.includes(row.id)
    const isSafe = provider.id !== 'custom' || UNIVERSAL.has(row.id)
    return {
      parameter,
      isAvailable,
      reason: isAvailable ? null : `${provider.name} does not take this parameter.`,
      recommended: isAvailable && isSafe ? clamp(parameter, profile.recommended[row.id]) : null,
    }
  })
}
