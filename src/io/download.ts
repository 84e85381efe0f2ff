import type { DownloadPort } from './ports.ts'

/** Offers text as a file. */
export const download: DownloadPort = (name, type, text) => {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  // The browser has taken the bytes by the next task.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
