import { BUSINESS_CODES } from './business-codes.ts'
import { isRecord, readField, readList, readText } from './json-value.ts'
import { plainMessage } from './plain-message.ts'
import type { ErrorKind, RetryAdvice, RunError } from './stream-event.ts'

type Meaning = { readonly kind: ErrorKind; readonly retry: RetryAdvice }

/** What a server said of an error, before it is judged. */
type ErrorWords = {
  readonly code: string | null
  readonly type: string | null
  /** Novita's name for what went wrong. */
  readonly reason: string | null
  /** Whether OpenRouter's moderation lists its reasons. */
  readonly isModerated: boolean
  readonly message: string
}

/** Words that servers use as `code` or `type`; they say more than the HTTP status. */
const WORDS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['invalid_api_key', { kind: 'auth', retry: 'never' }],
  ['authentication_error', { kind: 'auth', retry: 'never' }],
  ['permission_error', { kind: 'auth', retry: 'never' }],
  ['permission_denied', { kind: 'auth', retry: 'never' }],
  ['insufficient_quota', { kind: 'billing', retry: 'never' }],
  ['billing_error', { kind: 'billing', retry: 'never' }],
  ['not_enough_balance', { kind: 'billing', retry: 'never' }],
  ['insufficient_balance', { kind: 'billing', retry: 'never' }],
  ['rate_limit_error', { kind: 'rate-limit', retry: 'auto' }],
  ['rate_limit_exceeded', { kind: 'rate-limit', retry: 'auto' }],
  ['overloaded_error', { kind: 'overloaded', retry: 'auto' }],
  ['model_not_found', { kind: 'model', retry: 'never' }],
  ['exceed_context_size_error', { kind: 'context-length', retry: 'never' }],
  ['context_length_exceeded', { kind: 'context-length', retry: 'never' }],
  ['content_filter', { kind: 'content-filter', retry: 'never' }],
  ['content_policy_violation', { kind: 'content-filter', retry: 'never' }],
  ['request_too_large', { kind: 'request', retry: 'never' }],
  ['timeout_error', { kind: 'server', retry: 'auto' }],
])

/** What the relay beside the page says of itself (`type: relay_error`), by its code; see server/relay.ts. */
const RELAY_CODES: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['unreachable', { kind: 'network', retry: 'auto' }],
  ['redirect', { kind: 'request', retry: 'never' }],
  ['refused', { kind: 'request', retry: 'never' }],
  ['unknown-origin', { kind: 'request', retry: 'never' }],
  ['private-address', { kind: 'request', retry: 'never' }],
  ['method', { kind: 'request', retry: 'never' }],
  ['too-large', { kind: 'request', retry: 'never' }],
])

/** Words that say little more than that there is an error: the message and the status go first. */
const VAGUE_WORDS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['invalid_request_error', { kind: 'request', retry: 'never' }],
  ['badrequesterror', { kind: 'request', retry: 'never' }],
  ['not_found_error', { kind: 'request', retry: 'never' }],
  ['notfounderror', { kind: 'model', retry: 'never' }],
  ['server_error', { kind: 'server', retry: 'auto' }],
  ['api_error', { kind: 'server', retry: 'auto' }],
  ['internal_error', { kind: 'server', retry: 'auto' }],
  ['internalservererror', { kind: 'server', retry: 'auto' }],
])

