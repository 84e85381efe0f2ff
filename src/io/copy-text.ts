import type { CopyPort } from './ports.ts'

/** Puts text on the clipboard. False where the browser forbids it (no permission, page not focused). */
export const copyText: CopyPort = async (text) => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
