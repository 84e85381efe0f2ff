import { parseBoundedJson } from '@/core/protocol/bounded-json.ts'
import { isRecord } from '@/core/protocol/json-value.ts'

/** Bytes that a request carries inside its JSON. */
export type BodyMedia = {
  /** MIME type: of the data URL, else told by the first bytes. */
  readonly type: string
  readonly base64: string
  /** Number of the medium in the body, in the order of the text. */
  readonly index: number
}

/** A shorter string may be a word. */
const SHORTEST_BASE64 = 64

/** How base64 of a file begins: Z.ai, BigModel and Ollama take it without a word on its type. */
const BEGINNINGS: readonly (readonly [beginning: string, type: string])[] = [
  ['/9j/', 'image/jpeg'],
  ['iVBORw0KGgo', 'image/png'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
  ['JVBERi0', 'application/pdf'],
  ['AAAA', 'video/mp4'],
]

function readMedia(text: string): Omit<BodyMedia, 'index'> | null {
  const head = /^data:([^;,]{0,100})[^,]{0,100};base64,/.exec(text.slice(0, 300))
  if (head) return { type: head[1] ?? '', base64: text.slice(head[0].length) }
  if (text.length < SHORTEST_BASE64 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null
  const known = BEGINNINGS.find(([beginning]) => text.startsWith(beginning))
  return known ? { type: known[1], base64: text } : null
}

/**
 * The JSON value of a request's body with a word in place of each medium; what `replace` answers stands there, and what
 * `rewrite` answers in place of every other text. Null where the body is no JSON, or nested too deep to be walked.
 */
export function replaceBodyMedia(
  body: string,
  replace: (media: BodyMedia) => string,
  rewrite: (text: string) => string = (text) => text,
): { readonly value: unknown } | null {
  const parsed = parseBoundedJson(body)
  if (!parsed.ok) return null
  let index = 0
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const media = readMedia(value)
      if (media === null) return rewrite(value)
      index += 1
      return replace({ ...media, index: index - 1 })
    }
    if (Array.isArray(value)) return value.map(walk)
    if (!isRecord(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]))
  }
  return { value: walk(parsed.value) }
}
