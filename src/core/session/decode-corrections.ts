import { PARAMETERS } from '@/core/catalog/parameters.ts'
import type { Corrections } from '@/core/catalog/types.ts'
import { CORRECTION_CHOICES } from './correction-choices.ts'
import { asRecord } from './json-fields.ts'

type Stored = Readonly<Record<string, unknown>>

/** More tokens than any model has. */
const MAX_TOKENS = 100_000_000

/** An object without the fields that are undefined, so that the catalog counts there. */
function withoutUndefined(
  fields: {
    readonly [Name in keyof Corrections]: Corrections[Name] | undefined
  },
): Corrections {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/**
 * Corrections of the catalog as they were stored with an endpoint. What is unknown is left out, so that the catalog
 * counts there; never fails.
 */
export function decodeCorrections(value: unknown): Corrections {
  const stored: Stored = asRecord(value) ?? {}
  const read = (name: keyof Corrections): unknown =>
    Object.hasOwn(stored, name) ? stored[name] : undefined
  const choose = <Value extends string>(
    name: keyof Corrections,
    choices: readonly (readonly [value: Value, words: string])[],
  ): Value | undefined => choices.find(([known]) => known === read(name))?.[0]
  const count = (name: keyof Corrections): number | undefined => {
    const tokens = read(name)
    const isCount = typeof tokens === 'number' && Number.isInteger(tokens)
    return isCount && tokens >= 1 && tokens <= MAX_TOKENS ? tokens : undefined
  }
  const takesImages = read('takesImages')
  const parameters = read('parameters')
  return withoutUndefined({
    thinking: choose('thinking', CORRECTION_CHOICES.thinking),
    thinkingSwitch: choose('thinkingSwitch', CORRECTION_CHOICES.thinkingSwitch),
    imageForm: choose('imageForm', CORRECTION_CHOICES.imageForm),
    usage: choose('usage', CORRECTION_CHOICES.usage),
    keyHeader: choose('keyHeader', CORRECTION_CHOICES.keyHeader),
    continuation: choose('continuation', CORRECTION_CHOICES.continuation),
    space: choose('space', CORRECTION_CHOICES.space),
    order: choose('order', CORRECTION_CHOICES.order),
    contextTokens: count('contextTokens'),
    outputTokens: count('outputTokens'),
    takesImages: typeof takesImages === 'boolean' ? takesImages : undefined,
    parameters: Array.isArray(parameters)
      ? PARAMETERS.map(({ id }) => id).filter((id) => parameters.includes(id))
      : undefined,
  })
}
