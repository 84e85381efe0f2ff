import type { Result } from '@/core/result.ts'

/** The address of an interface, in the form in which requests are built from it. */
export type BaseUrl = {
  /** Without query, fragment and trailing slash. */
  readonly href: string
  /** Scheme, host and port: what a key belongs to. */
  readonly origin: string
  /** This computer. Browsers let a secure page call it without TLS. */
  readonly isLoopback: boolean
  /** True for https. */
  readonly isSecure: boolean
}

type Check<Value> = Result<Value, string>

const MAX_LENGTH = 2048
const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' }

const HOST_NAME = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/
const IPV6 = /^\[[0-9a-f:]{2,39}\]$/
/** A last label like this makes a browser read the whole host as an IPv4 number. */
const NUMERIC_LABEL = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/
const PATH = /^[A-Za-z0-9\-._~!$&'()*+,;=:@%/]*$/

function fail(sentence: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error: sentence }
}

/** Host without brackets and port, in lower case. */
function isLoopbackHost(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    (IPV4.test(host) && host.startsWith('127.'))
  )
}

function isHost(host: string): boolean {
  return IPV4.test(host) || IPV6.test(host) || (HOST_NAME.test(host) && !NUMERIC_LABEL.test(host))
}

/** `localhost:8000` and addresses in the local network mostly speak http, everything else https. */
function suggestScheme(text: string): string {
  const rest = text.replace(/^\/+/, '')
  const host = rest.split(/[/:]/, 1)[0] ?? ''
  const isLocal =
    isLoopbackHost(host.toLowerCase()) || IPV4.test(host) || (host !== '' && !host.includes('.'))
  return `${isLocal ? 'http' : 'https'}://${rest}`
}

type Authority = { readonly host: string; readonly port: string }

function readAuthority(authority: string, scheme: string): Check<Authority> {
  if (authority.includes('@')) {
    return fail(
      'The address must not hold a user name or password; put the key into its own field.',
    )
  }
  const parts = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority)
  const host = parts?.[1]?.toLowerCase() ?? ''
  if (host === '') {
    return fail('The address has no host, such as localhost:8000 or api.z.ai.')
  }
  if (!isHost(host)) {
    return fail(`"${host.slice(0, 80)}" is not a host name or IP address.`)
  }
  const port = (parts?.[2] ?? '').replace(/^0+(?=\d)/, '')
  if (Number(port) > 65_535) {
    return fail('The port must lie between 0 and 65535.')
  }
  return { ok: true, value: { host, port: port === DEFAULT_PORTS[scheme] ? '' : port } }
}

function readPath(text: string): Check<string> {
  const path = text.split(/[?#]/, 1)[0] ?? ''
  const segments = path.split('/')
  const hasDots = segments.some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))
  if (hasDots || !PATH.test(path)) {
    return fail('The path of the address holds characters that do not belong there.')
  }
  return { ok: true, value: path.replace(/\/{1,2048}$/, '') }
}

/**
 * A base URL as a person typed it. The error is a sentence for the form. What passes is read the same way by the
 * browser's `URL`: odd spellings of a host are refused instead of being guessed.
 */
export function parseBaseUrl(input: string): Check<BaseUrl> {
  const text = input.trim()
  if (text === '') {
    return fail('Type the address of the server, such as http://localhost:8000/v1.')
  }
  if (text.length > MAX_LENGTH) {
    return fail('The address is too long.')
  }
  const parts = /^(https?):\/\/([^/?#\\]*)(.*)$/is.exec(text)
  const scheme = parts?.[1]?.toLowerCase()
  if (scheme === undefined) {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^(?:javascript|data|file|mailto):/i.test(text)
      ? fail('The address must begin with http:// or https://.')
      : fail(
          `The address must begin with http:// or https://. Did you mean ${suggestScheme(text)}?`,
        )
  }
  const authority = readAuthority(parts?.[2] ?? '', scheme)
  if (!authority.ok) {
    return authority
  }
  const path = readPath(parts?.[3] ?? '')
  if (!path.ok) {
    return path
  }
  const { host, port } = authority.value
  const origin = `${scheme}://${host}${port === '' ? '' : `:${port}`}`
  return {
    ok: true,
    value: {
      href: `${origin}${path.value}`,
      origin,
      isLoopback: isLoopbackHost(host),
      isSecure: scheme === 'https',
    },
  }
}
