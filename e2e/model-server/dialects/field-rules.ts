/** What is wrong with a request, and where. */
export type Problem = {
  readonly kind: 'unknown' | 'missing' | 'invalid' | 'media'
  /** The place as the documents write it: `messages[0].content[1].image_url.url`. */
  readonly path: string
  readonly detail: string
}

/** The first problem of a value at a path; null where there is none. */
export type Rule = (value: unknown, path: string) => Problem | null

export type Rules = Readonly<Record<string, Rule>>

export type JsonRecord = Readonly<Record<string, unknown>>

type Range = { readonly minimum?: number; readonly maximum?: number }

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function toRecord(value: unknown): JsonRecord {
  return isRecord(value) ? value : {}
}

export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function toText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

const invalid = (path: string, detail: string): Problem => ({ kind: 'invalid', path, detail })

/** For a field that the documents name without saying more. */
export const anything: Rule = () => null

export const flag: Rule = (value, path) =>
  typeof value === 'boolean' ? null : invalid(path, 'must be a boolean')

export const record: Rule = (value, path) =>
  isRecord(value) ? null : invalid(path, 'must be an object')

export function text({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Range = {}): Rule {
  return (value, path) => {
    if (typeof value !== 'string') return invalid(path, 'must be a string')
    return value.length >= minimum && value.length <= maximum
      ? null
      : invalid(path, `must have ${minimum} to ${maximum} characters`)
  }
}

export function number({ minimum = -Infinity, maximum = Infinity }: Range = {}): Rule {
  return (value, path) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      return invalid(path, 'must be a number')
    }
    return value >= minimum && value <= maximum
      ? null
      : invalid(path, `must be between ${minimum} and ${maximum}, not ${value}`)
  }
}

export function integer(range: Range = {}): Rule {
  return (value, path) =>
    Number.isInteger(value) ? number(range)(value, path) : invalid(path, 'must be an integer')
}

export function oneOf(...words: readonly (string | boolean)[]): Rule {
  return (value, path) =>
    words.some((word) => word === value)
      ? null
      : invalid(path, `must be one of ${words.join(', ')}, not ${JSON.stringify(value)}`)
}

export function list(item: Rule, { minimum = 0, maximum = Infinity }: Range = {}): Rule {
  return (value, path) => {
    if (!Array.isArray(value)) return invalid(path, 'must be an array')
    if (value.length < minimum || value.length > maximum) {
      return invalid(path, `must have ${minimum} to ${maximum} items, not ${value.length}`)
    }
    return first(value.map((entry, index) => () => item(entry, `${path}[${index}]`)))
  }
}

/** Passes where one of the rules does; else the problem of the last one. */
export function either(...rules: readonly Rule[]): Rule {
  return (value, path) => {
    let problem: Problem | null = null
    for (const rule of rules) {
      problem = rule(value, path)
      if (problem === null) return null
    }
    return problem
  }
}

/** An object that has these fields and no others. */
export function object(rules: Rules, required: readonly string[] = []): Rule {
  return (value, path) => {
    if (!isRecord(value)) return invalid(path, 'must be an object')
    const at = (name: string) => (path === '' ? name : `${path}.${name}`)
    const missing = required.find((name) => value[name] === undefined)
    if (missing !== undefined) {
      return { kind: 'missing', path: at(missing), detail: 'is required' }
    }
    const known = new Map(Object.entries(rules))
    return first(
      Object.entries(value).map(([name, content]) => () => {
        const rule = known.get(name)
        return rule === undefined
          ? { kind: 'unknown', path: at(name), detail: 'is not a known field' }
          : rule(content, at(name))
      }),
    )
  }
}

/** Chooses the rule by one field of the object: messages by `role`, parts by `type`. */
export function byField(name: string, rules: Rules): Rule {
  const known = new Map(Object.entries(rules))
  return (value, path) => {
    const word = toRecord(value)[name]
    const rule = typeof word === 'string' ? known.get(word) : undefined
    return rule === undefined
      ? invalid(`${path}.${name}`, `unsupported ${name} ${JSON.stringify(word)}`)
      : rule(value, path)
  }
}

function first(checks: readonly (() => Problem | null)[]): Problem | null {
  for (const check of checks) {
    const problem = check()
    if (problem !== null) return problem
  }
  return null
}
