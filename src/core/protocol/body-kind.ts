/** What a body is, told by its first visible character: the content type is only advice. */
export type BodyKind = 'events' | 'json' | 'page'

/** Bytes of leading white space that are looked through. */
const MAX_PREFIX = 65_536

const OPEN_BRACE = 0x7b
const OPEN_BRACKET = 0x5b
const LESS_THAN = 0x3c

/** Tab, line ends, space, and the three bytes of a byte order mark. */
const SKIPPED: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf])

function kindOf(byte: number): BodyKind {
  if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
    return 'json'
  }
  return byte === LESS_THAN ? 'page' : 'events'
}

/**
 * Tells what a body is while its bytes arrive. No field of an event stream begins with a bracket, so a JSON
 * body or an HTML page is known whatever the content type says.
 */
export function createBodySniffer(): (bytes: Uint8Array) => BodyKind | null {
  let skipped = 0
  return (bytes) => {
    for (const byte of bytes) {
      if (!SKIPPED.has(byte) || skipped >= MAX_PREFIX) {
        return kindOf(byte)
      }
      skipped += 1
    }
    return null
  }
}
