/** Whom the relay serves and where it may forward to. All origins are as `URL.origin` writes them. */
export type RelaySettings = {
  readonly origins: ReadonlySet<string>
  /** Those of `origins` that may lie in a private network: a person named them, or they are this computer. */
  readonly privateOrigins: ReadonlySet<string>
  /** Keys of the environment by the one origin each belongs to. */
  readonly keys: ReadonlyMap<string, string>
  /** Host names, besides the loopback ones, under which the app may be opened. */
  readonly hostnames: ReadonlySet<string>
}

type Environment = Readonly<Record<string, string | undefined>>

/** What can stand after `Bearer`. A curly quote or a line break from a careless paste cannot. */
const usableKey = /^[\x21-\x7e]+$/

type KnownProvider = {
  readonly baseUrl: string
  /** Where a wire lives elsewhere than below `baseUrl`. */
  readonly wireBaseUrls?: Readonly<Record<string, string | undefined>> | undefined
  readonly keyVariable: string | null
}

const loopbackHostname = /^(?:localhost|127\.0\.0\.1|\[::1\])$/

/**
 * Reads the relay's settings: the origins of `providers` (of every wire) and of `SIGHTLINE_RELAY_ORIGINS`, host names
 * from `SIGHTLINE_HOSTS` (both comma lists), and keys from the variables that `providers` names.
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
  const privateOrigins = new Set<string>()
  const keys = new Map<string, string>()
  for (const provider of providers) {
    for (const origin of toHttpOrigins([
      provider.baseUrl,
      ...Object.values(provider.wireBaseUrls ?? {}),
    ])) {
      origins.add(origin)
      if (loopbackHostname.test(new URL(origin).hostname)) privateOrigins.add(origin)
      const key = provider.keyVariable === null ? null : readKey(provider.keyVariable)
      if (key !== null && !keys.has(origin)) keys.set(origin, key)
    }
  }
  for (const origin of toHttpOrigins(toList(environment['SIGHTLINE_RELAY_ORIGINS']))) {
    origins.add(origin)
    privateOrigins.add(origin)
  }
  const hostnames = new Set(
    toList(environment['SIGHTLINE_HOSTS']).map((name) => name.toLowerCase()),
  )
  return { origins, privateOrigins, keys, hostnames }
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

function toHttpOrigins(urls: readonly (string | undefined)[]): readonly string[] {
  return urls.flatMap((text) => {
    if (text === undefined || !URL.canParse(text)) return []
    const { protocol, origin } = new URL(text)
    return protocol === 'https:' || protocol === 'http:' ? [origin] : []
  })
}
