import { parseBoundedJson } from '@/core/protocol/bounded-json.ts'
import type { WireRequest } from '@/core/protocol/chat-request.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'
import type { EndReason } from '@/core/protocol/wire-decoder.ts'
import type { Result } from '@/core/result.ts'
import { decodeAnswer, type RecordedAnswer } from './recorded-answer.ts'
import { decodeMedia, type RecordedMedia } from './recorded-media.ts'
import { failure, isObject, isText, MAX_NAME_LENGTH, readName } from './recording-checks.ts'

/** A request as a file holds it: whose key it took is known from the endpoint. */
export type RecordedRequest = Omit<WireRequest, 'keyHeader'>

/**
 * A raw stream with its timing, its request without secrets and the hashes of its media: replayable. Files of version
 * 1 are read as if they had been written by version 2.
 */
export type Recording = RecordedAnswer & {
  readonly version: 2
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
  /**
   * What was sent. In its body `media:<index>` stands where the bytes of a medium were, `media:earlier` for pictures
   * of earlier questions, which are not part of the recording.
   */
  readonly request: RecordedRequest
  readonly media: readonly RecordedMedia[]
  /** What the run went on with: the text of a run before it; empty for a question that was asked anew. */
  readonly prefix: { readonly reasoning: string; readonly answer: string }
  /** How the bytes ended. */
  readonly ending: EndReason
}

const MAX_TEXT_LENGTH = 1024 * 1024
const MAX_BODY_LENGTH = 8 * 1024 * 1024
const MAX_URL_LENGTH = 2048

const WIRES: readonly Wire[] = ['chat-completions', 'responses', 'messages', 'ollama']
const ENDINGS: readonly EndReason[] = ['close', 'reset', 'abort']

/** Headers that a recording may hold. Everything else, a key above all, is left out when it is written and read. */
const KEPT_HEADERS: readonly string[] = ['accept', 'anthropic-version', 'content-type']

/**
 * Checks a recording from a file or the network. Headers that could hold a secret and the query of the URL are
 * left out; a key can therefore not enter by an import. Fields it does not know are ignored.
 * The error is a sentence for the person who opened the file.
 */
export function decodeRecording(value: unknown): Result<Recording, string> {
  if (!isObject(value)) return failure('This is not a recording: a JSON object is expected.')
  const { version, id, question } = value
  if (version !== 1 && version !== 2) {
    return failure(
      'This recording has a version that this Sightline cannot read; it reads versions 1 and 2.',
    )
  }
  if (!isRecordingId(id)) {
    return failure(
      'The recording has no valid id: lower-case letters, digits and hyphens are allowed.',
    )
  }
  const title = readName(value['title'])
  if (title === null) return failure('The recording has no title.')
  const subtitle = readName(value['subtitle'])
  if (subtitle === null) return failure('The recording has no subtitle.')
  if (!isText(question, MAX_TEXT_LENGTH)) return failure('The recording has no question.')
  const endpoint = decodeEndpoint(value['endpoint'])
  if (!endpoint.ok) return endpoint
  const request = decodeRequest(value['request'])
  if (!request.ok) return request
  const media = decodeMedia(value['media'])
  if (!media.ok) return media
  const answer = decodeAnswer(value['http'], value['chunks'], version)
  if (!answer.ok) return answer
  const prefix = decodePrefix(value['prefix'])
  if (prefix === null) return failure('The recording goes on with something that is no text.')
  const ending = ENDINGS.find((known) => known === (value['ending'] ?? 'close'))
  if (ending === undefined) return failure('The recording ends in an unknown way.')
  return {
    ok: true,
    value: {
      version: 2,
      id,
      title,
      subtitle,
      question,
      endpoint: endpoint.value,
      request: request.value,
      media: media.value,
      prefix,
      ...answer.value,
      ending,
    },
  }
}

/** Whether a value may name a recording: it becomes part of a path and of a `demo://` address. */
export function isRecordingId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,63}$/.test(value)
}

function decodePrefix(value: unknown): Recording['prefix'] | null {
  if (value === undefined) return { reasoning: '', answer: '' }
  if (!isObject(value)) return null
  const { reasoning, answer } = value
  if (typeof reasoning !== 'string' || typeof answer !== 'string') return null
  return reasoning.length + answer.length <= MAX_BODY_LENGTH ? { reasoning, answer } : null
}

function decodeEndpoint(value: unknown): Result<Recording['endpoint'], string> {
  if (!isObject(value)) return failure('The recording does not say which endpoint answered.')
  const { scripted } = value
  const provider = readName(value['provider'])
  const model = readName(value['model'])
  const wire = WIRES.find((known) => known === value['wire'])
  if (provider === null || model === null) {
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
  if (!isText(url, MAX_URL_LENGTH) || /[\s\\]/.test(url)) {
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
  if (body !== null && !isText(body, MAX_BODY_LENGTH)) {
    return failure('The body of the recorded request is missing or too long.')
  }
  const parsed = parseBoundedJson(body ?? '')
  if (!parsed.ok && parsed.error === 'too-deep') {
    return failure('The body of the recorded request is nested too deep.')
  }
  return { ok: true, value: { url: address, method, headers: keptHeaders(headers), body } }
}

/** The headers of a request that a recording may hold, their names in lower case. */
export function keptHeaders(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase()
    if (KEPT_HEADERS.includes(lower) && isText(value, MAX_NAME_LENGTH)) kept[lower] = value
  }
  return kept
}
