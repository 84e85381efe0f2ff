import type { Result } from '@/core/result.ts'
import { isRecord, type JsonRecord, parseJson } from './json-value.ts'

/** Deeper than any schema; far below where `JSON.stringify` runs out of stack. */
const MAX_DEPTH = 200

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** The place behind the string that begins at `start`; the length of the text where it never ends. */
function skipString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit === QUOTE) {
      return index + 1
    }
    if (unit === BACKSLASH) {
      index += 1
    }
  }
  return text.length
}

/** Whether the brackets of a text, outside of its strings, are nested deeper than allowed. Stops where they are. */
function isTooDeep(text: string): boolean {
  // Each level takes two characters.
  if (text.length <= 2 * MAX_DEPTH) {
    return false
  }
  let depth = 0
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (character === '"') {
      index = skipString(text, index) - 1
    } else if (character === '{' || character === '[') {
      depth += 1
      if (depth > MAX_DEPTH) {
        return true
      }
    } else if (character === '}' || character === ']') {
      depth -= 1
    }
  }
  return false
}

/** JSON that can safely be written again: nested no deeper than 200 brackets. */
export function parseBoundedJson(text: string): Result<unknown, 'malformed' | 'too-deep'> {
  return isTooDeep(text) ? { ok: false, error: 'too-deep' } : parseJson(text)
}

/** The object that a text holds, null where it holds anything else. */
export function parseObject(text: string): JsonRecord | null {
  const parsed = parseBoundedJson(text)
  return parsed.ok && isRecord(parsed.value) ? parsed.value : null
}
