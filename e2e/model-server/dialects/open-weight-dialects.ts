import { messagesFields, openAiFields, responsesFields, stops } from './common-fields.ts'
import {
  llamaCppFaults,
  messagesFaults,
  sglangFaults,
  transformersFaults,
  vllmFaults,
} from './fault-styles.ts'
import {
  anything,
  flag,
  integer,
  list,
  number,
  object,
  oneOf,
  type Rule,
  type Rules,
  record,
  text,
} from './field-rules.ts'
import type { PictureRules } from './read-picture.ts'
import type { ModelRule, StrictDialect } from './strict-dialect.ts'
import {
  effortObject,
  enabledOrEffort,
  reasoningEffort,
  templateSwitch,
  thinkingBudget,
} from './thinking-forms.ts'

const unit = { minimum: 0, maximum: 1 }
const forced: ModelRule = { isForced: true }
const openWeights = [
  'zai-org/GLM-4.6V-Flash',
  'zai-org/GLM-4.6V',
  'zai-org/GLM-4.6V-FP8',
  'zai-org/GLM-4.5V',
  'zai-org/GLM-4.1V-9B-Thinking',
]
const openWeightRules = { 'zai-org/GLM-4.1V-9B-Thinking': forced }
const allTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const
const dataUrls: PictureRules = { form: 'data-url', types: allTypes }
const videoPart = object({ type: anything, video_url: object({ url: text() }, ['url']) }, [
  'video_url',
])

/** Sampling that servers of open weights have beyond OpenAI's. */
const openSampling: Rules = {
  top_k: integer({ minimum: -1 }),
  min_p: number(unit),
  repetition_penalty: number({ minimum: Number.MIN_VALUE }),
  min_tokens: integer({ minimum: 0 }),
  stop: stops(Number.MAX_SAFE_INTEGER),
  stop_token_ids: list(integer()),
  ignore_eos: flag,
  skip_special_tokens: flag,
  continue_final_message: flag,
  add_generation_prompt: flag,
  parallel_tool_calls: flag,
  logprobs: flag,
  n: integer({ minimum: 1 }),
  user: text(),
}

/** vllm/entrypoints/openai: since 0.16 the reasoning is `reasoning` only; media settings per request are refused. */
const vllm: StrictDialect = {
  id: 'vllm/chat-completions',
  providerId: 'vllm',
  wire: 'chat-completions',
  basePath: '/v1',
  models: openWeights,
  modelRules: openWeightRules,
  fields: {
    ...openAiFields,
    ...openSampling,
    include_reasoning: flag,
    thinking_token_budget: integer({ minimum: 0 }),
    request_id: text(),
    priority: integer(),
  },
  parts: { video_url: videoPart },
  thinking: [templateSwitch, reasoningEffort],
  thinksByDefault: true,
  pictures: dataUrls,
  marks: 'on-request',
  usage: 'on-request',
  usagePlace: 'own-chunk',
  reasoning: 'reasoning',
  key: 'bearer',
  faults: vllmFaults,
}

const vllmResponses: StrictDialect = {
  ...vllm,
  id: 'vllm/responses',
  wire: 'responses',
  fields: { ...responsesFields, top_k: integer({ minimum: -1 }), skip_special_tokens: flag },
  thinking: [effortObject, templateSwitch],
  reasoning: 'reasoning_text',
  habits: ['done-at-end'],
}

/** sglang/srt/entrypoints/openai/protocol.py: three switches, all made one. */
const sglang: StrictDialect = {
  ...vllm,
  id: 'sglang/chat-completions',
  providerId: 'sglang',
  fields: {
    ...openAiFields,
    ...openSampling,
    regex: text(),
    ebnf: text(),
    stop_regex: stops(Number.MAX_SAFE_INTEGER),
    separate_reasoning: flag,
    stream_reasoning: flag,
    rid: text(),
  },
  thinking: [templateSwitch, reasoningEffort, enabledOrEffort],
  reasoning: 'reasoning_content',
  faults: sglangFaults,
}

const sglangResponses: StrictDialect = {
  ...sglang,
  id: 'sglang/responses',
  wire: 'responses',
  fields: { ...responsesFields, skip_special_tokens: flag },
  thinking: [enabledOrEffort, templateSwitch],
  reasoning: 'reasoning_text',
}

