import { decodeBase64 } from '@/core/media/base64.ts'
import { readImageFacts } from '@/core/media/image-facts.ts'
import { type LiteralStyle, writeLiteral } from '@/core/protocol/snippets/write-literal.ts'
import { type BodyMedia, replaceBodyMedia } from './body-media.ts'

/** A medium inside of a request: its type, its size in bytes, and for a picture in pixels as stored. */
export type DescribedMedia = {
  readonly type: string
  readonly bytes: number
  readonly width: number | null
  readonly height: number | null
}

const JSON_STYLE: LiteralStyle = {
  indent: '  ',
  width: 44,
  words: { true: 'true', false: 'false', null: 'null' },
  key: (quoted) => quoted,
}

function describe({ type, base64 }: BodyMedia): DescribedMedia {
  const bytes = decodeBase64(base64)
  const facts = bytes === null ? null : readImageFacts(bytes)
  const size = facts?.ok ? facts.value : null
  return {
    type: size?.type ?? type,
    bytes: bytes?.length ?? Math.floor((base64.length * 3) / 4),
    width: size?.storedWidth ?? null,
    height: size?.storedHeight ?? null,
  }
}

/**
 * The body of a request as readable JSON, each medium inside of it replaced by what `nameMedia` says of it. A body
 * that is no JSON stays as it is.
 */
export function describeBody(body: string, nameMedia: (media: DescribedMedia) => string): string {
  const replaced = replaceBodyMedia(body, (media) => nameMedia(describe(media)))
  // A comma after the last item is fine in programs, but not in JSON.
  return replaced === null
    ? body
    : writeLiteral(replaced.value, JSON_STYLE).replace(/,(\n\s*[\]}])/g, '$1')
}
