/** Whom the relay serves and where it may forward to. All origins are as `URL.origin` writes them. */
export type RelaySettings = {
  readonly origins: ReadonlySet<string>
  /** Keys of the environment by the one origin each belongs to. */
  readonly keys: ReadonlyMap<string, string>
  /** Host names, besides the loopback ones, under which the app may be opened. */
  readonly hostnames: ReadonlySet<string>
}

type Environment = Readonly<Record<string, string | undefined>>

/** What can stand after `Bearer`. A curly quote or a line break from a careless paste cannot. */
const usableKey = /^[\x21-\x7e]+$/

type KnownProvider = { readonly baseUrl: string; readonly keyVariable: string | null }

/**
 * Reads the relay's settings: the origins of `providers` and of `SIGHTLINE_RELAY_ORIGINS`, host names from
 * `SIGHTLINE_HOSTS` (both comma lists), and keys from the variables that `providers` names.
 *
 * @param warn takes a line for each variable whose key is unusable and left out; it never holds the key
 */
export function readRelaySettings(
  environment: Environment,
  providers: readonly KnownProvider[],
  warn: (line: string) => void,
): RelaySettings {
  const readKey = createKeyReader(environment, warn)
  const origins = new Set<string>()
  const keys = new Map<string, string>()
  for (const provider of providers) {
    const origin = toHttpOrigin(provider.baseUrl)
    if (origin === null) continue
    origins.add(origin)
    const key = provider.keyVariable === null ? null : readKey(provider.keyVariable)
    if (key !== null && !keys.has(origin)) keys.set(origin, key)
  }
  for (const item of toList(environment['SIGHTLINE_RELAY_ORIGINS'])) {
    const origin = toHttpOrigin(item)
    if (origin !== null) origins.add(origin)
  }
  const hostnames = new Set(
    toList(environment['SIGHTLINE_HOSTS']).map((name) => name.toLowerCase()),
  )
  return { origins, keys, hostnames }
}

/** Reads the key a variable holds, null if none or unusable; each unusable variable is warned of once. */
function createKeyReader(environment: Environment, warn: (line: string) => void) {
  const unusable = new Set<string>()
  return (variable: string): string | null => {
    const key = environment[variable]?.trim() ?? ''
    if (usableKey.test(key)) return key
    if (key !== '' && !unusable.has(variable)) {
      unusable.add(variable)
      warn(`${variable} is ignored: it holds a character that no key can have.`)
    }
    return null
  }
}

function toList(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function toHttpOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null
  const { protocol, origin } = new URL(text)
  return protocol === 'https:' || protocol === 'http:' ? origin : null
}