/** What the server does with special tokens on this wire is not documented, so it keeps them here. */
const sglangMessages: StrictDialect = {
  ...sglang,
  id: 'sglang/messages',
  wire: 'messages',
  fields: { ...messagesFields, skip_special_tokens: flag },
  thinking: [thinkingBudget],
  marks: 'kept',
  reasoning: 'thinking',
  key: 'either',
  faults: messagesFaults,
}

/** tools/server/README.md; `repeat_penalty` is its word, and pictures are read by stb_image: no WebP. */
const llamaCpp: StrictDialect = {
  id: 'llamacpp/chat-completions',
  providerId: 'llamacpp',
  wire: 'chat-completions',
  basePath: '/v1',
  models: ['GLM-4.6V-Flash', 'GLM-4.6V', 'GLM-4.5V', 'GLM-4.1V-9B-Thinking'],
  modelRules: { 'GLM-4.1V-9B-Thinking': forced },
  fields: {
    ...openAiFields,
    stop: stops(Number.MAX_SAFE_INTEGER),
    n_predict: integer(),
    top_k: integer({ minimum: 0 }),
    min_p: number(unit),
    typical_p: number(unit),
    repeat_penalty: number({ minimum: 0 }),
    repeat_last_n: integer({ minimum: -1 }),
    mirostat: integer(),
    dry_multiplier: number(),
    xtc_probability: number(unit),
    grammar: text(),
    json_schema: record,
    cache_prompt: flag,
    parallel_tool_calls: flag,
    reasoning_format: oneOf('none', 'auto', 'deepseek'),
    reasoning_control: flag,
    timings_per_token: flag,
    logprobs: flag,
  },
  parts: { input_video: object({ type: anything, input_video: record }, ['input_video']) },
  thinking: [templateSwitch, reasoningEffort],
  thinksByDefault: true,
  pictures: { form: 'both', types: ['image/jpeg', 'image/png', 'image/bmp', 'image/gif'] },
  marks: 'kept',
  usage: 'on-request',
  usagePlace: 'own-chunk',
  reasoning: 'reasoning_content',
  key: 'bearer',
  faults: llamaCppFaults,
}

/** It is turned into chat completions, so the switch of the template goes through. */
const llamaCppResponses: StrictDialect = {
  ...llamaCpp,
  id: 'llamacpp/responses',
  wire: 'responses',
  fields: responsesFields,
  thinking: [templateSwitch, effortObject],
  reasoning: 'reasoning_text',
}

const llamaCppMessages: StrictDialect = {
  ...llamaCpp,
  id: 'llamacpp/messages',
  wire: 'messages',
  fields: messagesFields,
  thinking: [thinkingBudget, templateSwitch],
  reasoning: 'thinking',
  key: 'either',
  faults: llamaCppFaults,
}

const functionTools: Rule = openAiFields['tools'] ?? anything

/**
 * transformers 5, cli/serving: `stream_options`, `presence_penalty`, `reasoning_effort` and more are refused by
 * name, usage comes unasked, and nothing takes the reasoning out of the content.
 */
const transformers: StrictDialect = {
  id: 'transformers/chat-completions',
  providerId: 'transformers',
  wire: 'chat-completions',
  basePath: '/v1',
  models: openWeights,
  modelRules: openWeightRules,
  fields: {
    max_tokens: integer({ minimum: 1 }),
    temperature: number({ minimum: 0, maximum: 2 }),
    top_p: number(unit),
    frequency_penalty: number({ minimum: -2, maximum: 2 }),
    seed: integer(),
    stop: stops(Number.MAX_SAFE_INTEGER),
    logit_bias: record,
    tools: functionTools,
    generation_config: text(),
  },
  parts: { video_url: videoPart },
  thinking: [],
  thinksByDefault: true,
  pictures: dataUrls,
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
  wire: 'responses',
  fields: {
    instructions: text(),
    max_output_tokens: integer({ minimum: 1 }),
    temperature: number({ minimum: 0, maximum: 2 }),
    top_p: number(unit),
    metadata: record,
    parallel_tool_calls: flag,
    tools: responsesFields['tools'] ?? anything,
    seed: integer(),
    generation_config: text(),
  },
}

export const openWeightDialects: readonly StrictDialect[] = [
  vllm,
  vllmResponses,
  sglang,
  sglangResponses,
  sglangMessages,
  llamaCpp,
  llamaCppResponses,
  llamaCppMessages,
  transformers,
  transformersResponses,
]
