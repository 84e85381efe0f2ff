/** Requests of one run, the first included. */
export const RETRY_ATTEMPTS = 3

const BASE_MS = 1000
const MOST_MS = 20_000
const MOST_ASKED_MS = 120_000

/**
 * Milliseconds to wait before request number `attempt` (2 or 3) of a run; null where no automatic request is due any
 * more, because all are used up or the server asks for more than two minutes. Full jitter, as in
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/, and never sooner than the server asks.
 * `random` is from 0 to below 1; `retryAfterMs` is null where the server asks for nothing.
 */
export function retryDelay(
  attempt: number,
  retryAfterMs: number | null,
  random: number,
): number | null {
  if (attempt > RETRY_ATTEMPTS || (retryAfterMs ?? 0) > MOST_ASKED_MS) return null
  const jitter = random * Math.min(MOST_MS, BASE_MS * 2 ** (attempt - 2))
  return Math.max(retryAfterMs ?? 0, jitter)
}
