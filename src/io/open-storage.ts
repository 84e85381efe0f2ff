/** A storage of the browser, or null where the mere look at it throws (blocked cookies, sandboxed frames). */
export function openStorage(open: () => Storage): Storage | null {
  try {
    return open()
  } catch {
    return null
  }
}
