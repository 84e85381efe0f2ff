import type { Result } from '@/core/result.ts'

/** An object of a JSON text. Read its fields by key only: they are as hostile as the text. */
export type JsonRecord = Readonly<Record<string, unknown>>

/** True for objects that are no arrays. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A field if the object itself holds it, so that `constructor` and the like are never found. */
export function readField(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

/** A field that is a string with at least one character, else null. */
export function readText(value: unknown, key: string): string | null {
  const field = readField(value, key)
  return typeof field === 'string' && field !== '' ? field : null
}

/** A field that is a list, else an empty one. */
export function readList(value: unknown, key: string): readonly unknown[] {
  const field = readField(value, key)
  return Array.isArray(field) ? field : []
}

/** JSON text to an unknown value. The error never holds a part of the text. */
export function parseJson(text: string): Result<unknown, 'malformed'> {
  try {
    const value: unknown = JSON.parse(text)
    return { ok: true, value }
  } catch {
    return { ok: false, error: 'malformed' }
  }
}
