import { networkFailure } from '@/core/protocol/network-failure.ts'
import type { RunError } from '@/core/protocol/stream-event.ts'

/**
 * Finds out why a request never got an answer. A browser reports refused connections, unknown hosts and CORS
 * refusals with the same TypeError, so the origin is asked once more without key, cookies or CORS: when that goes
 * through, the server is there and only the browser's rules were in the way.
 */
export async function probeFailure(url: string, isRelayed: boolean): Promise<RunError> {
  const isSecurePage = location.protocol === 'https:'
  return networkFailure({
    online: navigator.onLine,
    pageIsSecure: isSecurePage,
    url,
    // Through the relay no CORS rule applies: a failure there means the relay itself is gone.
    reachable: isRelayed ? false : await isReachable(url),
  })
}

async function isReachable(url: string): Promise<boolean | null> {
  try {
    await fetch(new URL(url).origin, {
      mode: 'no-cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.timeout(4_000),
    })
    return true
  } catch {
    return false
  }
}
