import { PARAMETERS } from './parameters.ts'
import { SEARCH_SETTINGS } from './search-settings.ts'
import type { Dialect, ParameterId } from './types.ts'

/** Built-in web search and its settings. */
const WEB_SEARCH: readonly ParameterId[] = ['web_search', ...SEARCH_SETTINGS]

/** What every server of the chat completions wire takes: the least that is sent where little is documented. */
const LEAST_PARAMETERS: readonly ParameterId[] = [
  'temperature',
  'top_p',
  'max_tokens',
  'stop',
  'system_prompt',
  'stream',
  'extra_body',
]

/** What servers take that follow OpenAI's documents closely. */
const OPENAI_PARAMETERS: readonly ParameterId[] = [
  ...LEAST_PARAMETERS,
  'presence_penalty',
  'frequency_penalty',
  'seed',
]

/** An OpenAI-compatible server without peculiarities. */
const PLAIN_DIALECT: Dialect = {
  wire: 'chat-completions',
  thinking: 'none',
  imageForm: 'data-url',
  imageTypes: ['image/jpeg', 'image/png'],
  usage: 'stream-options',
  zeroTemperature: 'sent',
  answerForm: 'text',
  keyHeader: 'authorization',
  continuation: 'none',
  webSearch: 'none',
  extraBody: {},
  parameters: OPENAI_PARAMETERS,
  textOnlyParameters: [],
  limits: {},
  recommended: {},
}

/**
 * https://docs.z.ai/api-reference/llm/chat-completion: thinking object, raw base64, usage without asking. JSON mode,
 * streamed tool calls and web search stand only in the schema of the text models.
 */
const ZHIPU_DIALECT: Dialect = {
  ...PLAIN_DIALECT,
  thinking: 'thinking-object',
  imageForm: 'raw-base64',
  usage: 'always',
  zeroTemperature: 'sampling-off',
  webSearch: 'tool',
  parameters: [
    ...LEAST_PARAMETERS,
    'do_sample',
    'request_id',
    'user_id',
    'reasoning_effort',
    'response_format',
    'tools',
    'tool_choice',
    'tool_stream',
    ...WEB_SEARCH,
  ],
  textOnlyParameters: ['response_format', 'tool_stream', ...WEB_SEARCH],
  limits: {
    temperature: { minimum: 0, maximum: 1 },
    top_p: { minimum: 0.01, maximum: 1 },
    max_tokens: { maximum: 131_072 },
    stop: { maxItems: 1 },
    tool_choice: { options: ['auto'] },
  },
}

/** Z.ai; its web search runs on this engine. */
export const ZAI_DIALECT: Dialect = { ...ZHIPU_DIALECT, searchEngine: 'search_pro_jina' }

export const BIGMODEL_DIALECT: Dialect = { ...ZHIPU_DIALECT, searchEngine: 'search_std' }

/** The table of the model page of GLM-4.6V-Flash at EmpirioLabs. It forwards to Z.ai, so only JPEG and PNG. */
export const EMPIRIOLABS_DIALECT: Dialect = {
  ...PLAIN_DIALECT,
  thinking: 'enable-thinking',
  // How usage is asked for is not documented; Z.ai behind it sends it without asking.
  usage: 'always',
  webSearch: 'fields',
  parameters: [
    ...LEAST_PARAMETERS,
    'do_sample',
    'response_format',
    'tools',
    'tool_choice',
    'tool_stream',
    ...WEB_SEARCH,
  ],
  limits: {
    temperature: { minimum: 0, maximum: 1 },
    top_p: { minimum: 0.01, maximum: 1 },
    max_tokens: { minimum: 1, maximum: 32_768 },
    stop: { maxItems: 1 },
    tool_choice: { options: ['auto'] },
    search_count: { minimum: 1, maximum: 50 },
  },
  recommended: { temperature: 1, top_p: 0.95 },
}

/** https://novita.ai/docs (create chat completion) */
export const NOVITA_DIALECT: Dialect = {
  ...PLAIN_DIALECT,
  thinking: 'enable-thinking',
  parameters: [
    ...OPENAI_PARAMETERS,
    'top_k',
    'min_p',
    'repetition_penalty',
    'response_format',
    'tools',
  ],
}

