import type { Wire } from './stream-event.ts'

/** Where a server puts what the model thinks. */
export type ReasoningPlace =
  | { readonly kind: 'field'; readonly name: string }
  /** Inside the answer, between tags or before a closing one. */
  | { readonly kind: 'inline' }
  | { readonly kind: 'none' }

/**
 * A name and its value in JSON. Inside of a text of the model every quote has a backslash before it, so a model that
 * speaks of these fields is not mistaken for a server that sends them.
 */
const field = (name: string, value: string): RegExp =>
  new RegExp(`(?<!\\\\)"${name}"\\s*:\\s*${value}`)

const TEXT = '"[^"]'

const PLACES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['reasoning_content', field('reasoning_content', TEXT)],
  ['reasoning', field('reasoning', TEXT)],
  ['thinking', field('thinking', TEXT)],
  ['reasoning_details', field('reasoning_details', '\\[\\s*\\{')],
  ['reasoning_text', field('type', '"response\\.reasoning_text\\.delta"')],
  ['reasoning_summary_text', field('type', '"response\\.reasoning_summary_text\\.delta"')],
]

/**
 * Where the reasoning of an answer came from.
 * @param raw the body as it arrived, at least up to the first reasoning
 * @param reasoning what the decoder took for reasoning
 * @param answer what it took for the answer
 */
export function findReasoningPlace(raw: string, reasoning: string, answer: string): ReasoningPlace {
  if (reasoning.trim() !== '') {
    const name = PLACES.find(([, pattern]) => pattern.test(raw))?.[0]
    return name === undefined ? { kind: 'inline' } : { kind: 'field', name }
  }
  return /<\/?think>/.test(answer) ? { kind: 'inline' } : { kind: 'none' }
}

/**
 * Whether a body that was asked to stream does: events, or (Ollama's own wire) a first line that is not the last.
 * Null while its beginning is not enough to tell.
 */
export function isStreamed(wire: Wire, raw: string): boolean | null {
  if (wire === 'ollama') {
    const done = field('done', '(true|false)').exec(raw)?.[1]
    return done === undefined ? null : done === 'false'
  }
  const first = /[^\s\ufeff]/.exec(raw)?.[0]
  return first === undefined ? null : !'{[<'.includes(first)
}
