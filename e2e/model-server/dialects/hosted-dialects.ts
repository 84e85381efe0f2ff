import {
  addressPart,
  functionTool,
  includeUsage,
  messagesFields,
  messagesPictures,
  openAiFields,
  plainResponseFormat,
  responseFormat,
  responsesFields,
  stops,
} from './common-fields.ts'
import {
  messagesFaults,
  modelScopeFaults,
  novitaFaults,
  openAiFaults,
  openRouterFaults,
  siliconFlowFaults,
} from './fault-styles.ts'
import {
  anything,
  either,
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
import type { StrictDialect } from './strict-dialect.ts'
import {
  effortObject,
  enableThinking,
  plainThinkingObject,
  reasoningObject,
  thinkingBudget,
} from './thinking-forms.ts'

const unit = { minimum: 0, maximum: 1 }
const jpegOrPng = ['image/jpeg', 'image/png'] as const
const dataUrls: PictureRules = { form: 'data-url', types: [...jpegOrPng, 'image/webp'] }
const empirioRanges: Rules = {
  temperature: number(unit),
  top_p: number({ minimum: 0.01, maximum: 1 }),
}

const webSearchTool: Rule = object({ type: oneOf('web_search'), web_search: record }, ['type'])

/** The parameter table of its page on GLM-4.6V-Flash; usage is not among the things one asks for. */
const empirio: StrictDialect = {
  id: 'empiriolabs/chat-completions',
  assumes: [
    'Usage comes without asking',
    'Pictures are data URLs',
    'Reasoning is in `reasoning_content`',
    'Errors are spelt as OpenAI does',
  ],
  providerId: 'empiriolabs',
  wire: 'chat-completions',
  basePath: '/v1',
  models: ['glm-4-6v-flash'],
  modelRules: { 'glm-4-6v-flash': { maxTokens: 32_768 } },
  fields: {
    ...empirioRanges,
    max_tokens: integer({ minimum: 1, maximum: 32_768 }),
    stop: list(text(), { maximum: 1 }),
    do_sample: flag,
    response_format: plainResponseFormat,
    tools: list(either(webSearchTool, functionTool)),
    tool_choice: oneOf('auto'),
    tool_stream: flag,
    tool_web_search: flag,
    search_result: flag,
    search_prompt: text(),
    count: integer({ minimum: 1, maximum: 50 }),
    search_domain_filter: text(),
    search_recency_filter: oneOf('oneDay', 'oneWeek', 'oneMonth', 'oneYear', 'noLimit'),
  },
  parts: { video_url: addressPart('video_url'), file_url: addressPart('file_url') },
  thinking: [enableThinking, plainThinkingObject],
  thinksByDefault: true,
  pictures: { form: 'data-url', types: jpegOrPng },
  marks: 'kept',
  usage: 'always',
  usagePlace: 'finish-chunk',
  reasoning: 'reasoning_content',
  key: 'bearer',
  faults: openAiFaults,
}

const empirioResponses: StrictDialect = {
  ...empirio,
  id: 'empiriolabs/responses',
  assumes: [
    'Fields are those of the OpenAI SDK',
    '`reasoning.effort` or `enable_thinking` switches thinking',
  ],
  wire: 'responses',
  fields: { ...responsesFields, ...empirioRanges },
  thinking: [enableThinking, effortObject],
  reasoning: 'reasoning_text',
}

const empirioMessages: StrictDialect = {
  ...empirio,
  id: 'empiriolabs/messages',
  assumes: ['Fields and pictures are those of the Anthropic SDK'],
  wire: 'messages',
  fields: { ...messagesFields, ...empirioRanges },
  thinking: [thinkingBudget],
  thinksByDefault: false,
  pictures: messagesPictures,
  reasoning: 'thinking',
  key: 'x-api-key',
  faults: messagesFaults,
}

/** novita.ai/docs, create chat completion. */
const novita: StrictDialect = {
  id: 'novita/chat-completions',
  assumes: ['Pictures are data URLs', 'Special tokens come through'],
  providerId: 'novita',
  wire: 'chat-completions',
  basePath: '/openai/v1',
  models: ['zai-org/glm-4.6v', 'zai-org/glm-4.5v', 'thudm/glm-4.1v-9b-thinking'],
  modelRules: {
    'zai-org/glm-4.6v': { maxTokens: 32_768 },
    'thudm/glm-4.1v-9b-thinking': { isForced: true },
  },
  fields: {
    ...openAiFields,
    top_k: integer({ minimum: 1 }),
    min_p: number(unit),
    repetition_penalty: number({ minimum: 0, maximum: 2 }),
    separate_reasoning: flag,
    logit_bias: record,
    logprobs: flag,
    n: integer({ minimum: 1 }),
  },
  parts: { video_url: addressPart('video_url') },
  thinking: [enableThinking],
  thinksByDefault: true,
  pictures: dataUrls,
  marks: 'kept',
  usage: 'on-request',
  usagePlace: 'own-chunk',
  reasoning: 'reasoning_content',
  key: 'bearer',
  faults: novitaFaults,
}

const openRouter: StrictDialect = {
  id: 'openrouter/chat-completions',
  providerId: 'openrouter',
  wire: 'chat-completions',
  basePath: '/api/v1',
  models: ['z-ai/glm-4.6v', 'z-ai/glm-4.5v', 'z-ai/glm-5v-turbo', 'thudm/glm-4.1v-9b-thinking'],
  modelRules: { 'thudm/glm-4.1v-9b-thinking': { isForced: true } },
  fields: {
    ...openAiFields,
    top_k: integer({ minimum: 0 }),
    min_p: number(unit),
    top_a: number(unit),
    repetition_penalty: number({ minimum: 0, maximum: 2 }),
    include_reasoning: flag,
    usage: object({ include: flag }),
    plugins: list(anything),
    provider: record,
    models: list(text()),
    transforms: list(text()),
    parallel_tool_calls: flag,
    user: text(),
  },
  parts: {
    video_url: addressPart('video_url'),
    file: object({ type: anything, file: record }, ['file']),
  },
  thinking: [reasoningObject],
  thinksByDefault: true,
  pictures: { ...dataUrls, types: [...dataUrls.types, 'image/gif'] },
  marks: 'kept',
  usage: 'always',
  usagePlace: 'second-finish',
  reasoning: 'details',
  habits: ['processing-comments'],
  key: 'bearer',
  faults: openRouterFaults,
}

const openRouterResponses: StrictDialect = {
  ...openRouter,
  id: 'openrouter/responses',
  assumes: ['Fields are those of the OpenAI SDK', '`reasoning` is as on chat completions'],
  wire: 'responses',
  fields: responsesFields,
  reasoning: 'reasoning_text',
}

/** Closes with an event of the other wire: OpenRouterTeam/docs#1. */
const openRouterMessages: StrictDialect = {
  ...openRouter,
  id: 'openrouter/messages',
  assumes: [
    'Fields and pictures are those of the Anthropic SDK',
    'The key may be in either header',
  ],
  wire: 'messages',
  fields: messagesFields,
  thinking: [thinkingBudget],
  thinksByDefault: false,
  pictures: messagesPictures,
  reasoning: 'thinking',
  habits: ['done-at-end'],
  key: 'either',
  faults: messagesFaults,
}

/** docs.siliconflow.cn, chat-completions-post: no seed and no presence penalty there. */
const siliconFlow: StrictDialect = {
  id: 'siliconflow/chat-completions',
  assumes: [
    'Usage comes without asking',
    'Pictures are data URLs',
    'Reasoning is in `reasoning_content`',
  ],
  providerId: 'siliconflow',
  wire: 'chat-completions',
  basePath: '/v1',
  models: ['zai-org/GLM-4.6V', 'zai-org/GLM-4.5V', 'THUDM/GLM-4.1V-9B-Thinking'],
  modelRules: { 'THUDM/GLM-4.1V-9B-Thinking': { isForced: true } },
  fields: {
    max_tokens: integer({ minimum: 1 }),
    temperature: number({ minimum: 0, maximum: 2 }),
    top_p: number(unit),
    top_k: integer(),
    min_p: number(unit),
    frequency_penalty: number({ minimum: -2, maximum: 2 }),
    stop: stops(4),
    n: integer({ minimum: 1 }),
    thinking_budget: integer({ minimum: 128, maximum: 32_768 }),
    stream_options: includeUsage,
    response_format: responseFormat,
    tools: list(functionTool, { maximum: 128 }),
  },
  parts: { video_url: addressPart('video_url') },
  thinking: [enableThinking],
  thinksByDefault: true,
  pictures: dataUrls,
  marks: 'kept',
  usage: 'always',
  usagePlace: 'finish-chunk',
  reasoning: 'reasoning_content',
  key: 'bearer',
  faults: siliconFlowFaults,
}

/** Little is known of it: what OpenAI has, no switch for thinking, and no header but the two. */
const modelScope: StrictDialect = {
  id: 'modelscope/chat-completions',
  assumes: [
    'Fields are those of OpenAI',
    'Thinking has no switch',
    'Usage comes without asking',
    'Pictures are data URLs',
    'Reasoning is in `reasoning_content`',
  ],
  providerId: 'modelscope',
  wire: 'chat-completions',
  basePath: '/v1',
  models: ['ZhipuAI/GLM-4.5V', 'ZhipuAI/GLM-4.1V-9B-Thinking'],
  modelRules: { 'ZhipuAI/GLM-4.1V-9B-Thinking': { isForced: true } },
  fields: openAiFields,
  thinking: [],
  thinksByDefault: true,
  pictures: dataUrls,
  marks: 'kept',
  usage: 'always',
  usagePlace: 'own-chunk',
  reasoning: 'reasoning_content',
  key: 'bearer',
  faults: modelScopeFaults,
}

export const hostedDialects: readonly StrictDialect[] = [
  empirio,
  empirioResponses,
  empirioMessages,
  novita,
  openRouter,
  openRouterResponses,
  openRouterMessages,
  siliconFlow,
  modelScope,
]