/** https://openrouter.ai/docs: thinking by `reasoning`, which GLM reads as a switch. */
export const OPENROUTER_DIALECT: Dialect = {
  ...PLAIN_DIALECT,
  thinking: 'reasoning-enabled',
  imageTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  // Usage comes in the second finish chunk without asking.
  usage: 'always',
  parameters: [
    ...OPENAI_PARAMETERS,
    'top_k',
    'min_p',
    'repetition_penalty',
    'reasoning_effort',
    'response_format',
    'tools',
    'tool_choice',
  ],
  limits: { reasoning_effort: { options: ['minimal', 'low', 'medium', 'high', 'xhigh'] } },
}

/** https://docs.siliconflow.cn (chat-completions-post): the budget is its own, max tokens do not hold it. */
export const SILICONFLOW_DIALECT: Dialect = {
  ...PLAIN_DIALECT,
  thinking: 'enable-thinking',
  // Not documented, so not asked for.
  usage: 'always',
  parameters: [
    ...LEAST_PARAMETERS,
    'top_k',
    'min_p',
    'frequency_penalty',
    'thinking_budget',
    'response_format',
    'tools',
  ],
  limits: {
    temperature: { maximum: 2 },
    top_p: { maximum: 1 },
    stop: { maxItems: 4 },
    thinking_budget: { minimum: 128, maximum: 32_768 },
  },
}

/** Little is documented, so little is sent; other clients are known to ask it for usage. */
export const MODELSCOPE_DIALECT: Dialect = {
  ...PLAIN_DIALECT,
  parameters: LEAST_PARAMETERS,
}

/** vLLM and SGLang: switch in the chat template, special tokens (the marks of boxes) kept only on request. */
export const SELF_HOSTED_DIALECT: Dialect = {
  ...PLAIN_DIALECT,
  thinking: 'chat-template-kwargs',
  imageTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  extraBody: { skip_special_tokens: false },
  continuation: 'continue-final-message',
  parameters: [
    ...OPENAI_PARAMETERS,
    'top_k',
    'min_p',
    'repetition_penalty',
    'reasoning_effort',
    'response_format',
    'tools',
    'tool_choice',
  ],
}

/** llama.cpp decodes with stb_image, so no WebP; it has no field for special tokens. */
export const LLAMA_CPP_DIALECT: Dialect = {
  ...PLAIN_DIALECT,
  thinking: 'chat-template-kwargs',
  imageTypes: ['image/jpeg', 'image/png', 'image/gif', 'image/bmp'],
  continuation: 'trailing-assistant',
  parameters: [
    ...OPENAI_PARAMETERS,
    'top_k',
    'min_p',
    'reasoning_effort',
    'response_format',
    'tools',
    'tool_choice',
  ],
}

/** Ollama's OpenAI surface: thinking by effort; only these image types, only as data URLs; no tool choice. */
export const OLLAMA_DIALECT: Dialect = {
  ...PLAIN_DIALECT,
  thinking: 'reasoning-effort',
  imageTypes: ['image/jpeg', 'image/png', 'image/webp'],
  parameters: [...OPENAI_PARAMETERS, 'reasoning_effort', 'response_format', 'tools'],
}

/** What only Ollama's own wire has, besides the parameters of its OpenAI surface. */
export const OLLAMA_NATIVE_PARAMETERS: readonly ParameterId[] = [
  ...OLLAMA_DIALECT.parameters,
  'top_k',
  'min_p',
  'repetition_penalty',
  'num_ctx',
]

/** LM Studio: its OpenAI surface does not promise to switch thinking, and it refuses `json_object`. */
export const LM_STUDIO_DIALECT: Dialect = {
  ...PLAIN_DIALECT,
  parameters: [...OPENAI_PARAMETERS, 'top_k', 'tools'],
}

/** `transformers serve` answers 422 to `stream_options`, `tool_choice`, `response_format` and presence penalty. */
export const TRANSFORMERS_DIALECT: Dialect = {
  ...PLAIN_DIALECT,
  usage: 'always',
  parameters: [...LEAST_PARAMETERS, 'frequency_penalty', 'seed', 'tools'],
}

/** Nobody knows what a custom server takes, so everything can be set; only what is set is sent. */
export const CUSTOM_DIALECT: Dialect = {
  ...SELF_HOSTED_DIALECT,
  continuation: 'none',
  webSearch: 'tool',
  extraBody: {},
  parameters: PARAMETERS.map(({ id }) => id),
}
