const MASK = '••••'

/** A shorter key would mask ordinary words; no provider issues one. */
const MIN_SECRET_LENGTH = 4

/** Keys that stand behind a telling word, and the forms in which providers issue them. */
const PATTERNS: readonly RegExp[] = [
  /\bBearer\s+[^\s'"]+/gi,
  /\bsk-[A-Za-z0-9_-]{8,}/g,
  /\b[0-9a-f]{32}\.[A-Za-z0-9]{8,}/g,
]

/** The encoding refuses half characters; such a key has no encoded form. */
function percentEncode(secret: string): string {
  return /[\ud800-\udfff]/.test(secret) ? secret : encodeURIComponent(secret)
}

/** A text in which every occurrence of the given keys, also percent-encoded, is dots. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .map((secret) => secret.trim())
    .filter((secret) => secret.length >= MIN_SECRET_LENGTH)
    .flatMap((secret) => [secret, percentEncode(secret)])
    .sort((a, b) => b.length - a.length)
    .reduce((rest, secret) => rest.replaceAll(secret, MASK), text)
}

/**
 * A text without secrets: every occurrence of the given keys, also percent-encoded, and of what looks like a
 * key becomes dots.
 */
export function redactSecrets(text: string, secrets: readonly string[]): string {
  return PATTERNS.reduce((rest, pattern) => rest.replace(pattern, MASK), maskSecrets(text, secrets))
}
