import { maskSecrets } from '@/core/protocol/redact.ts'
import type { JsonPort } from './ports.ts'
import { type Fetchers, sendRequest } from './send-request.ts'

const MAXIMUM_CHARACTERS = 4_000_000

/** Asks for JSON, for model lists and the like. */
export function createJsonPort(fetchers: Fetchers): JsonPort {
  return async (outgoing, signal) => {
    try {
      const response = await sendRequest(fetchers, outgoing, signal)
      if (!response.ok) return { ok: false, error: `The server answered with ${response.status}.` }
      const text = await response.text()
      if (text.length > MAXIMUM_CHARACTERS) return { ok: false, error: 'The answer is too long.' }
      // A server that repeats the key must not bring it onto the screen.
      const secrets = outgoing.key === null ? [] : [outgoing.key]
      return { ok: true, value: JSON.parse(maskSecrets(text, secrets)) }
    } catch (error) {
      return {
        ok: false,
        error:
          error instanceof SyntaxError
            ? 'The server did not answer with JSON.'
            : 'The server could not be reached.',
      }
    }
  }
}
