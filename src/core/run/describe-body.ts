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

/** What goes to the clipboard is whole; an outline is for the eye. */
export type BodyDetail = 'whole' | 'outline'

/** Longer texts are cut in an outline. */
const LONGEST_TEXT = 2000
/** Characters of JSON that an outline breaks into lines; to lay out megabytes would stop the page for seconds. */
const LONGEST_LAYOUT = 1_000_000

function shorten(text: string): string {
  const rest = text.length - LONGEST_TEXT
  return rest < 100
    ? text
    : `${text.slice(0, LONGEST_TEXT)}… ‹${rest.toLocaleString('en-US')} more characters›`
}

/**
 * The body of a request as readable JSON, each medium inside of it replaced by what `nameMedia` says of it. In an
 * outline long texts are cut, and JSON that is very long in spite of that stands on one line. A body that is no JSON,
 * or is nested too deep to be walked, stays as it is.
 */
export function describeBody(
  body: string,
  nameMedia: (media: DescribedMedia) => string,
  detail: BodyDetail = 'whole',
): string {
  const isOutline = detail === 'outline'
  const name = (media: BodyMedia) => nameMedia(describe(media))
  const replaced = replaceBodyMedia(body, name, isOutline ? shorten : undefined)
  if (replaced === null) return body
  const line = isOutline ? JSON.stringify(replaced.value) : ''
  // A comma after the last item is fine in programs, but not in JSON.
  return line.length > LONGEST_LAYOUT
    ? line
    : writeLiteral(replaced.value, JSON_STYLE).replace(/,(\n\s*[\]}])/g, '$1')
}
