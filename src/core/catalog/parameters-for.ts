import { WIRE_NAMES } from '@/core/protocol/detect-wire.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'
import { dialectFor } from './dialect-for.ts'
import { findParameterRefusal, type ParameterRefusal } from './find-parameter-refusal.ts'
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
import { WIRE_DIALECTS } from './wire-dialects.ts'

/** A parameter as one provider and model offer it. */
export type OfferedParameter = {
  /** With the range of this provider and model. */
  readonly parameter: Parameter
  readonly isAvailable: boolean
  /** Why it is not available, in a sentence. */
  readonly reason: string | null
  readonly recommended: ParameterValue | null
}

type Offer = {
  readonly provider: Provider
  readonly dialect: Dialect
  readonly profile: ModelProfile
}

/** What stands where neither provider nor model recommend anything. */
const DEFAULTS: Readonly<Partial<Record<ParameterId, ParameterValue>>> = {
  stream: true,
  tool_stream: false,
  web_search: false,
}

/** What every server takes: the only recommendations that go to a server nobody knows. */
const UNIVERSAL: ReadonlySet<ParameterId> = new Set(['temperature', 'top_p', 'max_tokens'])

function modelLimit(
  { id }: Parameter,
  { outputTokens, contextTokens, efforts }: ModelProfile,
): ParameterLimit {
  const most = outputTokens ?? contextTokens
  if (id === 'max_tokens' && most !== null) {
    return { maximum: most }
  }
  return id === 'reasoning_effort' && efforts !== undefined ? { options: efforts } : {}
}

function narrow(parameter: Parameter, limit: ParameterLimit): Parameter {
  switch (parameter.kind) {
    case 'number':
      return {
        ...parameter,
        minimum: Math.max(parameter.minimum, limit.minimum ?? parameter.minimum),
        maximum: Math.min(parameter.maximum, limit.maximum ?? parameter.maximum),
      }
    case 'list':
      return {
        ...parameter,
        maxItems: Math.min(parameter.maxItems, limit.maxItems ?? parameter.maxItems),
      }
    case 'choice':
      return {
        ...parameter,
        options: parameter.options.filter(
          ({ value }) => limit.options === undefined || limit.options.includes(value),
        ),
      }
    default:
      return parameter
  }
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

/** Another wire of the same provider over which the parameter goes. */
function wireThatTakes({ provider, dialect }: Offer, id: ParameterId): Wire | undefined {
  return provider.wires.find(
    (wire) => wire !== dialect.wire && dialectFor(provider, wire).parameters.includes(id),
  )
}

function describeProviderRefusal(offer: Offer, { id, label }: Parameter): string {
  const { provider, dialect } = offer
  const carried = WIRE_DIALECTS[dialect.wire].carries
  const other = wireThatTakes(offer, id)
  if (carried?.includes(id) === false && provider.dialect.parameters.includes(id)) {
    return `The ${WIRE_NAMES[dialect.wire]} wire has no place for it.`
  }
  return other === undefined
    ? `${provider.name} does not take this parameter.`
    : `${provider.name} takes ${label} only over the ${WIRE_NAMES[other]} wire.`
}

function describeRefusal(refusal: ParameterRefusal, offer: Offer, parameter: Parameter): string {
  const { provider, profile } = offer
  switch (refusal) {
    case 'provider':
      return describeProviderRefusal(offer, parameter)
    case 'text-models-only':
      return `${provider.name} takes it only for models without pictures.`
    case 'model':
      return `${profile.name} does not take this parameter.`
    case 'no-effort':
      return `${profile.name} does not know degrees of thinking.`
    case 'no-thinking':
      return `${profile.name} has no thinking to limit.`
  }
}

/**
 * The whole parameter table for one provider, the dialect of its wire, and a model, in the order of the panel:
 * ranges narrowed to what both take, and a sentence where a parameter is not available.
 */
export function parametersFor(
  provider: Provider,
  dialect: Dialect,
  profile: ModelProfile,
): readonly OfferedParameter[] {
  const recommended = { ...DEFAULTS, ...profile.recommended, ...dialect.recommended }
  return PARAMETERS.map((row) => {
    const { id } = row
    const narrowed = narrow(row, dialect.limits[id] ?? {})
    const parameter = narrow(narrowed, modelLimit(row, profile))
    const refusal = findParameterRefusal(dialect, profile, id)
    const isSafe = provider.id !== 'custom' || UNIVERSAL.has(id) || id in DEFAULTS
    return {
      parameter,
      isAvailable: refusal === null,
      reason:
        refusal === null ? null : describeRefusal(refusal, { provider, dialect, profile }, row),
      recommended: refusal === null && isSafe ? clamp(parameter, recommended[id]) : null,
    }
  })
}
