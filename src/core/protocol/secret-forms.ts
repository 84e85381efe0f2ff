/** A shorter key would mask ordinary words; no provider issues one. */
const MIN_SECRET_LENGTH = 4

/** The encoding refuses half characters; such a key has no encoded form. */
function percentEncode(secret: string): string {
  return /[\ud800-\udfff]/.test(secret) ? secret : encodeURIComponent(secret)
}

/** The ways in which a server may repeat a key: as it is, in a URL, and in JSON with or without escaped slashes. */
export function secretForms(secrets: readonly string[]): readonly string[] {
  const forms = secrets
    .map((secret) => secret.trim())
    .filter((secret) => secret.length >= MIN_SECRET_LENGTH)
    .flatMap((secret) => {
      const escaped = JSON.stringify(secret).slice(1, -1)
      return [secret, percentEncode(secret), escaped, escaped.replaceAll('/', '\\/')]
    })
  return [...new Set(forms)].sort((a, b) => b.length - a.length)
}
