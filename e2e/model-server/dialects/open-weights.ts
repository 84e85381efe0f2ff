import type { ModelRule } from './strict-dialect.ts'

/** Models whose weights are open, by their names at Hugging Face. */
export const openWeights = [
  'zai-org/GLM-4.6V-Flash',
  'zai-org/GLM-4.6V',
  'zai-org/GLM-4.6V-FP8',
  'zai-org/GLM-4.5V',
  'zai-org/GLM-4.1V-9B-Thinking',
]
export const openWeightRules: Readonly<Record<string, ModelRule>> = {
  'zai-org/GLM-4.1V-9B-Thinking': { isForced: true },
}
