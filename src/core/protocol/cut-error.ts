import { type JsonRecord, parseJson } from './json-value.ts'

/** UTF-16 units of a cut error that are looked through, and of a string in it. */
const MAX_LENGTH = 65_536

const MESSAGE = /"(?:message|msg|error_msg|detail|error)"\s{0,9}:\s{0,9}"((?:[^"\\]|\\.){1,4000})/
const CODE = /"code"\s{0,9}:\s{0,9}(?:"([^"\\]{1,80})"|([0-9]{1,9})\b)/
const TYPE = /"type"\s{0,9}:\s{0,9}"([^"\\]{1,80})"/

/** The content of a JSON string; as it stands where an escape in it is broken. */
function readContent(content: string): string {
  const parsed = parseJson(`"${content}"`)
  return parsed.ok && typeof parsed.value === 'string' ? parsed.value : content
}

/**
 * The words of an error whose JSON is cut or broken, in the form `{error: {message, code, type}}`; null where no
 * message is found. Only the first of each field is taken, as far as it came.
 */
export function readCutError(text: string): JsonRecord | null {
  const head = text.slice(0, MAX_LENGTH)
  const message = MESSAGE.exec(head)?.[1]
  if (!text.startsWith('{') || message === undefined) {
    return null
  }
  const code = CODE.exec(head)
  const type = TYPE.exec(head)?.[1]
  return { error: { message: readContent(message), code: code?.[1] ?? code?.[2], type } }
}
