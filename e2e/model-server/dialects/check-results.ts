import type { Problem } from './field-rules.ts'

/** Every call has its result, every result its call, told by the id or name that the wire joins them with. */
export function checkResults(
  calls: readonly string[],
  results: readonly string[],
  path: string,
): Problem | null {
  const unasked = results.find((id) => !calls.includes(id))
  if (unasked !== undefined) {
    return { kind: 'invalid', path, detail: `has a result for "${unasked}", which nobody called` }
  }
  const open = calls.find((id) => !results.includes(id))
  return open === undefined
    ? null
    : { kind: 'invalid', path, detail: `has no result for the call "${open}"` }
}
