import type { ModelProfile } from '@/core/catalog/types.ts'

/** 131072 → "128K", 1048576 → "1M". */
function shorten(tokens: number): string {
  const thousands = Math.round(tokens / 1024)
  if (thousands < 1) return String(tokens)
  return thousands < 1024 ? `${thousands}K` : `${Math.round(thousands / 102.4) / 10}M`
}

const THINKING: Readonly<Record<ModelProfile['thinking'], string>> = {
  none: 'does not think aloud',
  toggle: 'thinking can be switched',
  effort: 'thinking can be switched and weighed',
  forced: 'always thinks',
}

/** What the catalog knows of a model, in one quiet line. */
export function describeProfile(profile: ModelProfile): string {
  const { contextTokens, outputTokens, thinking, takesImages } = profile
  const isUnknown = profile.id === 'generic' && contextTokens === null && outputTokens === null
  return [
    isUnknown ? 'Not in the catalog' : null,
    contextTokens === null ? null : `${shorten(contextTokens)} context`,
    outputTokens === null ? null : `${shorten(outputTokens)} output`,
    THINKING[thinking],
    takesImages ? null : 'takes no pictures',
  ]
    .filter((part) => part !== null)
    .join(', ')
}
