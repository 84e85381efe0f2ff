import { createUtf8Decoder } from './utf8-decoder.ts'

/** One event of a server-sent event stream, as the WHATWG rules dispatch it. */
export type ServerSentEvent = {
  /** `message` where the server named none. */
  readonly event: string
  readonly data: string
  readonly lastEventId: string
}

export type SseItem =
  | ({ readonly type: 'event' } & ServerSentEvent)
  /** An accepted `retry:` value in milliseconds. */
  | { readonly type: 'retry'; readonly milliseconds: number }
  /** An event went over the limit; nothing is read after it. */
  | { readonly type: 'too-large' }

export type SseParser = {
  readonly push: (bytes: Uint8Array) => readonly SseItem[]
  /** The block that the end of the stream left open, if it holds data: never dispatched, only handed over. */
  readonly end: () => ServerSentEvent | null
}

/** UTF-16 units that one event may hold before the stream is refused. */
export const MAX_EVENT_LENGTH = 16 * 1024 * 1024

/** Finds line ends from left to right. Both marks are remembered, so that no text is searched twice. */
function createEndFinder(text: string): (from: number) => number {
  const known = { '\n': -2, '\r': -2 }
  const next = (mark: '\n' | '\r', from: number): number => {
    if (known[mark] !== -1 && known[mark] < from) {
      known[mark] = text.indexOf(mark, from)
    }
    return known[mark]
  }
  return (from) => {
    const feed = next('\n', from)
    const carriage = next('\r', from)
    return feed === -1 || carriage === -1 ? Math.max(feed, carriage) : Math.min(feed, carriage)
  }
}

/** Splits text that arrives in pieces into lines that end with CR, LF or CRLF. Looks at new text only. */
function createLineSplitter(onLine: (line: string) => void) {
  let pending = ''
  let pendingIsComment = false
  let skipLineFeed = false

  const keep = (piece: string) => {
    // Reading a character of a growing string would flatten it at each call, so the first one is remembered.
    if (pending === '') {
      pendingIsComment = piece.startsWith(':')
      pending = piece
    } else if (!pendingIsComment) {
      pending += piece
    }
  }

  const readLines = (text: string, start: number): number => {
    const findEnd = createEndFinder(text)
    let from = start
    for (let end = findEnd(from); end !== -1; end = findEnd(from)) {
      const line = pending + text.slice(from, end)
      pending = ''
      onLine(line)
      from = text.startsWith('\r\n', end) ? end + 2 : end + 1
    }
    return from
  }

  return {
    push(text: string) {
      if (text === '') {
        return
      }
      const rest = readLines(text, skipLineFeed && text.startsWith('\n') ? 1 : 0)
      if (rest < text.length) {
        keep(text.slice(rest))
      }
      // A carriage return ends its line at once; a line feed that opens the next piece still belongs to it.
      skipLineFeed = text.endsWith('\r')
    },
    /** Units of the unfinished line; a comment counts nothing, because nothing of it is kept. */
    pendingLength: () => (pendingIsComment ? 0 : pending.length),
    takePending(): string {
      const line = pending
      pending = ''
      return line
    },
  }
}

/** A line without its colon is a field with an empty value; one space after the colon is dropped. */
function splitField(line: string): { name: string; value: string } {
  const colon = line.indexOf(':')
  if (colon === -1) {
    return { name: line, value: '' }
  }
  const start = line.charAt(colon + 1) === ' ' ? colon + 2 : colon + 1
  return { name: line.slice(0, colon), value: line.slice(start) }
}

/**
 * An incremental parser for server-sent events over bytes. An event is handed out at its blank line at once;
 * the cost of a push depends on its own bytes only. Rules:
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function createSseParser(): SseParser {
  const decoder = createUtf8Decoder()
  let items: SseItem[] = []
  let data: string[] = []
  let dataLength = 0
  let eventName = ''
  let lastEventId = ''
  let refused = false

  const currentEvent = (): ServerSentEvent => ({
    event: eventName === '' ? 'message' : eventName,
    data: data.join('\n'),
    lastEventId,
  })

  const dispatch = () => {
    if (data.length > 0) {
      items.push({ type: 'event', ...currentEvent() })
    }
    data = []
    dataLength = 0
    eventName = ''
  }

  const refuseIfTooLarge = (lineLength: number): boolean => {
    if (!refused && dataLength + lineLength > MAX_EVENT_LENGTH) {
      refused = true
      data = []
      items.push({ type: 'too-large' })
    }
    return refused
  }

  const readField = (name: string, value: string) => {
    if (name === 'data') {
      data.push(value)
      dataLength += value.length + 1
    } else if (name === 'event') {
      eventName = value
    } else if (name === 'id' && !value.includes('\0')) {
      lastEventId = value
    } else if (name === 'retry' && /^[0-9]+$/.test(value)) {
      items.push({ type: 'retry', milliseconds: Number(value) })
    }
  }

  const readLine = (line: string) => {
    if (refused || line.startsWith(':') || refuseIfTooLarge(line.length)) {
      return
    }
    if (line === '') {
      dispatch()
      return
    }
    const { name, value } = splitField(line)
    readField(name, value)
  }

  const lines = createLineSplitter(readLine)

  return {
    push(bytes) {
      if (refused) {
        return []
      }
      lines.push(decoder.decode(bytes))
      refuseIfTooLarge(lines.pendingLength())
      const taken = items
      items = []
      return taken
    },
    end() {
      lines.push(decoder.end())
      const rest = lines.takePending()
      if (rest !== '') {
        readLine(rest)
      }
      const tail = data.length > 0 && !refused ? currentEvent() : null
      data = []
      return tail
    },
  }
}
