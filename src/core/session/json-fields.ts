/** A plain object from untrusted JSON, or null. Arrays and null are no records. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null
}

/** Own string field, at most `maxLength` UTF-16 units; null where it is absent or anything else. */
export function stringField(
  record: Readonly<Record<string, unknown>>,
  name: string,
  maxLength = 2_000,
): string | null {
  const value = Object.hasOwn(record, name) ? record[name] : undefined
  return typeof value === 'string' && value.length <= maxLength ? value : null
}