/** Sentences of servers that give no telling code: vLLM, SGLang, Ollama, llama.cpp and gateways. */
const SENTENCES: readonly (readonly [pattern: RegExp, meaning: Meaning])[] = [
  // Bedrock counts tokens per minute with words that others use for a full context.
  [
    /too many (?:tokens|requests)\b.{0,80}\b(?:wait|try again|retry|later)|(?:tokens|requests) per (?:minute|hour|day)/i,
    { kind: 'rate-limit', retry: 'auto' },
  ],
  // A parameter that a model does not take is no missing model.
  [
    /\bparameters?\b:? ['"`“]?(?!models?\b)[\w.[\]-]{1,80}['"`”]? (?:of|for|in|is|are|with)\b.{0,200}\b(?:not supported|unsupported|not allowed)|\b(?:unsupported|unknown|unrecognized) (?:request )?(?:parameter|argument|field)/i,
    { kind: 'request', retry: 'never' },
  ],
  [
    /context (?:length|size|window)|maximum context|prompt is too long|too many (?:input )?tokens/i,
    { kind: 'context-length', retry: 'never' },
  ],
  [
    /insufficient (?:\w{1,20} )?(?:balance|quota|credits?|funds)|\bbalance\b.{0,40}\b(?:insufficient|not enough)|not enough (?:\w{1,20} )?(?:balance|credits?|funds)|余额不足|欠费/i,
    { kind: 'billing', retry: 'never' },
  ],
  [
    /\b(?:input|prompt|content|question)\b.{0,60}\bflagged\b/i,
    { kind: 'content-filter', retry: 'never' },
  ],
  [
    /image input is not supported|no endpoints found that support|(?:is not|not a) (?:a )?(?:multimodal|vision)|does not support (?:image|vision)/i,
    { kind: 'model', retry: 'never' },
  ],
  [
    /\bmodel\b.{0,200}(?:not found|does not exist|not exist|not supported)|not a valid model|invalid model (?:id|name|identifier)|^model: \S{1,300}$|模型不存在/i,
    { kind: 'model', retry: 'never' },
  ],
]

/** HTTP statuses. A status that is absent falls back to its hundred. */
const STATUSES: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  [401, { kind: 'auth', retry: 'never' }],
  [402, { kind: 'billing', retry: 'never' }],
  [403, { kind: 'auth', retry: 'never' }],
  [408, { kind: 'server', retry: 'auto' }],
  [409, { kind: 'request', retry: 'user' }],
  [429, { kind: 'rate-limit', retry: 'auto' }],
  // Z.ai: no permission for this interface.
  [434, { kind: 'model', retry: 'never' }],
  [500, { kind: 'server', retry: 'auto' }],
  [502, { kind: 'server', retry: 'auto' }],
  [503, { kind: 'server', retry: 'auto' }],
  [504, { kind: 'server', retry: 'auto' }],
  [529, { kind: 'overloaded', retry: 'auto' }],
])

/** Asking the same again cannot help, whatever the words say: only a business code of Zhipu knows better. */
const FINAL_STATUSES: ReadonlySet<number> = new Set([400, 401, 403, 404, 413, 422])

const MODERATED: Meaning = { kind: 'content-filter', retry: 'never' }

/** What an HTTP status alone says; null for a status that is no error. */
export function judgeStatus(status: number): Meaning | null {
  const known = STATUSES.get(status)
  if (known !== undefined) {
    return known
  }
  if (status >= 500 && status <= 599) {
    return { kind: 'server', retry: 'user' }
  }
  return status >= 400 ? { kind: 'request', retry: 'never' } : null
}

/** FastAPI: `detail` is a sentence or a list of findings; only place and sentence are taken, never `input`. */
function readDetail(value: unknown): string | null {
  const text = readText(value, 'detail')
  if (text !== null) {
    return text
  }
  const findings = readList(value, 'detail').slice(0, 5)
  const sentences = findings.flatMap((finding) => {
    const sentence = readText(finding, 'msg')
    const place = readList(finding, 'loc').slice(0, 8).join('.')
    return sentence === null ? [] : [place === '' ? sentence : `${place}: ${sentence}`]
  })
  return sentences.length > 0 ? sentences.join('; ') : null
}

function readCode(value: unknown): string | null {
  const code = readField(value, 'code')
  if (typeof code === 'number' && Number.isFinite(code)) {
    return String(code)
  }
  return typeof code === 'string' && code !== '' ? plainMessage(code).slice(0, 80) : null
}

function readWords(value: unknown): ErrorWords {
  const type = readText(value, 'type')
  return {
    code: readCode(value),
    type: type === null || type === 'error' ? null : plainMessage(type).slice(0, 80),
    reason: readText(value, 'reason'),
    isModerated: readList(readField(value, 'metadata'), 'reasons').length > 0,
    message:
      readText(value, 'message') ??
      readText(value, 'msg') ??
      readText(value, 'error_msg') ??
      readDetail(value) ??
      '',
  }
}

