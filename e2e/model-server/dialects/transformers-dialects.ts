import { addressPart, openAiFields, responsesFields, stops } from './common-fields.ts'
import { transformersFaults } from './fault-styles.ts'
import { anything, flag, integer, number, type Rule, record, text } from './field-rules.ts'
import { openWeightRules, openWeights } from './open-weights.ts'
import type { StrictDialect } from './strict-dialect.ts'

const functionTools: Rule = openAiFields['tools'] ?? anything

/**
 * transformers 5, cli/serving: `stream_options`, `presence_penalty`, `reasoning_effort` and more are refused by
 * name, usage comes unasked, and nothing takes the reasoning out of the content.
 */
const transformers: StrictDialect = {
  id: 'transformers/chat-completions',
  assumes: ['Reasoning is `<think>` in the content'],
  providerId: 'transformers',
  wire: 'chat-completions',
  basePath: '/v1',
  models: openWeights,
  modelRules: openWeightRules,
  fields: {
    max_tokens: integer({ minimum: 1 }),
    temperature: number({ minimum: 0, maximum: 2 }),
    top_p: number({ minimum: 0, maximum: 1 }),
    frequency_penalty: number({ minimum: -2, maximum: 2 }),
    seed: integer(),
    stop: stops(Number.MAX_SAFE_INTEGER),
    logit_bias: record,
    tools: functionTools,
    generation_config: text(),
  },
  parts: { video_url: addressPart('video_url') },
  thinking: [],
  thinksByDefault: true,
  pictures: { form: 'data-url', types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] },
  marks: 'kept',
  usage: 'always',
  usagePlace: 'finish-chunk',
  reasoning: 'think-tags',
  key: 'none',
  faults: transformersFaults,
}

/** Refuses by name what it does not use yet, `store`, `text` and `tool_choice` among it. */
const transformersResponses: StrictDialect = {
  ...transformers,
  id: 'transformers/responses',
  assumes: ['Reasoning is `<think>` in the content'],
  wire: 'responses',
  fields: {
    instructions: text(),
    max_output_tokens: integer({ minimum: 1 }),
    temperature: number({ minimum: 0, maximum: 2 }),
    top_p: number({ minimum: 0, maximum: 1 }),
    metadata: record,
    parallel_tool_calls: flag,
    tools: responsesFields['tools'] ?? anything,
    seed: integer(),
    generation_config: text(),
  },
}

export const transformersDialects: readonly StrictDialect[] = [transformers, transformersResponses]
