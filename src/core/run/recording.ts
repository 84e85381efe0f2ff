import type { WireRequest } from '@/core/protocol/chat-request.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'
import type { Result } from '@/core/result.ts'

/** One picture, video or document of the question. */
export type RecordedMedia = {
  readonly name: string
  /** MIME type. */
  readonly type: string
  /** Pixels of the upright picture. */
  readonly width: number
  readonly height: number
  /** Hash of the bytes, 64 lower-case hex digits. */
  readonly sha256: string
  /** Path below the base of the site; null where the recording travels without its media. */
  readonly file: string | null
}

/** Text that arrived together: milliseconds after the response began, and the raw bytes as text. */
export type RecordedChunk = readonly [atMs: number, text: string]

/** A request as a file holds it: whose key it took is known from the endpoint. */
export type RecordedRequest = Omit<WireRequest, 'keyHeader'>

/** A raw stream with its timing, its request without secrets and the hashes of its media: replayable. */
export type Recording = {
  readonly version: 1
  readonly id: string
  readonly title: string
  readonly subtitle: string
  readonly question: string
  readonly endpoint: {
    readonly provider: string
    readonly model: string
    readonly wire: Wire
    /** Written by hand and not by a model: the screen has to say so. */
    readonly scripted: boolean
  }
  /** What was sent. In its body `media:<index>` stands where the bytes of a medium were. */
  readonly request: RecordedRequest
  readonly media: readonly RecordedMedia[]
  readonly http: { readonly status: number; readonly contentType: string }
  readonly chunks: readonly RecordedChunk[]
}

const MAX_CHUNKS = 200_000
const MAX_STREAM_LENGTH = 32 * 1024 * 1024
const MAX_MEDIA = 64
const MAX_TEXT_LENGTH = 1024 * 1024
const MAX_NAME_LENGTH = 300
const MAX_DURATION_MS = 24 * 60 * 60 * 1000

const WIRES: readonly Wire[] = ['chat-completions', 'responses', 'messages', 'ollama']

/** Answers with these have no body, so there is nothing to replay. */
const STATUSES_WITHOUT_BODY: readonly number[] = [204, 205, 304]

/** Headers that a recording may hold. Everything else, a key above all, is left out when it is read. */
const KEPT_HEADERS: readonly string[] = ['accept', 'anthropic-version', 'content-type']

/**
 * Checks a recording from a file or the network. Headers that could hold a secret and the query of the URL are
 * left out; a key can therefore not enter by an import. Fields it does not know are ignored.
 * The error is a sentence for the person who opened the file.
 */
export function decodeRecording(value: unknown): Result<Recording, string> {
  if (!isObject(value)) return failure('This is not a recording: a JSON object is expected.')
  if (value['version'] !== 1) {
    return failure(
      'This recording has a version that this Sightline cannot read; it reads version 1.',
    )
  }
  const { id, title, subtitle, question } = value
  if (!isRecordingId(id)) {
    return failure(
      'The recording has no valid id: lower-case letters, digits and hyphens are allowed.',
    )
  }
  if (!isText(title, MAX_NAME_LENGTH)) return failure('The recording has no title.')
  if (!isText(subtitle, MAX_NAME_LENGTH)) return failure('The recording has no subtitle.')
  if (!isText(question, MAX_TEXT_LENGTH)) return failure('The recording has no question.')
  const endpoint = decodeEndpoint(value['endpoint'])
  if (!endpoint.ok) return endpoint
  const request = decodeRequest(value['request'])
  if (!request.ok) return request
  const media = decodeMedia(value['media'])
  if (!media.ok) return media
  const http = decodeHttp(value['http'])
  if (!http.ok) return http
  const chunks = decodeChunks(value['chunks'])
  if (!chunks.ok) return chunks
  return {
    ok: true,
    value: {
      version: 1,
      id,
      title,
      subtitle,
      question,
      endpoint: endpoint.value,
      request: request.value,
      media: media.value,
      http: http.value,
      chunks: chunks.value,
    },
  }
}

/** Whether a value may name a recording: it becomes part of a path and of a `demo://` address. */
export function isRecordingId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,63}$/.test(value)
}

/** Whether a value is a plain path below the base of the site: no scheme, no root, no step upwards. */
export function isSitePath(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= MAX_NAME_LENGTH &&
    /^[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/.test(value)
  )
}

