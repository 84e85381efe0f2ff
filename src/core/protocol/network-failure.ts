import { parseBaseUrl } from './base-url.ts'
import type { RetryAdvice, RunError } from './stream-event.ts'

/** What a browser can find out about a request that got no answer at all. */
export type NetworkFacts = {
  /** `navigator.onLine`; false is certain, true is not. */
  readonly online: boolean
  /** Whether this page came over https. */
  readonly pageIsSecure: boolean
  readonly url: string
  /** Whether a call without key and without CORS went through; null when it was not tried. */
  readonly reachable: boolean | null
}

/** Message of a request that got no answer at all; a relay that answers says more. */
export const NO_CONNECTION = 'No connection to the server could be made.'

function failure(code: string, retry: RetryAdvice, message: string): RunError {
  return { kind: 'network', retry, code, message }
}

/**
 * Why a request got no answer: browsers report all of these with one and the same TypeError.
 * Codes: `offline`, `mixed-content`, `cors`, `unreachable`.
 */
export function networkFailure(facts: NetworkFacts): RunError {
  const parsed = parseBaseUrl(facts.url)
  const isLoopback = parsed.ok && parsed.value.isLoopback
  const isSecure = parsed.ok && parsed.value.isSecure
  if (!facts.online && !isLoopback) {
    return failure('offline', 'user', 'This device is offline.')
  }
  if (facts.pageIsSecure && !isSecure && !isLoopback) {
    return failure(
      'mixed-content',
      'never',
      'A page opened over https may not call http addresses.',
    )
  }
  if (facts.reachable === true) {
    return failure(
      'cors',
      'never',
      'The server is there, but does not let this page read its answer.',
    )
  }
  return failure('unreachable', 'auto', NO_CONNECTION)
}
