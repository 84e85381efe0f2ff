import { decodeBase64 } from '@/core/media/base64.ts'
import type { Result } from '@/core/result.ts'
import { MOST_KEPT_BYTES, MOST_KEPT_CHUNKS } from './exchange.ts'
import { failure, isObject, MAX_NAME_LENGTH } from './recording-checks.ts'

/**
 * Bytes that arrived together, at a time in milliseconds after the request was sent: as text, or in base64 where they
 * are no text by themselves (a character that was cut in two).
 */
export type RecordedChunk = readonly [atMs: number, content: string | { readonly base64: string }]

/** What a server answered. */
export type RecordedAnswer = {
  readonly http: {
    readonly status: number
    /** When the head of the answer came, in milliseconds after the request was sent. */
    readonly atMs: number
    /** Harmless headers, names in lower case. */
    readonly headers: readonly (readonly [name: string, value: string])[]
  }
  readonly chunks: readonly RecordedChunk[]
}

const MAX_CHUNKS = MOST_KEPT_CHUNKS
const MAX_STREAM_LENGTH = MOST_KEPT_BYTES
const MAX_DURATION_MS = 24 * 60 * 60 * 1000

/** Answers with these have no body, so there is nothing to replay. */
const STATUSES_WITHOUT_BODY: readonly number[] = [204, 205, 304]

/** Headers of an answer that say something about it and nothing about who asked. */
const KEPT_HEADERS: readonly string[] = [
  'content-type',
  'retry-after',
  'retry-after-ms',
  'x-request-id',
  'request-id',
  'x-should-retry',
  'openai-processing-ms',
  'server',
]

/** The headers of an answer that a recording may hold. */
export function keptAnswerHeaders(
  headers: readonly (readonly [name: string, value: string])[],
): readonly (readonly [name: string, value: string])[] {
  return headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name, value]) => KEPT_HEADERS.includes(name) && isHeaderValue(value))
}

/** Checks what a server answered, as files of version 1 or 2 hold it. The error is a sentence. */
export function decodeAnswer(
  http: unknown,
  chunks: unknown,
  version: 1 | 2,
): Result<RecordedAnswer, string> {
  const head = decodeHttp(http, version)
  if (!head.ok) return head
  const body = decodeChunks(chunks)
  return body.ok ? { ok: true, value: { http: head.value, chunks: body.value } } : body
}

function decodeHttp(value: unknown, version: 1 | 2): Result<RecordedAnswer['http'], string> {
  if (!isObject(value)) return failure('The recording does not say how the server answered.')
  const { status, contentType, atMs = 0 } = value
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599) {
    return failure('The recorded HTTP status is not one between 200 and 599.')
  }
  if (STATUSES_WITHOUT_BODY.includes(status)) {
    return failure('The recorded HTTP status belongs to an answer without a body.')
  }
  if (!isTime(atMs)) return failure('The recorded time of the answer is not a time.')
  if (version === 2) {
    const headers = decodeHeaders(value['headers'])
    return headers === null
      ? failure('The recorded headers are not pairs of plain text.')
      : { ok: true, value: { status, atMs, headers } }
  }
  return typeof contentType === 'string' && isHeaderValue(contentType)
    ? { ok: true, value: { status, atMs, headers: [['content-type', contentType]] } }
    : failure('The recorded content type is not plain text.')
}

function decodeHeaders(value: unknown): RecordedAnswer['http']['headers'] | null {
  if (!Array.isArray(value) || value.length > 100) return null
  const headers: (readonly [string, string])[] = []
  for (const item of value) {
    const [name, text] = Array.isArray(item) ? item : []
    if (typeof name !== 'string' || typeof text !== 'string' || !isHeaderValue(text)) return null
    headers.push([name, text])
  }
  return keptAnswerHeaders(headers)
}

function isHeaderValue(value: string): boolean {
  return value.length <= MAX_NAME_LENGTH && /^[\x20-\x7e]*$/.test(value)
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= MAX_DURATION_MS
}

function decodeChunks(value: unknown): Result<readonly RecordedChunk[], string> {
  if (!Array.isArray(value)) return failure('The recording has no stream.')
  if (value.length > MAX_CHUNKS) {
    return failure(`The recorded stream has more than ${MAX_CHUNKS} chunks.`)
  }
  const chunks: RecordedChunk[] = []
  let previousMs = 0
  let length = 0
  for (const [index, item] of value.entries()) {
    const [atMs, raw] = Array.isArray(item) ? item : []
    const content = decodeContent(raw)
    if (typeof atMs !== 'number' || content === null) {
      return failure(`Chunk ${index + 1} of the recorded stream is not a time and a text.`)
    }
    if (!(atMs >= previousMs && isTime(atMs))) {
      return failure(`Chunk ${index + 1} of the recorded stream has a time that goes backwards.`)
    }
    length += typeof content === 'string' ? content.length : content.base64.length
    if (length > MAX_STREAM_LENGTH) return failure('The recorded stream is longer than 32 MiB.')
    previousMs = atMs
    chunks.push([atMs, content])
  }
  return { ok: true, value: chunks }
}

function decodeContent(value: unknown): RecordedChunk[1] | null {
  if (typeof value === 'string') return value
  const base64 = isObject(value) ? value['base64'] : null
  const isBytes =
    typeof base64 === 'string' &&
    base64.length <= MAX_STREAM_LENGTH &&
    decodeBase64(base64) !== null
  return isBytes ? { base64 } : null
}
