import { visibleText } from '@/core/run/visible-text.ts'

const LONGEST_NAME = 120

/** A file's name as it may stand in a sentence. */
export function cleanName(name: string): string {
  const clean = visibleText(name)
  return clean.length > LONGEST_NAME ? `${clean.slice(0, LONGEST_NAME)}…` : clean
}
