import { parseBaseUrl } from './base-url.ts'

/** What stands behind the path of a base URL, where requests have no place for it. */
export type BaseUrlQuery = {
  /** The address without it. */
  readonly baseUrl: string
  /** Names of its fields, as far as they are plain words; never a value. */
  readonly names: readonly string[]
  /** The first value whose name says that it is a key, decoded; null where there is none. */
  readonly key: string | null
}

const MAX_NAMES = 4
const PLAIN_NAME = /^[a-z][\w.-]{0,39}$/i
const KEY_NAME = /^(?:(?:x[-_])?(?:api|subscription|access|auth)?[-_]?(?:key|token)|secret)$/i

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Reads the query and the fragment of a base URL as a person typed it; null where it has neither or is no address. Some
 * providers show addresses with the key in them (`?api_key=…`).
 */
export function readBaseUrlQuery(input: string): BaseUrlQuery | null {
  const parsed = parseBaseUrl(input)
  const rest = /[?#](.*)$/s.exec(input.trim())?.[1] ?? ''
  if (!parsed.ok || rest === '') return null
  const fields = rest.split(/[?&#]/).flatMap((field) => {
    const at = field.indexOf('=')
    return at === -1 ? [] : [{ name: field.slice(0, at), value: field.slice(at + 1) }]
  })
  const key = fields.find(({ name, value }) => KEY_NAME.test(name) && value !== '')
  return {
    baseUrl: parsed.value.href,
    names: fields
      .map(({ name }) => name)
      .filter((name) => PLAIN_NAME.test(name))
      .slice(0, MAX_NAMES),
    key: key === undefined ? null : decode(key.value),
  }
}
