import type { Result } from '@/core/result.ts'
import type { WireRequest } from '../chat-request.ts'
import type { Wire } from '../stream-event.ts'

type WriteSnippet = (request: WireRequest, wire: Wire) => Result<string, string>

/** A name, an IPv4 or an IPv6 address, and a port: nothing that a shell without comments could take for a command. */
const PLAIN_HOST =
  /^https?:\/\/((?:[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,60}\])(?::\d{1,5})?)(?:[/?#]|$)/i

/**
 * Writes a program for a request out of a recording. Whoever made the file chose where the program sends the key of
 * its reader, so its first line is a comment, begun with `mark`, that names the host. The error is a sentence.
 */
export function writeRecordedSnippet(
  request: WireRequest,
  wire: Wire,
  write: WriteSnippet,
  mark: '#' | '//',
): Result<string, string> {
  const snippet = write(request, wire)
  if (!snippet.ok) return snippet
  const host = PLAIN_HOST.exec(request.url)?.[1]
  return host === undefined
    ? { ok: false, error: 'The address in the recording names no plain host.' }
    : { ok: true, value: `${mark} The address comes from the recording: ${host}\n${snippet.value}` }
}
