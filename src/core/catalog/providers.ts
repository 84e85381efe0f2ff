import { PARAMETERS } from './parameters.ts'
import type { Dialect, ParameterId, Provider } from './types.ts'

const ZHIPU_PARAMETERS: readonly ParameterId[] = [
  'do_sample',
  'temperature',
  'top_p',
  'max_tokens',
  'stop',
  'system_prompt',
  'request_id',
  'user_id',
]

/** What every OpenAI-compatible server is expected to know. */
const COMMON_PARAMETERS: readonly ParameterId[] = [
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'max_tokens',
  'seed',
  'stop',
  'system_prompt',
]

/** An OpenAI-compatible server without peculiarities. */
const PLAIN_DIALECT: Dialect = {
  thinking: 'none',
  imageForm: 'data-url',
  imageTypes: ['image/jpeg', 'image/png'],
  usage: 'stream-options',
  zeroTemperature: 'sent',
  keyHeader: 'authorization',
  continuation: 'none',
  webSearch: 'none',
  extraBody: {},
  parameters: COMMON_PARAMETERS,
  textOnlyParameters: [],
  limits: {},
  recommended: {},
}

/** https://docs.z.ai/api-reference/llm/chat-completion: thinking object, raw base64, usage without asking. */
const ZHIPU_DIALECT: Dialect = {
  ...PLAIN_DIALECT,
  thinking: 'thinking-object',
  imageForm: 'raw-base64',
  imageTypes: ['image/jpeg', 'image/png'],
  usage: 'always',
  zeroTemperature: 'sampling-off',
  parameters: ZHIPU_PARAMETERS,
  limits: {
    temperature: { minimum: 0, maximum: 1 },
    top_p: { minimum: 0.01, maximum: 1 },
    max_tokens: { maximum: 131_072 },
    stop: { maxItems: 1 },
  },
}

/** vLLM and SGLang: switch in the chat template, special tokens kept only on request. */
const SELF_HOSTED_DIALECT: Dialect = {
  ...PLAIN_DIALECT,
  thinking: 'chat-template-kwargs',
  imageForm: 'data-url',
  imageTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  usage: 'stream-options',
  extraBody: { skip_special_tokens: false },
  zeroTemperature: 'sent',
  parameters: [...COMMON_PARAMETERS, 'top_k', 'min_p', 'repetition_penalty'],
}

/** llama.cpp decodes with stb_image, so no WebP; it has no field for special tokens. */
const LLAMA_CPP_DIALECT: Dialect = {
  ...PLAIN_DIALECT,
  thinking: 'chat-template-kwargs',
  imageForm: 'data-url',
  imageTypes: ['image/jpeg', 'image/png', 'image/gif', 'image/bmp'],
  usage: 'stream-options',
  zeroTemperature: 'sent',
  parameters: [...COMMON_PARAMETERS, 'top_k', 'min_p'],
}

/** Ollama's OpenAI surface: thinking by effort; only these image types, only as data URLs. */
const OLLAMA_DIALECT: Dialect = {
  ...PLAIN_DIALECT,
  thinking: 'reasoning-effort',
  imageForm: 'data-url',
  imageTypes: ['image/jpeg', 'image/png', 'image/webp'],
  usage: 'stream-options',
  zeroTemperature: 'sent',
  parameters: COMMON_PARAMETERS,
}

/** Nobody knows what a custom server takes, so everything can be set; only what is set is sent. */
const CUSTOM_DIALECT: Dialect = {
  ...SELF_HOSTED_DIALECT,
  extraBody: {},
  parameters: PARAMETERS.map(({ id }) => id),
}

/** Models whose weights are open, by the names under which servers of one's own load them. */
const OPEN_WEIGHTS: readonly string[] = [
  'zai-org/GLM-4.6V-Flash',
  'zai-org/GLM-4.6V',
  'zai-org/GLM-4.5V',
  'zai-org/GLM-4.1V-9B-Thinking',
]

/** Any other server, by its address. */
export const CUSTOM_PROVIDER: Provider = {
  id: 'custom',
  name: 'Custom',
  baseUrl: '',
  wires: ['chat-completions'],
  wireBaseUrls: {},
  wireDialects: {},
  fixes: {},
  dialect: CUSTOM_DIALECT,
  models: [],
  modelsPath: '/models',
  needsKey: false,
  keyVariable: null,
  cors: 'unknown',
  corsNote:
    'The server must allow this page with the header Access-Control-Allow-Origin. If it does not, turn on the relay.',
  hint: 'Any server that speaks the OpenAI chat completions protocol; the base URL mostly ends in /v1.',
}

