import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema'
import { checkTools } from '@/core/catalog/check-tools.ts'
import { parseJson } from '@/core/protocol/json-value.ts'

/** Whether the arguments of a call are what its function takes. */
export type ArgumentVerdict =
  | { readonly kind: 'fits' }
  /** Each problem is a clause with the place in front: "box[2]: the value is too large". */
  | { readonly kind: 'misfit'; readonly problems: readonly string[] }
  /** The function was never offered, or takes whatever comes. */
  | { readonly kind: 'unknown-function' | 'no-schema' }
  /** Too long, too deep, or the schema itself makes no sense. */
  | { readonly kind: 'unchecked' }

/** The checker is fast, but a schema may hold patterns that are not. */
const LONGEST_ARGUMENTS = 100_000
const MOST_PROBLEMS = 5
/** These only say that something inside of them is wrong, which is told as well. */
const OUTER_KEYWORDS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'items',
  'prefixItems',
  'additionalItems',
  'allOf',
  '$ref',
  'then',
  'else',
  // A schema that is `false`: its parent says which one.
  'false',
])

/** Checks arguments (valid JSON, from a model) against the JSON schema of the function in `tools` (JSON, from the user). */
export function checkToolArguments(tools: string, name: string, args: string): ArgumentVerdict {
  const offered = checkTools(tools)
  const tool = offered.ok ? offered.value.find((row) => row.function.name === name) : undefined
  if (tool === undefined) return { kind: 'unknown-function' }
  const schema = tool.function.parameters
  if (schema === undefined) return { kind: 'no-schema' }
  const parsed = parseJson(args.trim() === '' ? '{}' : args)
  if (!parsed.ok || args.length > LONGEST_ARGUMENTS) return { kind: 'unchecked' }
  return validate(schema, parsed.value)
}

function validate(schema: Schema, value: unknown): ArgumentVerdict {
  try {
    const { valid, errors } = new Validator(schema, '2020-12', false).validate(value)
    if (valid) return { kind: 'fits' }
    const inner = errors.filter(({ keyword }) => !OUTER_KEYWORDS.has(keyword))
    const told = (inner.length > 0 ? inner : errors).map(describeProblem)
    return { kind: 'misfit', problems: [...new Set(told)].slice(0, MOST_PROBLEMS) }
  } catch {
    // Arguments deeper than the stack, or a schema that is none.
    return { kind: 'unchecked' }
  }
}

function describeProblem({ instanceLocation, error }: OutputUnit): string {
  const place = instanceLocation
    .slice(2)
    .split('/')
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join('')
    .slice(0, 120)
    .replace(/^\./, '')
  const words = rephrase(error).slice(0, 300)
  return place === '' ? words : `${place}: ${words}`
}

/** The checker's commonest sentences, as a person would say them. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/^Instance type "([^"]*)" is invalid\. Expected "(.*)"$/, 'must be $2, not $1'],
  [/^Instance does not have required property "(.*)"$/, '“$1” is missing'],
  [/^Property "(.*)" does not match additional properties schema$/, '“$1” is not a parameter'],
  [/^Instance does not match any of \[(.*)\]$/, 'must be one of $1'],
  [/^Instance /, 'the value '],
]

function rephrase(error: string): string {
  const sentence = error.replace(/\.$/, '')
  const phrase = PHRASES.find(([pattern]) => pattern.test(sentence))
  return phrase === undefined ? sentence : sentence.replace(phrase[0], phrase[1])
}
