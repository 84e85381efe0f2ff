import { decodeError } from './decode-error.ts'
import { isResponsesEvent } from './detect-wire.ts'
import { finishOutcome, INCOMPLETE, type Outcome } from './finish-outcome.ts'
import { isRecord, readField, readList, readText } from './json-value.ts'
import { createJsonWireDecoder } from './json-wire-decoder.ts'
import { createResponseCalls } from './response-calls.ts'
import { createResponseTexts, type ReasoningSource, readItemText } from './response-texts.ts'
import type { Usage } from './stream-event.ts'
import {
  createSourceList,
  type MetadataField,
  metadataOf,
  readCount,
  SILENT_CHUNK,
  type ToolCallDelta,
  usageOf,
  type WireChunk,
} from './wire-chunk.ts'
import type { WireDecoder } from './wire-decoder.ts'

/** Fields of a response that are decoded, or repeat the request. */
const DECODED: ReadonlySet<string> = new Set(['status', 'output_text', 'instructions'])

/** Last events of a stream, and the status that each stands for. */
const LAST_EVENTS: ReadonlyMap<string, string> = new Map([
  ['response.completed', 'completed'],
  ['response.incomplete', 'incomplete'],
  ['response.failed', 'failed'],
  ['response.cancelled', 'cancelled'],
])

/** Statuses of an answer that is not all there. */
const UNFINISHED: ReadonlySet<string> = new Set(['incomplete', 'in_progress', 'queued'])

/** Plain values only: the rest of a response is its output, or repeats the request. */
function responseMetadata(response: unknown): readonly MetadataField[] {
  return metadataOf(response, DECODED).filter(([, value]) => typeof value !== 'object')
}

function readUsage(response: unknown): Usage | null {
  const usage = readField(response, 'usage')
  return usageOf({
    promptTokens: readCount(usage, 'input_tokens'),
    completionTokens: readCount(usage, 'output_tokens'),
    totalTokens: readCount(usage, 'total_tokens'),
    reasoningTokens: readCount(readField(usage, 'output_tokens_details'), 'reasoning_tokens'),
    cachedTokens: readCount(readField(usage, 'input_tokens_details'), 'cached_tokens'),
  })
}

type Ending = { readonly finishReason: string | null; readonly outcome: Outcome | null }

/** The server's word for the end, and its meaning where the table of finish reasons does not know better. */
function readEnding(status: string | null, response: unknown): Ending {
  const error = readField(response, 'error')
  if (status === 'failed' || isRecord(error)) {
    const failure = decodeError({ error: error ?? {} }, null)
    return { finishReason: status, outcome: { status: 'error', error: failure } }
  }
  if (status === null || !UNFINISHED.has(status)) {
    return { finishReason: status, outcome: null }
  }
  const reason = readText(readField(response, 'incomplete_details'), 'reason')
  const known = reason === null ? INCOMPLETE : finishOutcome(reason)
  return {
    finishReason: reason ?? status,
    outcome: known.status === 'complete' ? INCOMPLETE : known,
  }
}

/** vLLM says `response.completed` of answers that its own status calls incomplete: the worse word counts. */
function endingOf(lastEvent: string, response: unknown): Ending {
  const status = readText(response, 'status')
  const isWorse = status === 'incomplete' || status === 'failed' || status === 'cancelled'
  return readEnding(isWorse ? status : (LAST_EVENTS.get(lastEvent) ?? null), response)
}

function readAnnotations(item: unknown): readonly unknown[] {
  return readList(item, 'content').flatMap((part) => readList(part, 'annotations'))
}

