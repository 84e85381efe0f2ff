import {
  LLAMA_CPP_DIALECT,
  LM_STUDIO_DIALECT,
  OLLAMA_DIALECT,
  OLLAMA_NATIVE_PARAMETERS,
  SELF_HOSTED_DIALECT,
  TRANSFORMERS_DIALECT,
} from './dialects.ts'
import type { Dialect, Provider } from './types.ts'

/** Models whose weights are open, by the names under which servers of one's own load them. */
const OPEN_WEIGHTS: readonly string[] = [
  'zai-org/GLM-4.6V-Flash',
  'zai-org/GLM-4.6V',
  'zai-org/GLM-4.5V',
  'zai-org/GLM-4.1V-9B-Thinking',
]

/** A server of one's own takes its key as it does on its other wires. */
const OWN_MESSAGES: Partial<Dialect> = { keyHeader: 'authorization' }

const NO_KEY = { needsKey: false, keyVariable: null } as const

export const LOCAL_PROVIDERS: readonly Provider[] = [
  {
    id: 'vllm',
    name: 'vLLM',
    baseUrl: 'http://localhost:8000/v1',
    wires: ['chat-completions', 'responses'],
    wireBaseUrls: {},
    wireDialects: {
      // https://docs.vllm.ai, entrypoints/openai/responses/protocol: special tokens are stripped on this wire too.
      responses: { extraBody: { store: false, skip_special_tokens: false } },
    },
    fixes: {
      images:
        'Serve a model that sees, such as zai-org/GLM-4.6V-Flash, and raise --limit-mm-per-prompt (as in \'{"image": 10}\') for several pictures.',
      reasoning:
        'Start vLLM with --reasoning-parser glm45; without it the reasoning stays inside the answer.',
    },
    dialect: SELF_HOSTED_DIALECT,
    models: OPEN_WEIGHTS,
    modelsPath: '/models',
    ...NO_KEY,
    cors: 'allowed',
    corsNote:
      'vLLM allows every web page unless it was started with --allowed-origins. If so, add the address of this page there.',
    hint: 'Start it with: vllm serve zai-org/GLM-4.6V-Flash --reasoning-parser glm45 (for tools also --enable-auto-tool-choice --tool-call-parser glm45)',
  },
  {
    id: 'sglang',
    name: 'SGLang',
    baseUrl: 'http://localhost:30000/v1',
    wires: ['chat-completions', 'responses', 'messages'],
    wireBaseUrls: {},
    wireDialects: { messages: OWN_MESSAGES },
    fixes: {
      images: 'Serve a model that sees, such as zai-org/GLM-4.6V-Flash, with --enable-multimodal.',
      reasoning:
        'Start SGLang with --reasoning-parser glm45; without it the reasoning stays inside the answer.',
    },
    dialect: SELF_HOSTED_DIALECT,
    models: OPEN_WEIGHTS,
    modelsPath: '/models',
    ...NO_KEY,
    cors: 'unknown',
    corsNote: 'SGLang usually allows web pages. If the call is refused, turn on the relay.',
    hint: 'Start it with: python -m sglang.launch_server --model zai-org/GLM-4.6V-Flash --reasoning-parser glm45 (for tools also --tool-call-parser glm45)',
  },
  {
    id: 'llamacpp',
    name: 'llama.cpp',
    baseUrl: 'http://localhost:8080/v1',
    wires: ['chat-completions', 'responses', 'messages'],
    wireBaseUrls: {},
    wireDialects: {
      // tools/server, convert_responses_to_chatcmpl: a string becomes `input_text`, which no assistant may say.
      responses: { answerForm: 'output-text' },
      messages: OWN_MESSAGES,
    },
    fixes: {
      images:
        'Start llama-server with --mmproj and the projector file of the model; without it the model cannot see.',
      reasoning:
        'Start llama-server with --reasoning-format auto and --jinja; without them the reasoning stays inside the answer.',
    },
    dialect: LLAMA_CPP_DIALECT,
    models: ['GLM-4.6V-Flash', 'GLM-4.1V-9B-Thinking'],
    modelsPath: '/models',
    ...NO_KEY,
    cors: 'allowed',
    corsNote:
      'llama.cpp allows every web page unless it was started with --tools or --agent. If so, add --cors-origins with the address of this page.',
    hint: 'Start it with: llama-server -m model.gguf --mmproj mmproj.gguf --jinja',
  },
  {
    id: 'ollama',
    name: 'Ollama',
    baseUrl: 'http://localhost:11434/v1',
    wires: ['chat-completions', 'responses', 'messages', 'ollama'],
    wireBaseUrls: { ollama: 'http://localhost:11434' },
    wireDialects: {
      messages: OWN_MESSAGES,
      ollama: {
        parameters: OLLAMA_NATIVE_PARAMETERS,
        limits: { reasoning_effort: { options: ['low', 'medium', 'high', 'max'] } },
      },
    },
    fixes: {
      images:
        'Pull a model that takes pictures: "ollama show <model>" lists vision among its capabilities.',
      reasoning:
        'Update Ollama, or pull the model from its own library: a GGUF file from elsewhere often writes <think> into the answer.',
    },
    dialect: OLLAMA_DIALECT,
    models: [],
    modelsPath: '/models',
    ...NO_KEY,
    cors: 'allowed',
    corsNote:
      'Ollama allows only pages from this computer. For any other page, start it with OLLAMA_ORIGINS set to the address of this page.',
    hint: 'Start it with "ollama serve" and pull a model that takes pictures. For a picture the context must be long enough: set OLLAMA_CONTEXT_LENGTH=16384.',
  },
  {
    id: 'lmstudio',
    name: 'LM Studio',
    baseUrl: 'http://localhost:1234/v1',
    wires: ['chat-completions', 'responses', 'messages'],
    wireBaseUrls: {},
    wireDialects: { messages: OWN_MESSAGES },
    fixes: {
      images: 'Load a model marked with the eye (vision) in LM Studio.',
      reasoning:
        'In LM Studio turn on "When applicable, separate reasoning_content and content in API responses" under Settings, Developer.',
    },
    dialect: LM_STUDIO_DIALECT,
    models: [],
    modelsPath: '/models',
    ...NO_KEY,
    cors: 'refused',
    corsNote:
      'LM Studio refuses web pages until CORS is on: start it with "lms server start --cors", or turn on Enable CORS in its Developer tab.',
    hint: 'Start the server in the Developer tab of LM Studio, or with: lms server start --cors',
  },
  {
    id: 'transformers',
    name: 'transformers serve',
    baseUrl: 'http://localhost:8000/v1',
    wires: ['chat-completions', 'responses'],
    wireBaseUrls: {},
    wireDialects: {
      // It answers 422 to `store` and to `text`.
      responses: { extraBody: {} },
    },
    fixes: {
      images: 'Serve a model that sees, such as zai-org/GLM-4.1V-9B-Thinking.',
      reasoning:
        'transformers serve has no reasoning parser; the reasoning is taken out of the answer where the model writes <think>.',
    },
    dialect: TRANSFORMERS_DIALECT,
    models: OPEN_WEIGHTS,
    modelsPath: '/models',
    ...NO_KEY,
    cors: 'unknown',
    corsNote: 'Start it with --enable-cors, or turn on the relay.',
    hint: 'Start it with: transformers serve --enable-cors',
  },
]
