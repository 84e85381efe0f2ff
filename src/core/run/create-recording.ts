import { encodeBase64 } from '@/core/media/base64.ts'
import type { WireRequest } from '@/core/protocol/chat-request.ts'
import { createStreamDecoder } from '@/core/protocol/decode-stream.ts'
import { secretForms } from '@/core/protocol/secret-forms.ts'
import type { RunStatus, StreamEvent } from '@/core/protocol/stream-event.ts'
import { createUtf8Decoder } from '@/core/protocol/utf8-decoder.ts'
import type { EndReason } from '@/core/protocol/wire-decoder.ts'
import type { Result } from '@/core/result.ts'
import { replaceBodyMedia } from './body-media.ts'
import type { Exchange, ExchangeChunk } from './exchange.ts'
import { maskKeys } from './mask-keys.ts'
import { keptAnswerHeaders, type RecordedChunk } from './recorded-answer.ts'
import type { RecordedMedia } from './recorded-media.ts'
import { decodeRecording, keptHeaders, type Recording } from './recording.ts'

/** What a recording says besides the exchange itself. */
export type RecordingMeta = {
  readonly id: string
  /** Day of the run, as in "2026-11-20". */
  readonly date: string
  readonly question: string
  readonly provider: string
  readonly model: string
  readonly scripted: boolean
  /** How the run ended. */
  readonly status: RunStatus
  /** The pictures that the run speaks of, in order, hashed; `data` only where they go along. */
  readonly media: readonly RecordedMedia[]
  /** What the run went on with; both empty for a question that was asked anew. */
  readonly prefix: { readonly reasoning: string; readonly answer: string }
  /** Keys known to this page: masked wherever they stand. */
  readonly secrets: readonly string[]
}

/** Units joined at a time: far below the argument limit of any engine. */
const BATCH = 8192
const LONGEST_TITLE = 100
const ENDINGS: readonly EndReason[] = ['close', 'reset', 'abort']

/**
 * One exchange as a recording that may be given to anybody: known keys and what looks like one are stars, the URL has
 * no query and no user, headers are those of a list, media stand apart from the request. Bytes keep their lengths and
 * times. The error is a sentence that says why there is none.
 */
export function createRecording(
  exchange: Exchange,
  meta: RecordingMeta,
): Result<Recording, string> {
  if (exchange.response === null) {
    return { ok: false, error: 'The server never answered, so there is nothing to replay.' }
  }
  if (exchange.isCut) {
    return {
      ok: false,
      error: 'The answer was longer than is kept here, so a recording of it would not be whole.',
    }
  }
  const mask: Mask = (text) => maskKeys(text, meta.secrets)
  const pieces = maskPieces(exchange.chunks, mask)
  const http = recordHead(exchange.response, mask)
  const contentType = http.headers.find(([name]) => name === 'content-type')?.[1] ?? ''
  const decode = (reason: EndReason) => {
    const decoder = createStreamDecoder({
      wire: exchange.wire,
      contentType,
      httpStatus: http.status,
    })
    return [...pieces.flatMap((piece) => [...decoder.push(piece)]), ...decoder.end(reason)]
  }
  if (spellsSecret(decode('close'), meta.secrets)) {
    return { ok: false, error: 'The answer spells out your API key, so it is not saved.' }
  }
  const question = mask(meta.question).trim() === '' ? '…' : mask(meta.question)
  // The decoder has the last word: what it would refuse is never written.
  return decodeRecording({
    version: 2,
    id: meta.id,
    title: mask(titleOf(question)),
    subtitle: mask(`${meta.provider}, ${meta.model}, ${meta.date}`).slice(0, 300),
    question,
    endpoint: {
      provider: mask(meta.provider),
      model: mask(meta.model),
      wire: exchange.wire,
      scripted: meta.scripted,
    },
    request: recordRequest(exchange.request, meta.media.length, mask),
    prefix: { reasoning: mask(meta.prefix.reasoning), answer: mask(meta.prefix.answer) },
    media: meta.media.map((medium) => ({ ...medium, name: mask(medium.name) })),
    http,
    chunks: pieces.map((piece, index) => toChunk(piece, exchange.chunks[index])),
    ending: findEnding(decode, meta.status),
  })
}

