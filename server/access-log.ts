import type { IncomingMessage, ServerResponse } from 'node:http'

/** Where a request went, or the code with which it was refused. */
export type Destination = { readonly target: URL } | { readonly code: string }

const longestPath = 200
const unprintable = /[^\x21-\x7e]/g

/**
 * Writes one line when the answer to a relayed request is over:
 *
 *     2026-11-20T09:30:00.000Z POST api.z.ai/api/paas/v4/chat/completions 200 5120 B 1834 ms
 *
 * time, method, host and path, status, bytes sent to the browser (head included), duration; then `aborted` where the
 * browser hung up and `broken` where the server did. Headers, queries and bodies hold keys and questions and never
 * appear; of a refused request neither does its path, which could be anything.
 */
export function logAccess(
  request: IncomingMessage,
  response: ServerResponse,
  destination: Destination,
  write: (line: string) => void,
): void {
  const { socket } = request
  const startedAt = performance.now()
  const bytesBefore = socket.bytesWritten
  response.once('close', () => {
    const ending = response.writableFinished ? '' : response.errored ? ' broken' : ' aborted'
    const bytes = socket.bytesWritten - bytesBefore
    const duration = Math.round(performance.now() - startedAt)
    const time = new Date().toISOString()
    // Before an answer begins Node holds 200 ready, which nobody has said.
    const status = response.headersSent ? response.statusCode : '-'
    write(
      `${time} ${request.method} ${nameDestination(destination)} ${status} ${bytes} B ${duration} ms${ending}`,
    )
  })
}

function nameDestination(destination: Destination): string {
  if ('code' in destination) return `(${destination.code})`
  const { host, pathname } = destination.target
  // The URL parser escapes control characters already; a line must hold whatever it does.
  return `${host}${pathname}`.slice(0, longestPath).replace(unprintable, '?')
}
