import type { RequestListener } from 'node:http'
import { answerError } from './answer-error.ts'

/** Lets a handler that throws cost one request, not the process: it is answered with 500 and logged in one line. */
export function containFailures(
  handler: RequestListener,
  log: (line: string) => void,
): RequestListener {
  return (request, response) => {
    try {
      handler(request, response)
    } catch (error) {
      log(`A ${request.method} request failed: ${nameFailure(error)}`)
      const message = 'The server of this page failed at this request.'
      answerError(response, { status: 500, code: 'internal', message })
      if (!response.writableEnded) response.destroy()
    }
  }
}

/** An error by name and code alone: its message may quote an address or a header, and those hold keys. */
export function nameFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'not an Error'
  return 'code' in error && typeof error.code === 'string'
    ? `${error.name} ${error.code}`
    : error.name
}