/** What the stream has said so far, and how each of its events adds to it. */
function createResponseReader() {
  const texts = createResponseTexts()
  const calls = createResponseCalls()
  const noteAnnotations = createSourceList('annotations')
  let hasAnnotations = false

  const annotate = (annotations: readonly unknown[]): readonly MetadataField[] => {
    hasAnnotations ||= annotations.length > 0
    return noteAnnotations(annotations)
  }

  const readAll = (response: unknown, ending: Ending): WireChunk => {
    const output = readList(response, 'output')
    return {
      ...SILENT_CHUNK,
      ...ending,
      ...texts.hearAll(output),
      toolCalls: calls.completeAll(output),
      usage: readUsage(response),
      metadata: [
        ...responseMetadata(response),
        ...(hasAnnotations ? [] : annotate(output.flatMap(readAnnotations))),
      ],
      isLast: true,
    }
  }

  const reasoning = (source: ReasoningSource, field: 'delta' | 'text') => (event: unknown) => {
    const itemId = readText(event, 'item_id')
    const text = readText(event, field) ?? readText(readField(event, field), 'text') ?? ''
    if (text === '' || !texts.takes(itemId, source)) {
      return SILENT_CHUNK
    }
    const tell = field === 'delta' ? texts.hear : texts.hearAgain
    const part = readField(event, source === 'summary' ? 'summary_index' : 'content_index')
    return { ...SILENT_CHUNK, texts: tell('reasoning', itemId, text, part) }
  }

  const answer = (field: 'delta' | 'text' | 'refusal') => (event: unknown) => {
    const tell = field === 'delta' ? texts.hear : texts.hearAgain
    const text = readText(event, field) ?? ''
    const part = readField(event, 'content_index')
    return { ...SILENT_CHUNK, texts: tell('answer', readText(event, 'item_id'), text, part) }
  }

  const called = (read: (event: unknown) => readonly ToolCallDelta[]) => (event: unknown) => ({
    ...SILENT_CHUNK,
    toolCalls: read(event),
  })

  const completeItem = (event: unknown): WireChunk => {
    const item = readField(event, 'item')
    const said = readItemText(item)
    return {
      ...SILENT_CHUNK,
      texts: said === null ? [] : texts.hearAgain(said.channel, readText(item, 'id'), said.text),
      toolCalls: calls.complete(event),
    }
  }

  const events: ReadonlyMap<string, (event: unknown) => WireChunk> = new Map([
    ['response.reasoning_text.delta', reasoning('text', 'delta')],
    ['response.reasoning_text.done', reasoning('text', 'text')],
    ['response.reasoning_summary_text.delta', reasoning('summary', 'delta')],
    ['response.reasoning_summary_text.done', reasoning('summary', 'text')],
    ['response.reasoning.delta', reasoning('older-text', 'delta')],
    ['response.reasoning.done', reasoning('older-text', 'text')],
    ['response.reasoning_summary.delta', reasoning('older-summary', 'delta')],
    ['response.reasoning_summary.done', reasoning('older-summary', 'text')],
    ['response.output_text.delta', answer('delta')],
    ['response.output_text.done', answer('text')],
    ['response.refusal.delta', answer('delta')],
    ['response.refusal.done', answer('refusal')],
    [
      'response.output_text.annotation.added',
      (event) => ({ ...SILENT_CHUNK, metadata: annotate([readField(event, 'annotation')]) }),
    ],
    ['response.output_item.added', called(calls.begin)],
    ['response.function_call_arguments.delta', called(calls.write)],
    ['response.function_call_arguments.done', called(calls.rewrite)],
    ['response.output_item.done', completeItem],
  ])

  return { readAll, read: (type: string, event: unknown) => events.get(type)?.(event) ?? null }
}

/**
 * OpenAI's Responses wire, streamed or whole. The `type` in the data decides, not the event line. Text that
 * came in deltas is not told again by the `.done` events and the last response, text that comes only there is.
 * The status of the response is the finish reason; `incomplete` gives its own reason.
 */
export function createResponsesDecoder(): WireDecoder {
  const reader = createResponseReader()
  return createJsonWireDecoder({
    wire: 'responses',
    ownsEvent: (name) => name === 'message' || isResponsesEvent(name),
    readChunk(value) {
      const type = readText(value, 'type') ?? ''
      if (!isResponsesEvent(type)) {
        return null
      }
      const response = readField(value, 'response')
      // llama.cpp puts its timings beside the response.
      const timings = readField(value, 'timings')
      const beside: readonly MetadataField[] = isRecord(timings) ? [['timings', timings]] : []
      if (LAST_EVENTS.has(type)) {
        const all = reader.readAll(response, endingOf(type, response))
        return { ...all, metadata: [...all.metadata, ...beside] }
      }
      return (
        reader.read(type, value) ?? {
          ...SILENT_CHUNK,
          metadata: [...responseMetadata(response), ...beside],
        }
      )
    },
    readWhole(value) {
      const isResponse = readField(value, 'object') === 'response'
      if (!isResponse && !Array.isArray(readField(value, 'output'))) {
        return null
      }
      const all = reader.readAll(value, readEnding(readText(value, 'status'), value))
      return { ...all, isWhole: true }
    },
  })
}
