import { GENERIC_MODEL, MODELS } from './models.ts'
import type { ModelProfile } from './types.ts'

/** Ids are hostile when they come from a model list: what is longer is no id of a known model. */
const MAX_ID_LENGTH = 300

/** Names without a variant, and the profile that fits them best. */
const FAMILIES: readonly (readonly [name: string, profileId: string])[] = [
  ['glm-4.1v', 'glm-4.1v-9b-thinking'],
  ['glm-5v', 'glm-5v-turbo'],
]

type NamedProfile = { readonly name: string; readonly profile: ModelProfile }

const NAMES: readonly NamedProfile[] = [
  ...MODELS.map((profile) => ({ name: profile.id, profile })),
  ...FAMILIES.flatMap(([name, profileId]) =>
    MODELS.filter((profile) => profile.id === profileId).map((profile) => ({ name, profile })),
  ),
].sort((a, b) => b.name.length - a.name.length)

/** `zai-org/GLM_4-6V-Flash:Q4` → `glm-4.6v-flash:q4`: hosts write the version with a dash, a dot or a `p`. */
function normalise(modelId: string): string {
  const name = modelId.toLowerCase().replaceAll('_', '-')
  return name
    .slice(name.lastIndexOf('/') + 1)
    .replace(/glm-?(\d)[-.p]?(\d)v/, 'glm-$1.$2v')
    .replace(/glm-?(\d)[-.p](\d)-/, 'glm-$1.$2-')
    .replace(/glm-?(\d)v/, 'glm-$1v')
}

/** Whether `name` stands in `text` as a whole word, so that `flash` is not found in `flashx`. */
function holdsName(text: string, name: string): boolean {
  const at = text.indexOf(name)
  const isWordPart = (character: string) => /[a-z0-9.]/.test(character)
  return at !== -1 && !isWordPart(text.charAt(at - 1)) && !isWordPart(text.charAt(at + name.length))
}

/**
 * The profile of a model by the id that any host gives it: `zai-org/GLM-4.6V-Flash`, `glm-4-6v-flash`,
 * `z-ai/glm-4.5v`, `GLM-4.1V-9B-Thinking-GGUF:Q4`. An unknown model gets the generic profile.
 */
export function findModelProfile(modelId: string): ModelProfile {
  if (modelId.length > MAX_ID_LENGTH) {
    return GENERIC_MODEL
  }
  const text = normalise(modelId.trim())
  return NAMES.find(({ name }) => holdsName(text, name))?.profile ?? GENERIC_MODEL
}
