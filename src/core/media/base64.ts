const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES: ReadonlyMap<number, number> = new Map(
  [...ALPHABET].map((character, value) => [character.charCodeAt(0), value]),
)
const PADDING = 0x3d
/** Units joined at a time: far below the argument limit of any engine; a multiple of four. */
const BATCH = 8192

/** Bytes as base64 with padding (RFC 4648, 4). Core has no `btoa`. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = ''
  let units: number[] = []
  const add = (value: number) => units.push(ALPHABET.charCodeAt(value & 63))
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = [bytes[index], bytes[index + 1], bytes[index + 2]]
    add(first >> 2)
    add((first << 4) | ((second ?? 0) >> 4))
    if (second === undefined) units.push(PADDING)
    else add((second << 2) | ((third ?? 0) >> 6))
    if (third === undefined) units.push(PADDING)
    else add(third)
    if (units.length >= BATCH) {
      text += String.fromCharCode(...units)
      units = []
    }
  }
  return text + String.fromCharCode(...units)
}

/** The bytes of a base64 text with padding and without white space (RFC 4648, 4); null for any other text. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  const last = text.length - padding
  let bits = 0
  let held = 0
  let at = 0
  for (let index = 0; index < last; index += 1) {
    const value = VALUES.get(text.charCodeAt(index))
    if (value === undefined) return null
    bits = ((bits << 6) | value) & 0xffff
    held += 6
    if (held >= 8) {
      held -= 8
      bytes[at] = (bits >> held) & 0xff
      at += 1
    }
  }
  return bytes
}
