import { visibleText } from './visible-text.ts'

/** Longest name, type or title of a recording. */
export const MAX_NAME_LENGTH = 300

export function failure(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A string with at least one character. */
export function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= maxLength
}

/** A name or a title as it may stand in a sentence; null where nothing of it can be seen. */
export function readName(value: unknown): string | null {
  if (!isText(value, MAX_NAME_LENGTH)) return null
  return visibleText(value) || null
}