function decodeEndpoint(value: unknown): Result<Recording['endpoint'], string> {
  if (!isObject(value)) return failure('The recording does not say which endpoint answered.')
  const { provider, model, scripted } = value
  const wire = WIRES.find((known) => known === value['wire'])
  if (!isText(provider, MAX_NAME_LENGTH) || !isText(model, MAX_NAME_LENGTH)) {
    return failure('The endpoint of the recording has no provider or no model.')
  }
  if (wire === undefined) return failure('The endpoint of the recording speaks an unknown wire.')
  if (typeof scripted !== 'boolean') {
    return failure('The recording does not say whether it was scripted or came from a model.')
  }
  return { ok: true, value: { provider, model, wire, scripted } }
}

function decodeRequest(value: unknown): Result<RecordedRequest, string> {
  if (!isObject(value)) return failure('The recording does not hold its request.')
  const { url, method, headers, body } = value
  if (!isText(url, MAX_NAME_LENGTH) || /[\s\\]/.test(url)) {
    return failure('The request of the recording has no valid URL.')
  }
  const address = /^[^?#]*/.exec(url)?.[0] ?? ''
  if (address.includes('@')) {
    return failure('The URL of the recorded request holds a user name; it is not read.')
  }
  if (method !== 'GET' && method !== 'POST') {
    return failure('The request of the recording has an unknown method.')
  }
  if (!isObject(headers)) return failure('The request of the recording has no headers.')
  if (body !== null && !isText(body, MAX_TEXT_LENGTH)) {
    return failure('The body of the recorded request is missing or too long.')
  }
  return { ok: true, value: { url: address, method, headers: keptHeaders(headers), body } }
}

function keptHeaders(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase()
    if (KEPT_HEADERS.includes(lower) && isText(value, MAX_NAME_LENGTH)) kept[lower] = value
  }
  return kept
}

function decodeMedia(value: unknown): Result<readonly RecordedMedia[], string> {
  if (!Array.isArray(value)) return failure('The recording has no list of media.')
  if (value.length > MAX_MEDIA) return failure(`The recording has more than ${MAX_MEDIA} media.`)
  const media: RecordedMedia[] = []
  for (const [index, item] of value.entries()) {
    const medium = decodeMedium(item)
    if (medium === null) return failure(`Medium ${index + 1} of the recording is incomplete.`)
    media.push(medium)
  }
  return { ok: true, value: media }
}

function decodeMedium(value: unknown): RecordedMedia | null {
  if (!isObject(value)) return null
  const { name, type, width, height, sha256, file } = value
  if (!isText(name, MAX_NAME_LENGTH) || !isText(type, MAX_NAME_LENGTH)) return null
  if (!isPixelCount(width) || !isPixelCount(height)) return null
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return null
  if (file !== null && !isSitePath(file)) return null
  return { name, type, width, height, sha256, file }
}

function decodeHttp(value: unknown): Result<Recording['http'], string> {
  if (!isObject(value)) return failure('The recording does not say how the server answered.')
  const { status, contentType } = value
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599) {
    return failure('The recorded HTTP status is not one between 200 and 599.')
  }
  if (STATUSES_WITHOUT_BODY.includes(status)) {
    return failure('The recorded HTTP status belongs to an answer without a body.')
  }
  if (typeof contentType !== 'string' || !/^[\x20-\x7e]{0,300}$/.test(contentType)) {
    return failure('The recorded content type is not plain text.')
  }
  return { ok: true, value: { status, contentType } }
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
    const [atMs, text] = Array.isArray(item) ? item : []
    if (typeof atMs !== 'number' || typeof text !== 'string') {
      return failure(`Chunk ${index + 1} of the recorded stream is not a time and a text.`)
    }
    if (!(atMs >= previousMs && atMs <= MAX_DURATION_MS)) {
      return failure(`Chunk ${index + 1} of the recorded stream has a time that goes backwards.`)
    }
    length += text.length
    if (length > MAX_STREAM_LENGTH) return failure('The recorded stream is longer than 32 MiB.')
    previousMs = atMs
    chunks.push([atMs, text])
  }
  return { ok: true, value: chunks }
}

function failure(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= maxLength
}

function isPixelCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 1_000_000
}
