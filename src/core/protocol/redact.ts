import { secretForms } from './secret-forms.ts'

const MASK = '••••'

/** Keys that stand behind a telling word. */
const BEARER = /\bBearer\s+[^\s'"]+/gi

/** The forms in which providers issue keys. */
const KEY_FORMS: readonly RegExp[] = [/\bsk-[A-Za-z0-9_-]{8,}/g, /\b[0-9a-f]{32}\.[A-Za-z0-9]{8,}/g]

/** A text in which every occurrence of the given keys, also as URLs and JSON spell it, is dots. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return secretForms(secrets).reduce((rest, form) => rest.replaceAll(form, MASK), text)
}

/** A text in which whatever has the form of a key is dots, whoever it belongs to. */
export function maskKeyForms(text: string): string {
  return KEY_FORMS.reduce((rest, form) => rest.replace(form, MASK), text)
}

/**
 * A text without secrets: every occurrence of the given keys, also percent-encoded, and of what looks like a
 * key becomes dots.
 */
export function redactSecrets(text: string, secrets: readonly string[]): string {
  return maskKeyForms(maskSecrets(text, secrets).replace(BEARER, MASK))
}
