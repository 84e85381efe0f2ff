import type { HashPort } from './ports.ts'

/** SHA-256 by the browser. */
export const hashBlob: HashPort = async (blob) => {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