type Mask = (text: string) => string

function recordHead(
  { status, atMs, headers }: NonNullable<Exchange['response']>,
  mask: Mask,
): Recording['http'] {
  const masked = headers.map(([name, value]) => [name, mask(value)] as const)
  return { status, atMs: roundTime(atMs), headers: keptAnswerHeaders(masked) }
}

function recordRequest(
  { url, method, headers, body }: WireRequest,
  mediaCount: number,
  mask: Mask,
): Recording['request'] {
  const masked = Object.entries(headers).map(([name, value]) => [name, mask(value)])
  return {
    url: mask(withoutSecretParts(url)),
    method,
    headers: keptHeaders(Object.fromEntries(masked)),
    body: body === null ? null : mask(withoutMedia(body, mediaCount)),
  }
}

/** Masks keys in the joined bytes, so that one split over pieces is found, and cuts the pieces anew. */
function maskPieces(chunks: readonly ExchangeChunk[], mask: Mask): readonly Uint8Array[] {
  let joined = ''
  for (const { bytes } of chunks) {
    for (let start = 0; start < bytes.length; start += BATCH) {
      joined += String.fromCharCode(...bytes.subarray(start, start + BATCH))
    }
  }
  const masked = mask(joined)
  if (masked === joined) return chunks.map(({ bytes }) => bytes)
  let at = 0
  return chunks.map(({ bytes }) => {
    const start = at
    at += bytes.length
    return bytes.map((_, index) => masked.charCodeAt(start + index))
  })
}

/** Text where the bytes are text by themselves: decoding and encoding gives them back. */
function toChunk(piece: Uint8Array, chunk: ExchangeChunk | undefined): RecordedChunk {
  const atMs = roundTime(chunk?.atMs ?? 0)
  const decoder = createUtf8Decoder()
  const text = decoder.decode(piece) + decoder.end()
  const hasMark = piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf
  const isText = !text.includes('\ufffd') && !hasMark
  return [atMs, isText ? text : { base64: encodeBase64(piece) }]
}

/** A tenth of a millisecond is finer than any clock of a browser. */
function roundTime(milliseconds: number): number {
  return Math.max(0, Math.round(milliseconds * 10) / 10)
}

/** The way in which the bytes must have ended for the run to end as it did. */
function findEnding(
  decode: (reason: EndReason) => readonly StreamEvent[],
  status: RunStatus,
): EndReason {
  const fits = (reason: EndReason) => {
    const end = decode(reason).at(-1)
    return end?.type === 'end' && end.status === status
  }
  return ENDINGS.find(fits) ?? 'close'
}

/** Whether the text of the answer, joined from its pieces, holds a key that its bytes did not show. */
function spellsSecret(events: readonly StreamEvent[], secrets: readonly string[]): boolean {
  const texts = { reasoning: '', answer: '', arguments: '' }
  for (const event of events) {
    if (event.type === 'reasoning-delta') texts.reasoning += event.text
    if (event.type === 'answer-delta') texts.answer += event.text
    if (event.type === 'tool-call-delta') texts.arguments += event.arguments
  }
  const forms = secretForms(secrets)
  return Object.values(texts).some((text) => forms.some((form) => text.includes(form)))
}

/** Scheme, host and path alone: a query or a user name may hold a key. */
function withoutSecretParts(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/^([a-z]+:\/\/)[^/]*@/i, '$1')
}

/** The last media of a body are those of the question; what stands before belongs to earlier questions. */
function withoutMedia(body: string, mediaCount: number): string {
  let total = 0
  replaceBodyMedia(body, ({ base64 }) => {
    total += 1
    return base64
  })
  const earlier = Math.max(0, total - mediaCount)
  const replaced = replaceBodyMedia(body, ({ index }) =>
    index < earlier ? 'media:earlier' : `media:${index - earlier}`,
  )
  return replaced === null ? body : JSON.stringify(replaced.value)
}

function titleOf(question: string): string {
  const line = question.trim().split(/[\r\n]/, 1)[0] ?? ''
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE)}…` : line
}
