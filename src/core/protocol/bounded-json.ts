import type { Result } from '@/core/result.ts'
import { isRecord, type JsonRecord, parseJson } from './json-value.ts'

/** Deeper than any schema; far below where `JSON.stringify` runs out of stack. */
const MAX_DEPTH = 200

/** How deep the brackets of a text are nested, outside of its strings. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let isInString = false
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (isInString) {
      if (character === '\\') {
        index += 1
      } else {
        isInString = character !== '"'
      }
    } else if (character === '"') {
      isInString = true
    } else if (character === '{' || character === '[') {
      depth += 1
      deepest = Math.max(deepest, depth)
    } else if (character === '}' || character === ']') {
      depth -= 1
    }
  }
  return deepest
}

/** JSON that can safely be written again: nested no deeper than 200 brackets. */
export function parseBoundedJson(text: string): Result<unknown, 'malformed' | 'too-deep'> {
  return depthOf(text) > MAX_DEPTH ? { ok: false, error: 'too-deep' } : parseJson(text)
}

/** The object that a text holds, null where it holds anything else. */
export function parseObject(text: string): JsonRecord | null {
  const parsed = parseBoundedJson(text)
  return parsed.ok && isRecord(parsed.value) ? parsed.value : null
}
