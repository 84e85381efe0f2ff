import {
  addressPart,
  messagesFields,
  openAiFields,
  responsesFields,
  stops,
} from './common-fields.ts'
import { llamaCppFaults, messagesFaults, sglangFaults, vllmFaults } from './fault-styles.ts'
import {
  anything,
  flag,
  integer,
  list,
  number,
  object,
  oneOf,
  type Rules,
  record,
  text,
} from './field-rules.ts'
import { openWeightRules, openWeights } from './open-weights.ts'
import type { PictureRules } from './read-picture.ts'
import type { ModelRule, StrictDialect } from './strict-dialect.ts'
import {
  effortObject,
  enabledOrEffort,
  reasoningEffort,
  templateSwitch,
  thinkingBudget,
} from './thinking-forms.ts'

const forced: ModelRule = { isForced: true }
const unit = { minimum: 0, maximum: 1 }
const allTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const
const dataUrls: PictureRules = { form: 'data-url', types: allTypes }
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
  parts: { video_url: addressPart('video_url') },
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

/** vllm/entrypoints/openai/responses/protocol: special tokens are stripped on this wire too. */
const vllmResponses: StrictDialect = {
  ...vllm,
  id: 'vllm/responses',
  wire: 'responses',
  fields: {
    ...responsesFields,
    top_k: integer({ minimum: -1 }),
    presence_penalty: openAiFields['presence_penalty'] ?? anything,
    frequency_penalty: openAiFields['frequency_penalty'] ?? anything,
    repetition_penalty: number({ minimum: Number.MIN_VALUE }),
    seed: integer(),
    stop: stops(Number.MAX_SAFE_INTEGER),
    skip_special_tokens: flag,
    include_reasoning: flag,
    request_id: text(),
  },
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

/** protocol.py, ResponsesRequest: no word about special tokens, so they are always stripped. */
const sglangResponses: StrictDialect = {
  ...sglang,
  id: 'sglang/responses',
  wire: 'responses',
  fields: {
    ...responsesFields,
    tool_choice: oneOf('none', 'auto', 'required'),
    presence_penalty: openAiFields['presence_penalty'] ?? anything,
    frequency_penalty: openAiFields['frequency_penalty'] ?? anything,
    stop: stops(Number.MAX_SAFE_INTEGER),
    top_k: integer({ minimum: -1 }),
    min_p: number(unit),
    repetition_penalty: number({ minimum: Number.MIN_VALUE }),
    request_id: text(),
  },
  thinking: [enabledOrEffort, templateSwitch],
  marks: 'stripped',
  reasoning: 'reasoning_text',
}

const sglangMessages: StrictDialect = {
  ...sglang,
  id: 'sglang/messages',
  assumes: [
    'Fields and pictures are those of the Anthropic SDK',
    'Special tokens come through',
    'The key may be in either header',
  ],
  wire: 'messages',
  fields: messagesFields,
  thinking: [thinkingBudget],
  marks: 'kept',
  reasoning: 'thinking',
  key: 'either',
  faults: messagesFaults,
}

/** tools/server/README.md; `repeat_penalty` is its word, and pictures are read by stb_image: no WebP. */
const llamaCpp: StrictDialect = {
  id: 'llamacpp/chat-completions',
  assumes: ['Special tokens come through'],
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

/**
 * It is turned into chat completions, so the switch of the template goes through. An answer that is a string is made
 * `input_text` on the way, which is then refused of an assistant.
 */
const llamaCppResponses: StrictDialect = {
  ...llamaCpp,
  id: 'llamacpp/responses',
  assumes: ['Fields are those of the OpenAI SDK'],
  wire: 'responses',
  wantsOutputItems: true,
  fields: responsesFields,
  thinking: [templateSwitch, effortObject],
  reasoning: 'reasoning_text',
}

const llamaCppMessages: StrictDialect = {
  ...llamaCpp,
  id: 'llamacpp/messages',
  assumes: ['Fields and pictures are those of the Anthropic SDK'],
  wire: 'messages',
  fields: messagesFields,
  thinking: [thinkingBudget, templateSwitch],
  reasoning: 'thinking',
  key: 'either',
  faults: llamaCppFaults,
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
]
