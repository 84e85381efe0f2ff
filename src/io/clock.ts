import type { ClockPort } from './ports.ts'

/** The browser's monotonic clock and frames. A hidden page has no frames, so a timer stands in for them there. */
export const clock: ClockPort = {
  now: () => performance.now(),
  wallClock: () => Date.now(),
  onFrame: (callback) => {
    if (document.hidden) {
      const timer = setTimeout(callback, 200)
      return () => clearTimeout(timer)
    }
    const frame = requestAnimationFrame(callback)
    return () => cancelAnimationFrame(frame)
  },
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', finish)
        resolve()
      }
      const timer = setTimeout(finish, milliseconds)
      signal.addEventListener('abort', finish)
      if (signal.aborted) finish()
    }),
  random: Math.random,
  createId: () => crypto.randomUUID(),
}
