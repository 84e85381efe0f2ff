import type { Result } from '@/core/result.ts'
import { decodeError, isErrorBody } from './decode-error.ts'
import { readField, readList, readText } from './json-value.ts'

export type ListedModel = {
  readonly id: string
  /** Null where the server does not say. */
  readonly takesImages: boolean | null
}

/** OpenRouter lists hundreds; what is longer is no list for people. */
const MAX_MODELS = 5000
const MAX_ID_LENGTH = 300

/** Cannot be seen, or turns the text around it backwards. */
const HIDDEN = /[\p{Cc}\p{Cf}\u2028\u2029]/u

function readId(entry: unknown): string | null {
  const id = readText(entry, 'id') ?? readText(entry, 'model') ?? readText(entry, 'name')
  return id === null || id.length > MAX_ID_LENGTH || HIDDEN.test(id) ? null : id
}

/**
 * What a row says of pictures: `input_modalities` (OpenRouter, llama.cpp, also below `architecture`), or
 * `capabilities` (llama.cpp says `multimodal`, Ollama `vision`).
 */
function readTakesImages(entry: unknown): boolean | null {
  const modalities = [
    ...readList(entry, 'input_modalities'),
    ...readList(readField(entry, 'architecture'), 'input_modalities'),
  ]
  if (modalities.length > 0) {
    return modalities.includes('image')
  }
  const capabilities = readList(entry, 'capabilities')
  return capabilities.length === 0
    ? null
    : capabilities.includes('multimodal') || capabilities.includes('vision')
}

/**
 * A list of models as servers send it: `data` (OpenAI and its kin), `models` (llama.cpp, Ollama), or both at
 * once. The error is a sentence.
 */
export function decodeModelList(body: unknown): Result<readonly ListedModel[], string> {
  if (isErrorBody(body)) {
    return { ok: false, error: decodeError(body, null).message }
  }
  const lists = [readField(body, 'data'), readField(body, 'models')].filter(Array.isArray)
  if (lists.length === 0) {
    return { ok: false, error: 'The server did not answer with a list of models.' }
  }
  const models = new Map<string, boolean | null>()
  for (const entry of lists.flat().slice(0, MAX_MODELS)) {
    const id = readId(entry)
    if (id !== null) {
      models.set(id, readTakesImages(entry) ?? models.get(id) ?? null)
    }
  }
  return { ok: true, value: [...models].map(([id, takesImages]) => ({ id, takesImages })) }
}
