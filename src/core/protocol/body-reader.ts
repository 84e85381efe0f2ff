import { createBodyText } from './body-text.ts'
import { decodeBody } from './decode-body.ts'
import { maskSecrets } from './redact.ts'
import type { ReaderContext, StreamReader } from './stream-reader.ts'

/** Reads a body that is a whole: JSON, a page, or whatever came with an HTTP error. */
export function createBodyReader(context: ReaderContext): StreamReader {
  const { wire, httpStatus, secrets } = context
  const body = createBodyText()
  return {
    push(bytes) {
      body.push(bytes)
      return []
    },
    end(reason = 'close') {
      return reason === 'abort'
        ? wire.finish('abort')
        : decodeBody(maskSecrets(body.end(), secrets), { wire, httpStatus, reason })
    },
  }
}
