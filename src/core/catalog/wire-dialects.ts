import type { Wire } from '@/core/protocol/stream-event.ts'
import type { Dialect, ParameterId } from './types.ts'

/** What a wire asks for, whoever speaks it. */
export type WireDialect = {
  /** Parameters that it has a place for; null: all. */
  readonly carries: readonly ParameterId[] | null
  /** Parameters that every server of this wire has, also where its chat completions have none. */
  readonly brings: readonly ParameterId[]
  /** Types of pictures that it has a place for; null: all. */
  readonly imageTypes: readonly string[] | null
  readonly dialect: Partial<Dialect>
}

const EVERYWHERE: readonly ParameterId[] = [
  'temperature',
  'top_p',
  'max_tokens',
  'system_prompt',
  'stream',
  'tools',
  'extra_body',
]

/** None of the other wires has built-in web search, special tokens, or a documented way to go on with an answer. */
const BARE: Partial<Dialect> = { extraBody: {}, webSearch: 'none', continuation: 'none' }

/** The four wires beside what a provider says of itself; chat completions is what `Provider.dialect` is written for. */
export const WIRE_DIALECTS: Readonly<Record<Wire, WireDialect>> = {
  'chat-completions': { carries: null, brings: [], imageTypes: null, dialect: {} },
  /** Types of the npm package `openai`, resources/responses. */
  responses: {
    carries: [...EVERYWHERE, 'reasoning_effort', 'response_format', 'tool_choice'],
    brings: [],
    imageTypes: null,
    dialect: {
      ...BARE,
      thinking: 'reasoning-object',
      usage: 'always',
      // Nothing of a question stays on the server.
      extraBody: { store: false },
    },
  },
  /** Types of the npm package `@anthropic-ai/sdk`, resources/messages. */
  messages: {
    carries: [...EVERYWHERE, 'top_k', 'stop', 'user_id', 'thinking_budget', 'tool_choice'],
    brings: ['thinking_budget'],
    imageTypes: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
    dialect: {
      ...BARE,
      thinking: 'thinking-budget',
      imageForm: 'raw-base64',
      usage: 'always',
      keyHeader: 'x-api-key',
      limits: { temperature: { minimum: 0, maximum: 1 }, thinking_budget: { minimum: 1024 } },
    },
  },
  /** https://github.com/ollama/ollama/blob/main/docs/api.md */
  ollama: {
    carries: [
      ...EVERYWHERE,
      'top_k',
      'min_p',
      'repetition_penalty',
      'presence_penalty',
      'frequency_penalty',
      'seed',
      'stop',
      'reasoning_effort',
      'response_format',
      'num_ctx',
    ],
    brings: [],
    imageTypes: ['image/jpeg', 'image/png', 'image/webp'],
    dialect: { ...BARE, thinking: 'think', imageForm: 'raw-base64', usage: 'always' },
  },
}