/**
 * True for a body or an event that reports an error: `error` set, or one of the bare forms, like the `error`
 * event of the Responses wire.
 */
export function isErrorBody(value: unknown): boolean {
  const error = readError(value)
  if (isRecord(error) || (typeof error === 'string' && error !== '')) {
    return true
  }
  if (readField(value, 'choices') !== undefined) {
    return false
  }
  return (
    readText(value, 'object') === 'error' ||
    readText(value, 'type') === 'error' ||
    readField(value, 'success') === false
  )
}

/** Under `error`; ModelScope writes `errors`. */
function readError(body: unknown): unknown {
  const errors = readField(body, 'errors')
  return readField(body, 'error') ?? (isRecord(errors) ? errors : undefined)
}

function findWords(body: unknown): ErrorWords {
  const error = readError(body)
  if (typeof error === 'string') {
    return { ...readWords(body), message: readText(body, 'message') ?? error }
  }
  if (isRecord(error)) {
    return readWords(error)
  }
  return typeof body === 'string' ? { ...readWords(null), message: body } : readWords(body)
}

/** Codes that look like an HTTP status: the body of a 200 answer often carries one. */
function statusOfCode(code: string | null): number | null {
  return code !== null && /^[45][0-9]{2}$/.test(code) ? Number(code) : null
}

function judgeWords(words: ErrorWords, status: number | null): Meaning {
  const names = [words.code, words.type, words.reason].flatMap((name) =>
    name === null ? [] : [name.toLowerCase()],
  )
  const byName = (table: ReadonlyMap<string, Meaning>) =>
    names.flatMap((name) => table.get(name) ?? [])[0]
  const sentence = words.message.slice(0, 1000)
  const bySentence = words.isModerated
    ? MODERATED
    : SENTENCES.find(([pattern]) => pattern.test(sentence))?.[1]
  const ownStatus = statusOfCode(words.code)
  return (
    byName(WORDS) ??
    bySentence ??
    (status === null ? null : judgeStatus(status)) ??
    (ownStatus === null ? null : judgeStatus(ownStatus)) ??
    byName(VAGUE_WORDS) ?? { kind: 'server', retry: 'auto' }
  )
}

/** A meaning of its own is heard first; what the words advise is held against the status. */
function judge(words: ErrorWords, status: number | null, isRelayed: boolean): Meaning {
  const isRelay = isRelayed && words.type === 'relay_error'
  const byRelay = isRelay ? RELAY_CODES.get(words.code ?? '') : undefined
  const byCode = [words.code, words.type].flatMap((name) => BUSINESS_CODES.get(name ?? '') ?? [])[0]
  const meaning = byRelay ?? byCode
  if (meaning !== undefined) {
    return meaning
  }
  const judged = judgeWords(words, status)
  const isStatus = status !== null && status >= 400
  const refusal = isStatus ? status : statusOfCode(words.code)
  return refusal !== null && FINAL_STATUSES.has(refusal) ? { ...judged, retry: 'never' } : judged
}

/**
 * An error as a server reported it, in any of the forms in use: `{error: {…}}`, `{error: "…"}`, `{detail: …}`,
 * `{object: "error", …}`, `{code, msg}` or plain text.
 * `status` is the HTTP status, null inside a stream; only where the answer `isRelayed` may it speak for the relay.
 * The advice `auto` still depends on nothing being shown.
 */
export function decodeError(body: unknown, status: number | null, isRelayed = false): RunError {
  const words = findWords(body)
  const { kind, retry } = judge(words, status, isRelayed)
  const message = plainMessage(words.message)
  const code = words.code ?? words.type ?? (status === null ? null : String(status))
  return { kind, retry, code, message: message === '' ? fallbackMessage(status) : message }
}

function fallbackMessage(status: number | null): string {
  return status === null
    ? 'The server reported an error without words.'
    : `The server answered with HTTP status ${status} and no words.`
}
