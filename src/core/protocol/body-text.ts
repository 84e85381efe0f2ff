import { createUtf8Decoder } from './utf8-decoder.ts'

/** A body that is read as a whole, of which at most `limit` UTF-16 units are kept. */
export function createBodyText(limit: number): {
  /** True once the body is as long as the limit: nothing more of it is kept. */
  readonly push: (bytes: Uint8Array) => boolean
  readonly end: () => string
} {
  const decoder = createUtf8Decoder()
  let text = ''
  const keep = (piece: string): boolean => {
    text += piece.slice(0, limit - text.length)
    return text.length >= limit
  }
  return {
    push: (bytes) => keep(decoder.decode(bytes)),
    end() {
      keep(decoder.end())
      return text
    },
  }
}
