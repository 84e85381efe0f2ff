import { secretForms } from '@/core/protocol/secret-forms.ts'

/**
 * What looks like a key: behind "Bearer", and in the forms in which providers issue them. Long, and with a digit, so
 * that words of an answer stay. Only characters that JSON never escapes.
 */
const LOOKALIKES: readonly RegExp[] = [
  /\bBearer {1,4}[A-Za-z0-9._~+=-]{16,}/gi,
  /\bsk-[A-Za-z0-9_-]{16,}/g,
  /\b[0-9a-f]{32}\.[A-Za-z0-9]{8,}/g,
]

/**
 * A text in which each character of a key is a star: of the given ones in every form, and of what looks like one. The
 * length stays, and JSON stays JSON. Linear time.
 */
export function maskKeys(text: string, secrets: readonly string[]): string {
  const known = secretForms(secrets).reduce(
    (rest, form) => rest.replaceAll(form, '*'.repeat(form.length)),
    text,
  )
  return LOOKALIKES.reduce(
    (rest, pattern) =>
      rest.replace(pattern, (found) => (/\d/.test(found) ? '*'.repeat(found.length) : found)),
    known,
  )
}
