import { createUtf8Decoder } from './utf8-decoder.ts'

export type NdjsonItem =
  | { readonly type: 'line'; readonly text: string }
  /** A line went over the limit; nothing is read after it. */
  | { readonly type: 'too-large' }

export type NdjsonParser = {
  /** The lines that these bytes complete, without their ends; blank lines are left out. */
  readonly push: (bytes: Uint8Array) => readonly NdjsonItem[]
  /** The line that the end of the stream left open, null where it is blank. */
  readonly end: () => string | null
}

/** UTF-16 units that one line may hold before the stream is refused. */
const MAX_LINE_LENGTH = 16 * 1024 * 1024

/**
 * An incremental splitter of newline-delimited JSON (https://github.com/ndjson/ndjson-spec): lines end with LF
 * or CRLF, a byte order mark at the start is dropped. A carriage return elsewhere is white space of JSON. The
 * cost of a push depends on its own bytes only.
 */
export function createNdjsonParser(): NdjsonParser {
  const decoder = createUtf8Decoder()
  let pending = ''
  let refused = false

  const refuse = (): NdjsonItem => {
    refused = true
    pending = ''
    return { type: 'too-large' }
  }

  return {
    push(bytes) {
      const items: NdjsonItem[] = []
      const text = refused ? '' : decoder.decode(bytes)
      let from = 0
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
        pending += text.slice(from, end)
        if (pending.length > MAX_LINE_LENGTH) {
          return [...items, refuse()]
        }
        const line = pending.trim()
        pending = ''
        from = end + 1
        if (line !== '') {
          items.push({ type: 'line', text: line })
        }
      }
      pending += text.slice(from)
      return pending.length > MAX_LINE_LENGTH ? [...items, refuse()] : items
    },
    end() {
      const rest = refused ? '' : (pending + decoder.end()).trim()
      pending = ''
      return rest === '' ? null : rest
    },
  }
}
