import { isRecord, readField, readText } from './json-value.ts'
import type { RunError, Wire } from './stream-event.ts'

/** What people call each wire. */
export const WIRE_NAMES: Readonly<Record<Wire, string>> = {
  'chat-completions': 'Chat Completions',
  responses: 'Responses',
  messages: 'Messages',
  ollama: 'Ollama',
}

const MESSAGE_EVENTS: ReadonlySet<string> = new Set([
  'message_start',
  'message_delta',
  'message_stop',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
])

/** True for the name of an event of the Messages wire. */
export function isMessagesEvent(type: string): boolean {
  return MESSAGE_EVENTS.has(type)
}

/** True for the name of an event of the Responses wire. */
export function isResponsesEvent(type: string): boolean {
  return type.startsWith('response.')
}

/**
 * The wire that one JSON value belongs to, an event of a stream or a whole body; null where it is none of the
 * four. The forms exclude each other: `choices` is Chat Completions, `type: "response.…"` or
 * `object: "response"` is Responses, `type: "message…"` or `"content_block…"` is Messages, `done` beside a
 * message or a model is Ollama's own. Errors look alike on all wires and are none.
 */
export function detectWire(value: unknown): Wire | null {
  if (!isRecord(value)) {
    return null
  }
  const object = readText(value, 'object') ?? ''
  if (Array.isArray(readField(value, 'choices')) || object.startsWith('chat.completion')) {
    return 'chat-completions'
  }
  const type = readText(value, 'type') ?? ''
  if (isResponsesEvent(type) || object === 'response') {
    return 'responses'
  }
  if (isMessagesEvent(type) || (type === 'message' && Array.isArray(readField(value, 'content')))) {
    return 'messages'
  }
  const isOllama =
    typeof readField(value, 'done') === 'boolean' &&
    (isRecord(readField(value, 'message')) || readText(value, 'model') !== null)
  return isOllama ? 'ollama' : null
}

/**
 * The error for a server that answers in another wire than the one that was chosen: its code is `wire:` and the
 * wire it speaks. Null where the value belongs to the chosen wire or to none.
 */
export function wrongWireError(value: unknown, chosen: Wire): RunError | null {
  const found = detectWire(value)
  if (found === null || found === chosen) {
    return null
  }
  return {
    kind: 'protocol',
    retry: 'never',
    code: `wire:${found}`,
    message: `The server answered in the wire ${WIRE_NAMES[found]}, not in ${WIRE_NAMES[chosen]}.`,
  }
}
