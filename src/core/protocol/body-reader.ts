import { createBodyText } from './body-text.ts'
import { decodeBody } from './decode-body.ts'
import { maskSecrets } from './redact.ts'
import type { RunError } from './stream-event.ts'
import { errorEnd, type ReaderContext, type StreamReader } from './stream-reader.ts'

/** UTF-16 units of a whole answer; no completion of a model comes near it. */
const MAX_ANSWER_BODY = 16 * 1024 * 1024

/** UTF-16 units of an error that are read: its words stand at the beginning. */
const MAX_ERROR_BODY = 1024 * 1024

const TOO_LARGE: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message:
    'The server sent an answer larger than 16 million characters. The rest of it was not read.',
}

/**
 * Reads a body that is a whole: JSON, a page, or whatever came with an HTTP error. A body over its limit ends the
 * run at once, whether the server ever stops sending or not; of an error, what came is understood.
 */
export function createBodyReader(context: ReaderContext): StreamReader {
  const { wire, httpStatus, secrets } = context
  const isSuccess = httpStatus >= 200 && httpStatus <= 299
  const body = createBodyText(isSuccess ? MAX_ANSWER_BODY : MAX_ERROR_BODY)
  const decode = (reason: 'close' | 'reset') =>
    decodeBody(maskSecrets(body.end(), secrets), { ...context, reason })
  return {
    push(bytes) {
      if (!body.push(bytes)) {
        return []
      }
      return isSuccess ? errorEnd(TOO_LARGE) : decode('close')
    },
    end: (reason = 'close') => (reason === 'abort' ? wire.finish('abort') : decode(reason)),
  }
}
