import type { Outcome } from './finish-outcome.ts'
import { isRecord, type JsonRecord, readField } from './json-value.ts'
import type { StreamEvent, Usage, Wire } from './stream-event.ts'
import type { ChannelText } from './think-splitter.ts'

export type ToolCallDelta = Extract<StreamEvent, { type: 'tool-call-delta' }>

export type MetadataField = readonly [field: string, value: unknown]

/** What one JSON value of a stream, or a whole body, says; absent parts are empty. */
export type WireChunk = {
  /** In the order of the chunk; text of the answer may still hold inline `<think>` tags. */
  readonly texts: readonly ChannelText[]
  /** True when texts and calls are a whole message instead of what is new. */
  readonly isWhole: boolean
  readonly toolCalls: readonly ToolCallDelta[]
  /** The server's own word; an empty one is none. */
  readonly finishReason: string | null
  readonly usage: Usage | null
  /** Fields beside the message: id, model, timings, web_search … */
  readonly metadata: readonly MetadataField[]
  /** True for the server's last word: nothing is read after it. */
  readonly isLast: boolean
  /** How a last chunk ends the run where its finish reason alone does not tell. */
  readonly outcome: Outcome | null
  /** True where the server's whole answer says something else than its pieces did. */
  readonly contradicts: boolean
}

/** Says nothing: what a wire sends beside its text, and events that are known to mean nothing here. */
export const SILENT_CHUNK: WireChunk = {
  texts: [],
  isWhole: false,
  toolCalls: [],
  finishReason: null,
  usage: null,
  metadata: [],
  isLast: false,
  outcome: null,
  contradicts: false,
}

/** The grammar of one wire: what its JSON values say. A reader belongs to one stream and may remember. */
export type WireReader = {
  readonly wire: Wire
  /** Whether an event of that name carries this wire, so that broken JSON in it is lost text. */
  readonly ownsEvent: (name: string) => boolean
  /** One value of a stream; null for one that this wire does not know. */
  readonly readChunk: (value: unknown) => WireChunk | null
  /** A body that is one value; null where it is no answer of this wire. */
  readonly readWhole: (value: unknown) => WireChunk | null
}

/** More than any model will ever count; what is larger is a mistake or malice. */
const MOST_TOKENS = 1e9

/** A field that counts tokens, else null. */
export function readCount(value: unknown, key: string): number | null {
  const count = readField(value, key)
  return Number.isInteger(count) && Number(count) >= 0 && Number(count) <= MOST_TOKENS
    ? Number(count)
    : null
}

/** The counts that are there; null where there is none. */
export function usageOf(counts: Readonly<Record<keyof Usage, number | null>>): Usage | null {
  const known = Object.entries(counts).filter(([, count]) => count !== null)
  return known.length === 0 ? null : Object.fromEntries(known)
}

/** Fields that no wire passes on: they are decoded, name the event itself, or are a word of our own. */
const NO_METADATA: ReadonlySet<string> = new Set([
  'usage',
  'error',
  'object',
  'type',
  '__proto__',
  // Our own word for a late </think>, see think-splitter.ts: a server must not be able to say it.
  'answerStartsAt',
])

/** Fields of metadata that are told of one answer; more are not looked at. */
export const MAX_METADATA_FIELDS = 64

/** The fields of an object that are worth keeping beside the text; `decoded` are those its wire reads itself. */
export function metadataOf(value: unknown, decoded: ReadonlySet<string>): readonly MetadataField[] {
  const fields: MetadataField[] = []
  if (!isRecord(value)) {
    return fields
  }
  // No list of all entries: there may be a million of them.
  for (const field in value) {
    const content = readField(value, field)
    const isKept = !NO_METADATA.has(field) && !decoded.has(field)
    if (isKept && content !== null && content !== undefined) {
      fields.push([field, content])
    }
    if (fields.length >= MAX_METADATA_FIELDS) {
      break
    }
  }
  return fields
}

/** Arguments of a call as JSON text: some servers send them parsed. What is read is nested no deeper than 200. */
export function argumentsText(given: unknown): string {
  return isRecord(given) ? JSON.stringify(given) : typeof given === 'string' ? given : ''
}

/** Sources that are kept of one answer; no list for people is longer. */
const MAX_SOURCES = 200

/** Collects sources that come one by one: each metadata event carries the whole list so far, like a single one. */
export function createSourceList(
  field: 'annotations' | 'web_search',
): (sources: readonly unknown[]) => readonly MetadataField[] {
  const known: JsonRecord[] = []
  return (sources) => {
    const news = sources.filter(isRecord).slice(0, MAX_SOURCES - known.length)
    known.push(...news)
    return news.length === 0 ? [] : [[field, [...known]]]
  }
}
