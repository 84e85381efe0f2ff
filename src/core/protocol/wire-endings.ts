import type { Outcome } from './finish-outcome.ts'
import type { RunError } from './stream-event.ts'

export const ANSWER_TOO_LONG: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message: 'The answer is longer than 8 million characters. The rest of it was not read.',
}

export const TOO_MANY_CALLS: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message: 'The server sent more than 256 function calls in one event.',
}

/** The server said its answer twice, and not the same. What was shown stays; nobody can tell which is right. */
export const CONTRADICTED: Outcome = {
  status: 'unverified',
  error: {
    kind: 'protocol',
    retry: 'user',
    code: null,
    message:
      'The whole answer, as the server sent it in the end, is not the one that it had streamed.',
  },
}

export const NO_CHUNKS: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message: 'The server streams, but no answer in this wire. It may speak another protocol.',
}

export const MALFORMED_EVENT: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message: 'The server sent an event that is no valid JSON.',
}

export const TOO_DEEP_EVENT: RunError = {
  ...MALFORMED_EVENT,
  message: 'The server sent an event whose JSON is nested too deep.',
}

export const NOT_AN_ANSWER: RunError = {
  kind: 'not-an-api',
  retry: 'never',
  code: null,
  message: 'The server answered with JSON that is no answer of a model.',
}

/** Some builds of vLLM send only `[DONE]` after an error that came before the first token. */
export const NOTHING_BUT_DONE: RunError = {
  kind: 'server',
  retry: 'auto',
  code: null,
  message: 'The server ended the stream without an answer.',
}

/** The connection closed or broke before the server said that it was done. */
export const STREAM_CUT: RunError = {
  kind: 'stream-cut',
  retry: 'user',
  code: null,
  message: 'The connection ended before the answer did.',
}
