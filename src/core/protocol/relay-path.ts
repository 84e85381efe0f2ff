const absoluteUrl =
  /^(https?):\/\/([a-z0-9.\-_]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?(\/[^?#\\]*)?(\?[^#]*)?(?:#.*)?$/i

const defaultPorts: Readonly<Record<string, string>> = { http: '80', https: '443' }

/**
 * The path under which the relay of our own origin forwards to a URL:
 * `https://api.z.ai/api/paas/v4/models` is `/relay/https/api.z.ai/api/paas/v4/models`. Scheme and host are lower-cased,
 * a scheme's default port and a fragment are left out: the relay accepts a host only as `URL.host` writes it.
 *
 * @param url an absolute http or https URL in ASCII
 * @returns the path and query; null where the relay could not take the URL (another scheme, a user name, no host)
 */
export function toRelayPath(url: string): string | null {
  const match = absoluteUrl.exec(url)
  const scheme = match?.[1]?.toLowerCase()
  const hostname = match?.[2]?.toLowerCase()
  if (scheme === undefined || hostname === undefined) return null
  const port = match?.[3]
  const host =
    port === undefined || port === defaultPorts[scheme] ? hostname : `${hostname}:${port}`
  return `/relay/${scheme}/${host}${match?.[4] ?? '/'}${match?.[5] ?? ''}`
}
