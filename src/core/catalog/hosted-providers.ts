import {
  BIGMODEL_DIALECT,
  EMPIRIOLABS_DIALECT,
  MODELSCOPE_DIALECT,
  NOVITA_DIALECT,
  OPENROUTER_DIALECT,
  SILICONFLOW_DIALECT,
  ZAI_DIALECT,
} from './dialects.ts'
import type { Provider } from './types.ts'

const ZAI_MODELS: readonly string[] = [
  'glm-4.6v',
  'glm-4.6v-flash',
  'glm-4.6v-flashx',
  'glm-4.5v',
  'glm-5v-turbo',
  'glm-5.3-flash',
  'autoglm-phone-multilingual',
]

const ZAI_CORS = {
  cors: 'refused',
  corsNote:
    'Z.ai has not let web pages call it directly since September 2026. Turn on the relay: it comes with "npm start" and "npm run dev".',
} as const

/** What both plans of Z.ai share. */
const ZAI: Omit<Provider, 'id' | 'name' | 'baseUrl' | 'hint'> = {
  wires: ['chat-completions', 'messages'],
  wireBaseUrls: { messages: 'https://api.z.ai/api/anthropic' },
  wireDialects: {},
  fixes: {},
  dialect: ZAI_DIALECT,
  models: ZAI_MODELS,
  modelsPath: '/models',
  needsKey: true,
  keyVariable: 'ZAI_API_KEY',
  ...ZAI_CORS,
}

/** Who serves for money or for an account. Where documents are silent, the safer value stands, in one line. */
export const HOSTED_PROVIDERS: readonly Provider[] = [
  {
    id: 'zai',
    name: 'Z.ai',
    baseUrl: 'https://api.z.ai/api/paas/v4',
    ...ZAI,
    hint: 'Create a key at z.ai under API keys. glm-4.6v-flash is free. A key of the coding plan belongs to "Z.ai coding plan".',
  },
  {
    id: 'zai-coding',
    name: 'Z.ai coding plan',
    baseUrl: 'https://api.z.ai/api/coding/paas/v4',
    ...ZAI,
    hint: 'Only for keys of a coding plan: a general key answers with code 1113 here, and a plan key does so at "Z.ai". Both live at one address, so the page and the relay (ZAI_API_KEY) keep one of them at a time.',
  },
  {
    id: 'bigmodel',
    name: 'BigModel',
    baseUrl: 'https://open.bigmodel.cn/api/paas/v4',
    wires: ['chat-completions', 'messages'],
    wireBaseUrls: { messages: 'https://open.bigmodel.cn/api/anthropic' },
    wireDialects: {},
    fixes: {},
    dialect: BIGMODEL_DIALECT,
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
    id: 'empiriolabs',
    name: 'EmpirioLabs',
    baseUrl: 'https://api.empiriolabs.ai/v1',
    wires: ['chat-completions', 'responses', 'messages'],
    wireBaseUrls: {},
    wireDialects: {},
    fixes: {},
    dialect: EMPIRIOLABS_DIALECT,
    models: ['glm-4-6v-flash'],
    modelsPath: '/models',
    needsKey: true,
    keyVariable: 'EMPIRIOLABS_API_KEY',
    cors: 'unknown',
    corsNote:
      'EmpirioLabs does not say whether web pages may call it directly. If the call is refused, turn on the relay.',
    hint: 'Create a key at empiriolabs.ai. glm-4-6v-flash is free; web search costs $0.033 a request.',
  },
  {
    id: 'novita',
    name: 'Novita',
    baseUrl: 'https://api.novita.ai/openai/v1',
    wires: ['chat-completions'],
    wireBaseUrls: {},
    wireDialects: {},
    fixes: {},
    dialect: NOVITA_DIALECT,
    models: ['zai-org/glm-4.6v', 'zai-org/glm-4.5v'],
    modelsPath: '/models',
    needsKey: true,
    keyVariable: 'NOVITA_API_KEY',
    cors: 'refused',
    corsNote: 'Novita does not let web pages call it directly. Turn on the relay.',
    hint: 'Create a key at novita.ai under Key Management.',
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    wires: ['chat-completions', 'responses', 'messages'],
    wireBaseUrls: {},
    wireDialects: {
      responses: { thinking: 'reasoning-enabled' },
      messages: { keyHeader: 'authorization' },
    },
    fixes: {
      images:
        'This model may have no server behind it that takes pictures; choose one that lists "image" as its input at openrouter.ai/models.',
    },
    dialect: OPENROUTER_DIALECT,
    models: ['z-ai/glm-4.6v', 'z-ai/glm-4.5v', 'z-ai/glm-5v-turbo', 'thudm/glm-4.1v-9b-thinking'],
    modelsPath: '/models',
    needsKey: true,
    keyVariable: 'OPENROUTER_API_KEY',
    cors: 'allowed',
    corsNote: 'OpenRouter lets web pages call it directly.',
    hint: 'Create a key at openrouter.ai/keys.',
  },
  {
    id: 'siliconflow',
    name: 'SiliconFlow',
    baseUrl: 'https://api.siliconflow.cn/v1',
    wires: ['chat-completions'],
    wireBaseUrls: {},
    wireDialects: {},
    fixes: {},
    dialect: SILICONFLOW_DIALECT,
    models: ['zai-org/GLM-4.6V', 'zai-org/GLM-4.5V', 'THUDM/GLM-4.1V-9B-Thinking'],
    modelsPath: '/models',
    needsKey: true,
    keyVariable: 'SILICONFLOW_API_KEY',
    cors: 'unknown',
    corsNote:
      'SiliconFlow probably lets web pages call it directly. If the call is refused, turn on the relay.',
    hint: 'Create a key at cloud.siliconflow.cn under API keys.',
  },
  {
    id: 'modelscope',
    name: 'ModelScope',
    baseUrl: 'https://api-inference.modelscope.cn/v1',
    wires: ['chat-completions'],
    wireBaseUrls: {},
    wireDialects: {},
    fixes: {
      images:
        'ModelScope serves this model without pictures, or not at all; its page at modelscope.cn says so under API-Inference.',
    },
    dialect: MODELSCOPE_DIALECT,
    models: ['ZhipuAI/GLM-4.5V', 'ZhipuAI/GLM-4.1V-9B-Thinking'],
    modelsPath: '/models',
    needsKey: true,
    keyVariable: 'MODELSCOPE_API_KEY',
    cors: 'unknown',
    corsNote:
      'ModelScope takes requests of web pages only with the plainest headers. If the call is refused, turn on the relay.',
    hint: 'Create an access token at modelscope.cn under My account.',
  },
]
