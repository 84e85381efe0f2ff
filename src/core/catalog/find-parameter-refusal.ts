import { GENERIC_MODEL } from './models.ts'
import type { Dialect, ModelProfile, ParameterId } from './types.ts'

/** Why a parameter is not sent. */
export type ParameterRefusal =
  | 'provider'
  | 'text-models-only'
  | 'model'
  | 'no-effort'
  | 'no-thinking'

/**
 * Why a parameter is not sent to a model over a dialect, null where it is. A model that the catalog does not know
 * is given the benefit of the doubt.
 */
export function findParameterRefusal(
  dialect: Dialect,
  profile: ModelProfile,
  id: ParameterId,
): ParameterRefusal | null {
  const isKnown = profile.id !== GENERIC_MODEL.id
  if (!dialect.parameters.includes(id)) {
    return 'provider'
  }
  if (isKnown && profile.takesImages && dialect.textOnlyParameters.includes(id)) {
    return 'text-models-only'
  }
  if (profile.lacks?.includes(id)) {
    return 'model'
  }
  if (id === 'thinking_budget' && profile.thinking === 'none') {
    return 'no-thinking'
  }
  const hasEffort = profile.thinking === 'effort' || profile.efforts !== undefined || !isKnown
  return id === 'reasoning_effort' && !hasEffort ? 'no-effort' : null
}

/** Whether a parameter is sent to a model over a dialect. */
export function takesParameter(dialect: Dialect, profile: ModelProfile, id: ParameterId): boolean {
  return findParameterRefusal(dialect, profile, id) === null
}
