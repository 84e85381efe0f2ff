/** Turns bytes that arrive in any pieces into text. */
export type Utf8Decoder = {
  /** Text of these bytes; a character that is not yet whole waits for the next call. */
  readonly decode: (bytes: Uint8Array) => string
  /** Text of what was still waiting: one replacement character, or nothing. */
  readonly end: () => string
}

const REPLACEMENT = 0xfffd
const BYTE_ORDER_MARK = 0xfeff
/** Units joined at a time: far below the argument limit of any engine. */
const BATCH = 4096

/** What the first byte of a character announces: bytes still to come, its own bits, limits of the second. */
type Lead = {
  readonly needed: number
  readonly bits: number
  readonly lower: number
  readonly upper: number
}

/** The table of the UTF-8 decoder in https://encoding.spec.whatwg.org/#utf-8-decoder; null is no lead byte. */
function readLead(byte: number): Lead | null {
  if (byte >= 0xc2 && byte <= 0xdf) {
    return { needed: 1, bits: byte & 0x1f, lower: 0x80, upper: 0xbf }
  }
  if (byte >= 0xe0 && byte <= 0xef) {
    const lower = byte === 0xe0 ? 0xa0 : 0x80
    const upper = byte === 0xed ? 0x9f : 0xbf
    return { needed: 2, bits: byte & 0x0f, lower, upper }
  }
  if (byte >= 0xf0 && byte <= 0xf4) {
    const lower = byte === 0xf0 ? 0x90 : 0x80
    const upper = byte === 0xf4 ? 0x8f : 0xbf
    return { needed: 3, bits: byte & 0x07, lower, upper }
  }
  return null
}

/** Collects code points and joins them in batches, so that no call grows with the length of the text. */
function createTextBuffer() {
  let text = ''
  let units: number[] = []
  const flush = () => {
    text += String.fromCharCode(...units)
    units = []
  }
  return {
    add(codePoint: number) {
      if (codePoint > 0xffff) {
        const offset = codePoint - 0x10000
        units.push(0xd800 + (offset >> 10), 0xdc00 + (offset & 0x3ff))
      } else {
        units.push(codePoint)
      }
      if (units.length >= BATCH) {
        flush()
      }
    },
    take(): string {
      flush()
      const taken = text
      text = ''
      return taken
    },
  }
}

/**
 * An incremental UTF-8 decoder after the WHATWG encoding standard: malformed sequences become U+FFFD, one byte
 * order mark at the very start is dropped. Core has no `TextDecoder`, and `TextDecoder` in a stream would drop
 * a second mark in some engines.
 */
export function createUtf8Decoder(): Utf8Decoder {
  const buffer = createTextBuffer()
  let codePoint = 0
  let needed = 0
  let lower = 0x80
  let upper = 0xbf
  let atStart = true

  const emit = (value: number) => {
    if (!atStart || value !== BYTE_ORDER_MARK) {
      buffer.add(value)
    }
    atStart = false
  }

  const startCharacter = (byte: number) => {
    if (byte < 0x80) {
      emit(byte)
      return
    }
    const lead = readLead(byte)
    if (lead === null) {
      emit(REPLACEMENT)
      return
    }
    needed = lead.needed
    codePoint = lead.bits
    lower = lead.lower
    upper = lead.upper
  }

  const continueCharacter = (byte: number) => {
    if (byte < lower || byte > upper) {
      needed = 0
      emit(REPLACEMENT)
      startCharacter(byte)
      return
    }
    lower = 0x80
    upper = 0xbf
    codePoint = (codePoint << 6) | (byte & 0x3f)
    needed -= 1
    if (needed === 0) {
      emit(codePoint)
    }
  }

  return {
    decode(bytes) {
      for (const byte of bytes) {
        // Most bytes by far are ASCII in its place.
        if (byte < 0x80 && needed === 0 && !atStart) {
          buffer.add(byte)
        } else if (needed === 0) {
          startCharacter(byte)
        } else {
          continueCharacter(byte)
        }
      }
      return buffer.take()
    },
    end() {
      if (needed > 0) {
        needed = 0
        emit(REPLACEMENT)
      }
      return buffer.take()
    },
  }
}
