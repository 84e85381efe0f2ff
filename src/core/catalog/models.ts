import type { MediaLimits, ModelProfile } from './types.ts'

const MEDIA: MediaLimits = {
  images: null,
  imageBytes: null,
  imageSide: null,
  videos: null,
  videoBytes: null,
  files: null,
  mixes: true,
}

/** Z.ai and BigModel: per picture under 5 MB and 6000 × 6000 pixels, files apart from pictures and videos. */
const API_MEDIA: MediaLimits = {
  images: null,
  imageBytes: 5_000_000,
  imageSide: 6000,
  videos: null,
  videoBytes: 200_000_000,
  files: 50,
  mixes: false,
}

const GLM_V = {
  thinking: 'toggle',
  space: 'norm1000',
  order: 'xyxy',
  takesImages: true,
  media: MEDIA,
} as const

/** Sampling of the model card of GLM-4.6V; the API default of max_tokens is 16384. */
const GLM_46V_SAMPLING = {
  temperature: 0.8,
  top_p: 0.6,
  top_k: 2,
  repetition_penalty: 1.1,
  max_tokens: 16_384,
}

/** Defaults of the API of GLM-4.1V-Thinking, which advises at least 1024 tokens. */
const GLM_41V_SAMPLING = { temperature: 0.8, top_p: 0.6, max_tokens: 8192 }

const GLM_41V = {
  ...GLM_V,
  thinking: 'forced',
  contextTokens: 65_536,
  outputTokens: null,
  recommended: GLM_41V_SAMPLING,
} as const

/** As the API serves it: its table has no stop and no tools, and pictures and videos do not go together. */
const GLM_41V_API = {
  ...GLM_41V,
  media: { ...API_MEDIA, videos: null, files: null },
  lacks: ['stop', 'tools', 'tool_choice'],
} as const

const GLM_46V = {
  ...GLM_V,
  contextTokens: 131_072,
  outputTokens: 32_768,
  media: { ...API_MEDIA, images: 150, videos: 2 },
  recommended: GLM_46V_SAMPLING,
} as const

/** AutoGLM writes its thoughts into the text; there is nothing to switch. */
const AUTOGLM = {
  ...GLM_V,
  thinking: 'none',
  contextTokens: null,
  outputTokens: 4096,
  media: { ...API_MEDIA, videoBytes: null, files: null },
  recommended: {},
} as const

/**
 * The models Sightline knows, newest first. Limits: https://docs.z.ai/api-reference/llm/chat-completion;
 * sampling: model cards and the sample programs of the GLM-V repository.
 */
export const MODELS: readonly ModelProfile[] = [
  {
    ...GLM_V,
    id: 'glm-5v-turbo',
    name: 'GLM-5V-Turbo',
    // "Thinks compulsorily" is what the API says of thinking enabled, as of GLM-4.5V, whose switch is documented.
    thinking: 'toggle',
    media: API_MEDIA,
    contextTokens: 202_752,
    outputTokens: 131_072,
    recommended: {},
  },
  {
    ...GLM_V,
    id: 'glm-5.3-flash',
    name: 'GLM-5.3-Flash',
    // `thinking: disabled` is answered with 400; how much it thinks can be said.
    thinking: 'forced',
    efforts: ['low', 'high', 'max'],
    contextTokens: 1_048_576,
    outputTokens: null,
    // Below 2048 tokens the reasoning leaves nothing for the answer.
    recommended: { temperature: 1, top_p: 1, max_tokens: 8192 },
  },
  { ...GLM_46V, id: 'glm-4.6v', name: 'GLM-4.6V' },
  { ...GLM_46V, id: 'glm-4.6v-flash', name: 'GLM-4.6V-Flash' },
  { ...GLM_46V, id: 'glm-4.6v-flashx', name: 'GLM-4.6V-FlashX' },
  {
    ...GLM_V,
    id: 'glm-4.5v',
    name: 'GLM-4.5V',
    contextTokens: 65_536,
    outputTokens: 16_384,
    media: { ...API_MEDIA, images: 50, videos: 1 },
    recommended: {
      temperature: 0.3,
      top_p: 0.6,
      top_k: 2,
      repetition_penalty: 1.1,
      max_tokens: 16_384,
    },
  },
  { ...GLM_41V_API, id: 'glm-4.1v-thinking-flash', name: 'GLM-4.1V-Thinking-Flash' },
  { ...GLM_41V_API, id: 'glm-4.1v-thinking-flashx', name: 'GLM-4.1V-Thinking-FlashX' },
  {
    ...GLM_41V,
    id: 'glm-4.1v-9b-thinking',
    name: 'GLM-4.1V-9B-Thinking',
    recommended: { ...GLM_41V_SAMPLING, top_k: 2, repetition_penalty: 1.1 },
  },
  { ...AUTOGLM, id: 'autoglm-phone', name: 'AutoGLM-Phone' },
  { ...AUTOGLM, id: 'autoglm-phone-multilingual', name: 'AutoGLM-Phone-Multilingual' },
]

/** A model that the catalog does not know: everything is allowed, nothing recommended. */
export const GENERIC_MODEL: ModelProfile = {
  ...GLM_V,
  id: 'generic',
  name: 'Other model',
  contextTokens: null,
  outputTokens: null,
  recommended: {},
}
