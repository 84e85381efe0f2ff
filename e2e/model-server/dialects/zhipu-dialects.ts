import { addressPart, functionTool, messagesFields, messagesPictures } from './common-fields.ts'
import { zhipuFaults, zhipuMessagesFaults } from './fault-styles.ts'
import { flag, integer, list, number, oneOf, type Rules, text } from './field-rules.ts'
import type { ModelRule, StrictDialect } from './strict-dialect.ts'
import { thinkingBudget, thinkingObject } from './thinking-forms.ts'

const jpegOrPng = ['image/jpeg', 'image/png'] as const

/** docs.z.ai, ChatCompletionVisionRequest: functions only, no response_format, no stream_options, one stop. */
const zhipuFields: Rules = {
  // "Must be positive": 0 is asked for with `do_sample: false`.
  temperature: number({ minimum: Number.MIN_VALUE, maximum: 1 }),
  top_p: number({ minimum: 0.01, maximum: 1 }),
  max_tokens: integer({ minimum: 1, maximum: 131_072 }),
  stop: list(text(), { maximum: 1 }),
  do_sample: flag,
  request_id: text({ minimum: 1 }),
  user_id: text({ minimum: 6, maximum: 128 }),
  tools: list(functionTool, { maximum: 128 }),
  tool_choice: oneOf('auto'),
}

const zhipuModels: Readonly<Record<string, ModelRule>> = {
  'glm-5v-turbo': { maxTokens: 131_072 },
  'glm-4.6v': { maxTokens: 32_768 },
  'glm-4.6v-flash': { maxTokens: 32_768 },
  'glm-4.6v-flashx': { maxTokens: 32_768 },
  'glm-4.5v': { maxTokens: 16_384 },
  'glm-5.3-flash': {},
}

/** seeds of GLM-4.1V-Thinking: its table has no switch, no stop and no tools. */
const thinkingFlash: ModelRule = {
  isForced: true,
  lacks: ['thinking', 'stop', 'tools', 'tool_choice'],
}

const bigModelModels: Readonly<Record<string, ModelRule>> = {
  ...zhipuModels,
  'glm-4.1v-thinking-flash': thinkingFlash,
  'glm-4.1v-thinking-flashx': thinkingFlash,
  'autoglm-phone': { maxTokens: 4096 },
}

const zaiModels: Readonly<Record<string, ModelRule>> = {
  ...zhipuModels,
  'autoglm-phone-multilingual': { maxTokens: 4096 },
}

function zhipu(
  providerId: string,
  basePath: string,
  modelRules: Readonly<Record<string, ModelRule>>,
): StrictDialect {
  return {
    id: `${providerId}/chat-completions`,
    providerId,
    wire: 'chat-completions',
    basePath,
    models: Object.keys(modelRules),
    modelRules,
    fields: zhipuFields,
    parts: { video_url: addressPart('video_url'), file_url: addressPart('file_url') },
    hasPlainRoles: true,
    thinking: [thinkingObject],
    thinksByDefault: true,
    pictures: { form: 'raw-base64', types: jpegOrPng },
    marks: 'kept',
    usage: 'always',
    usagePlace: 'finish-chunk',
    reasoning: 'reasoning_content',
    habits: ['absent-not-null'],
    key: 'bearer',
    faults: zhipuFaults,
  }
}

function zhipuMessages(like: StrictDialect): StrictDialect {
  return {
    ...like,
    id: `${like.providerId}/messages`,
    wire: 'messages',
    basePath: '/api/anthropic/v1',
    fields: messagesFields,
    thinking: [thinkingBudget],
    thinksByDefault: false,
    pictures: messagesPictures,
    reasoning: 'thinking',
    key: 'x-api-key',
    assumes: ['Fields and pictures are those of the Anthropic SDK'],
    faults: zhipuMessagesFaults,
  }
}

const zai = zhipu('zai', '/api/paas/v4', zaiModels)
const zaiCoding = zhipu('zai-coding', '/api/coding/paas/v4', zaiModels)
const bigModel = zhipu('bigmodel', '/api/paas/v4', bigModelModels)

export const zhipuDialects: readonly StrictDialect[] = [
  zai,
  zhipuMessages(zai),
  zaiCoding,
  zhipuMessages(zaiCoding),
  bigModel,
  zhipuMessages(bigModel),
]
