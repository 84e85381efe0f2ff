import {
  includeUsage,
  messagesFields,
  openAiFields,
  responsesFields,
  stops,
} from './common-fields.ts'
import { messagesFaults, ollamaFaults, ollamaNativeFaults, openAiFaults } from './fault-styles.ts'
import {
  anything,
  either,
  flag,
  integer,
  list,
  number,
  object,
  oneOf,
  record,
  text,
} from './field-rules.ts'
import type { ModelRule, StrictDialect } from './strict-dialect.ts'
import { effortObject, reasoningEffort, think, thinkingBudget } from './thinking-forms.ts'

const unit = { minimum: 0, maximum: 1 }
const forced: ModelRule = { isForced: true }

/** ollama/ollama openai.go: an unknown effort is an error; no tool_choice, no n, no logit_bias. */
const { tool_choice: _, ...ollamaFields } = openAiFields

const ollama: StrictDialect = {
  id: 'ollama/chat-completions',
  assumes: ['Special tokens come through'],
  providerId: 'ollama',
  wire: 'chat-completions',
  basePath: '/v1',
  models: ['glm-4.6v-flash', 'glm-4.1v-9b-thinking'],
  modelRules: { 'glm-4.1v-9b-thinking': forced },
  fields: { ...ollamaFields, stop: stops(Number.MAX_SAFE_INTEGER), logprobs: flag },
  thinking: [reasoningEffort, effortObject],
  thinksByDefault: true,
  pictures: { form: 'data-url', types: ['image/jpeg', 'image/png', 'image/webp'] },
  marks: 'kept',
  usage: 'on-request',
  usagePlace: 'own-chunk',
  reasoning: 'reasoning',
  key: 'none',
  faults: ollamaFaults,
}

/** Stateless: what refers to an earlier response does not exist. */
const { store: _store, ...statelessFields } = responsesFields

const ollamaResponses: StrictDialect = {
  ...ollama,
  id: 'ollama/responses',
  assumes: ['Fields are those of the OpenAI SDK, without what refers to an earlier response'],
  wire: 'responses',
  fields: { ...statelessFields, store: oneOf(false) },
  thinking: [effortObject],
  reasoning: 'reasoning_summary_text',
}

const ollamaMessages: StrictDialect = {
  ...ollama,
  id: 'ollama/messages',
  assumes: ['Fields and pictures are those of the Anthropic SDK'],
  wire: 'messages',
  fields: messagesFields,
  thinking: [thinkingBudget],
  reasoning: 'thinking',
  faults: messagesFaults,
}

const ollamaNative: StrictDialect = {
  ...ollama,
  id: 'ollama/ollama',
  assumes: ['Special tokens come through'],
  wire: 'ollama',
  basePath: '/api',
  fields: {
    options: object({
      temperature: number({ minimum: 0 }),
      top_p: number(unit),
      top_k: integer({ minimum: 0 }),
      min_p: number(unit),
      typical_p: number(unit),
      num_ctx: integer({ minimum: 1 }),
      num_predict: integer({ minimum: -2 }),
      num_keep: integer(),
      seed: integer(),
      stop: list(text()),
      repeat_penalty: number({ minimum: 0 }),
      repeat_last_n: integer({ minimum: -1 }),
      presence_penalty: number(),
      frequency_penalty: number(),
    }),
    format: either(record, oneOf('json')),
    keep_alive: anything,
    tools: openAiFields['tools'] ?? anything,
  },
  thinking: [think],
  pictures: { form: 'raw-base64', types: ['image/jpeg', 'image/png', 'image/webp'] },
  usage: 'always',
  reasoning: 'thinking',
  faults: ollamaNativeFaults,
}

/** lmstudio.ai, OpenAI compatibility: thinking cannot be switched there. */
const lmStudio: StrictDialect = {
  id: 'lmstudio/chat-completions',
  assumes: ['Special tokens come through', 'No key is wanted'],
  providerId: 'lmstudio',
  wire: 'chat-completions',
  basePath: '/v1',
  models: ['zai-org/glm-4.6v-flash', 'zai-org/glm-4.1v-9b-thinking'],
  modelRules: { 'zai-org/glm-4.1v-9b-thinking': forced },
  fields: {
    ...openAiFields,
    stream_options: includeUsage,
    top_k: integer({ minimum: 0 }),
    repeat_penalty: number({ minimum: 0 }),
    logit_bias: record,
    ttl: integer(),
  },
  thinking: [],
  thinksByDefault: true,
  pictures: { form: 'data-url', types: ['image/jpeg', 'image/png', 'image/webp'] },
  marks: 'kept',
  usage: 'on-request',
  usagePlace: 'own-chunk',
  reasoning: 'reasoning_content',
  key: 'none',
  faults: openAiFaults,
}

const lmStudioResponses: StrictDialect = {
  ...lmStudio,
  id: 'lmstudio/responses',
  assumes: ['Fields are those of the OpenAI SDK'],
  wire: 'responses',
  fields: responsesFields,
  thinking: [effortObject],
  reasoning: 'reasoning_text',
}

const lmStudioMessages: StrictDialect = {
  ...lmStudio,
  id: 'lmstudio/messages',
  assumes: ['Fields and pictures are those of the Anthropic SDK'],
  wire: 'messages',
  fields: messagesFields,
  thinking: [thinkingBudget],
  reasoning: 'thinking',
  faults: messagesFaults,
}

export const desktopDialects: readonly StrictDialect[] = [
  ollama,
  ollamaResponses,
  ollamaMessages,
  ollamaNative,
  lmStudio,
  lmStudioResponses,
  lmStudioMessages,
]
