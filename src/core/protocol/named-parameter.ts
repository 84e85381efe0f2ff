import { PARAMETERS } from '@/core/catalog/parameters.ts'
import type { Parameter } from '@/core/catalog/types.ts'
import type { RunError } from './stream-event.ts'

/** Names under which servers speak of a parameter, beside its own. */
const OTHER_NAMES: Readonly<Partial<Record<Parameter['id'], readonly string[]>>> = {
  max_tokens: ['max_output_tokens', 'max_completion_tokens', 'num_predict'],
  stop: ['stop_sequences'],
  repetition_penalty: ['repeat_penalty'],
  thinking_budget: ['budget_tokens'],
}

/** Ids that are words of everyday language as well; alone they say nothing. */
const PLAIN_WORDS: ReadonlySet<string> = new Set(['stop', 'tools', 'stream', 'seed'])

/** Codes that concern one parameter, whatever their message says. */
const CODES: ReadonlyMap<string, Parameter['id']> = new Map([['1231', 'request_id']])

/** How much of a message is searched, in UTF-16 units. */
const SEARCHED = 2_000

type Spelling = { readonly parameter: Parameter; readonly pattern: RegExp; readonly length: number }

/** Longest first: `top_k` stands inside of other names, and so on. */
const SPELLINGS: readonly Spelling[] = PARAMETERS.flatMap((parameter): readonly Spelling[] => {
  const names = [parameter.id, ...(OTHER_NAMES[parameter.id] ?? [])]
  return names.map((name) => {
    const isPlain = PLAIN_WORDS.has(name)
    const pattern = isPlain ? `["'\`\\[.]${name}["'\`\\]:]` : `(?<![\\w-])${name}(?![\\w-])`
    return { parameter, pattern: new RegExp(pattern, 'i'), length: name.length }
  })
}).toSorted((a, b) => b.length - a.length)

/**
 * The parameter that a refusal is about, by its code or by the field name in its message; null where none is named.
 * Of several names the longest counts.
 */
export function namedParameter({ code, message }: RunError): Parameter | null {
  const id = CODES.get(code ?? '')
  if (id !== undefined) {
    return PARAMETERS.find((parameter) => parameter.id === id) ?? null
  }
  const text = message.slice(0, SEARCHED)
  return SPELLINGS.find(({ pattern }) => pattern.test(text))?.parameter ?? null
}
