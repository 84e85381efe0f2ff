import { createUtf8Decoder } from './utf8-decoder.ts'

/** UTF-16 units of a whole body that are kept; no completion of a model comes near it. */
const MAX_BODY_LENGTH = 16 * 1024 * 1024

/** A body that is read as a whole; what goes over the limit is dropped. */
export function createBodyText(): {
  readonly push: (bytes: Uint8Array) => void
  readonly end: () => string
} {
  const decoder = createUtf8Decoder()
  let text = ''
  const keep = (piece: string) => {
    if (text.length < MAX_BODY_LENGTH) {
      text += piece.slice(0, MAX_BODY_LENGTH - text.length)
    }
  }
  return {
    push(bytes) {
      keep(decoder.decode(bytes))
    },
    end() {
      keep(decoder.end())
      return text
    },
  }
}
