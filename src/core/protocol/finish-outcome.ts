import type { EndStatus, RunError } from './stream-event.ts'

/** How a run ended, without its `finishReason`. */
export type Outcome = { readonly status: EndStatus; readonly error?: RunError }

const SERVER_FAILURE: Outcome = {
  status: 'error',
  error: {
    kind: 'server',
    retry: 'auto',
    code: null,
    message: 'The server broke off while the model was answering.',
  },
}

const FILTERED: Outcome = {
  status: 'filtered',
  error: {
    kind: 'content-filter',
    retry: 'never',
    code: null,
    message: 'The provider withheld the answer because of its content rules.',
  },
}

const OUT_OF_CONTEXT: Outcome = {
  status: 'error',
  error: {
    kind: 'context-length',
    retry: 'never',
    code: null,
    message: 'The conversation no longer fits into the context of the model.',
  },
}

const OVERLOADED: Outcome = {
  status: 'error',
  error: {
    kind: 'overloaded',
    retry: 'auto',
    code: null,
    message: 'The server has no capacity left for this model.',
  },
}

/** The server itself says that there should be more, for a reason that nobody knows. */
export const INCOMPLETE: Outcome = {
  status: 'truncated',
  error: {
    kind: 'stream-cut',
    retry: 'user',
    code: null,
    message: 'The server says that this answer is not complete.',
  },
}

/** Ollama's answer to a request without a question: nothing was said. */
const ONLY_LOADED: Outcome = {
  status: 'error',
  error: {
    kind: 'server',
    retry: 'user',
    code: null,
    message: 'The server loaded or unloaded the model and gave no answer.',
  },
}

/**
 * Finish reasons that are no plain end. `sensitive`, `network_error` and `model_context_window_exceeded` are
 * Z.ai's, `abort` is SGLang's, `error` OpenRouter's, `insufficient_system_resource` DeepSeek's;
 * `max_output_tokens` and `cancelled` belong to the Responses wire, `max_tokens`, `refusal` and `pause_turn` (a long
 * turn that is to be sent back) to Messages, `load` and `unload` to Ollama.
 */
const OUTCOMES: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
  ['length', { status: 'length' }],
  ['max_tokens', { status: 'length' }],
  ['max_output_tokens', { status: 'length' }],
  ['content_filter', FILTERED],
  ['sensitive', FILTERED],
  ['refusal', FILTERED],
  ['network_error', SERVER_FAILURE],
  ['error', SERVER_FAILURE],
  ['abort', SERVER_FAILURE],
  ['cancelled', SERVER_FAILURE],
  ['insufficient_system_resource', OVERLOADED],
  ['model_context_window_exceeded', OUT_OF_CONTEXT],
  ['pause_turn', INCOMPLETE],
  ['load', ONLY_LOADED],
  ['unload', ONLY_LOADED],
])

/** What a finish reason means, however it is written: gateways to Gemini shout. One that nobody knows is a plain end: it is kept in words, never fatal. */
export function finishOutcome(finishReason: string): Outcome {
  return OUTCOMES.get(finishReason.toLowerCase()) ?? { status: 'complete' }
}