/** Everyone who serves, in the order in which they are offered. The relay forwards to these origins. */
export const PROVIDERS: readonly Provider[] = [
  {
    id: 'zai',
    name: 'Z.ai',
    baseUrl: 'https://api.z.ai/api/paas/v4',
    wires: ['chat-completions'],
    wireBaseUrls: {},
    wireDialects: {},
    fixes: {},
    dialect: ZHIPU_DIALECT,
    models: [
      'glm-4.6v',
      'glm-4.6v-flash',
      'glm-4.6v-flashx',
      'glm-4.5v',
      'glm-5v-turbo',
      'autoglm-phone-multilingual',
    ],
    modelsPath: '/models',
    needsKey: true,
    keyVariable: 'ZAI_API_KEY',
    cors: 'refused',
    corsNote:
      'Z.ai has not let web pages call it directly since September 2026. Turn on the relay: it comes with "npm start" and "npm run dev".',
    hint: 'Create a key at z.ai under API keys. glm-4.6v-flash is free.',
  },
  {
    id: 'bigmodel',
    name: 'BigModel',
    baseUrl: 'https://open.bigmodel.cn/api/paas/v4',
    wires: ['chat-completions'],
    wireBaseUrls: {},
    wireDialects: {},
    fixes: {},
    dialect: ZHIPU_DIALECT,
    models: [
      'glm-4.6v',
      'glm-4.6v-flash',
      'glm-4.6v-flashx',
      'glm-4.5v',
      'glm-4.1v-thinking-flash',
      'glm-4.1v-thinking-flashx',
      'autoglm-phone',
    ],
    modelsPath: '/models',
    needsKey: true,
    keyVariable: 'BIGMODEL_API_KEY',
    cors: 'unknown',
    corsNote:
      'BigModel does not say whether web pages may call it directly. If the call is refused, turn on the relay.',
    hint: 'Create a key at open.bigmodel.cn under API keys. glm-4.1v-thinking-flash is free.',
  },
  {
    id: 'vllm',
    name: 'vLLM',
    baseUrl: 'http://localhost:8000/v1',
    wires: ['chat-completions'],
    wireBaseUrls: {},
    wireDialects: {},
    fixes: {},
    dialect: SELF_HOSTED_DIALECT,
    models: OPEN_WEIGHTS,
    modelsPath: '/models',
    needsKey: false,
    keyVariable: null,
    cors: 'allowed',
    corsNote:
      'vLLM allows every web page unless it was started with --allowed-origins. If so, add the address of this page there.',
    hint: 'Start it with: vllm serve zai-org/GLM-4.6V-Flash --reasoning-parser glm45',
  },
  {
    id: 'sglang',
    name: 'SGLang',
    baseUrl: 'http://localhost:30000/v1',
    wires: ['chat-completions'],
    wireBaseUrls: {},
    wireDialects: {},
    fixes: {},
    dialect: SELF_HOSTED_DIALECT,
    models: OPEN_WEIGHTS,
    modelsPath: '/models',
    needsKey: false,
    keyVariable: null,
    cors: 'unknown',
    corsNote: 'SGLang usually allows web pages. If the call is refused, turn on the relay.',
    hint: 'Start it with: python -m sglang.launch_server --model zai-org/GLM-4.6V-Flash --reasoning-parser glm45',
  },
  {
    id: 'llamacpp',
    name: 'llama.cpp',
    baseUrl: 'http://localhost:8080/v1',
    wires: ['chat-completions'],
    wireBaseUrls: {},
    wireDialects: {},
    fixes: {},
    dialect: LLAMA_CPP_DIALECT,
    models: ['GLM-4.6V-Flash', 'GLM-4.1V-9B-Thinking'],
    modelsPath: '/models',
    needsKey: false,
    keyVariable: null,
    cors: 'allowed',
    corsNote:
      'llama.cpp allows every web page unless it was started with --tools or --agent. If so, add --cors-origins with the address of this page.',
    hint: 'Start it with: llama-server -m model.gguf --mmproj mmproj.gguf',
  },
  {
    id: 'ollama',
    name: 'Ollama',
    baseUrl: 'http://localhost:11434/v1',
    wires: ['chat-completions'],
    wireBaseUrls: {},
    wireDialects: {},
    fixes: {},
    dialect: OLLAMA_DIALECT,
    models: [],
    modelsPath: '/models',
    needsKey: false,
    keyVariable: null,
    cors: 'allowed',
    corsNote:
      'Ollama allows only pages from this computer. For any other page, start it with OLLAMA_ORIGINS set to the address of this page.',
    hint: 'Start it with "ollama serve" and pull a model that takes pictures.',
  },
  CUSTOM_PROVIDER,
]
