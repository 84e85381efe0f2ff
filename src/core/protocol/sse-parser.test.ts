import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSseParser, MAX_EVENT_LENGTH, type SseItem } from './sse-parser.ts'

const encoder = new TextEncoder()

function run(pieces: readonly string[]): readonly SseItem[] {
  const parser = createSseParser()
  return pieces.flatMap((piece) => parser.push(encoder.encode(piece)))
}

/** The rules of the standard in their shortest form, over text that is whole. */
function reference(text: string): readonly SseItem[] {
  const items: SseItem[] = []
  let data: string[] = []
  let name = ''
  let lastEventId = ''
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  for (const line of lines.slice(0, -1)) {
    const [, field = '', value = ''] = /^([^:]*)(?:: ?([\s\S]*))?$/.exec(line) ?? []
    if (line === '') {
      if (data.length > 0) {
        items.push({ type: 'event', event: name || 'message', data: data.join('\n'), lastEventId })
      }
      data = []
      name = ''
    } else if (field === 'data') {
      data.push(value)
    } else if (field === 'event') {
      name = value
    } else if (field === 'id' && !value.includes('\0')) {
      lastEventId = value
    } else if (field === 'retry' && /^\d+$/.test(value)) {
      items.push({ type: 'retry', milliseconds: Number(value) })
    }
  }
  return items
}

const token = fc.constantFrom(
  ...['data', 'event', 'id', 'retry', ':', ': ', ' ', '\n', '\r', '\r\n', '\n\n', 'x', '12', '字'],
  ...['data: a\n', 'data:b\r\n\r\n', '\0', '\ufeff', '\u2028'],
)
const pieces = fc.array(fc.array(token, { maxLength: 6 }), { maxLength: 12 })

describe('createSseParser', () => {
  it('agrees with the rules of the standard for any text in any pieces', () => {
    fc.assert(
      fc.property(pieces, (tokens) => {
        const parts = tokens.map((part) => part.join(''))
        expect(run(parts)).toEqual(reference(parts.join('')))
      }),
      { seed: 11, numRuns: 10_000 },
    )
  })

  it('hands an event out at its blank line, without waiting for more', () => {
    const parser = createSseParser()
    expect(parser.push(encoder.encode('data: a\r'))).toEqual([])
    expect(parser.push(encoder.encode('\r'))).toMatchObject([{ data: 'a' }])
    expect(parser.push(encoder.encode('\n'))).toEqual([])
  })

  it('hands over what the end left open, without dispatching it', () => {
    const parser = createSseParser()
    expect(parser.push(encoder.encode('event: x\ndata: a\ndata: b'))).toEqual([])
    expect(parser.end()).toEqual({ event: 'x', data: 'a\nb', lastEventId: '' })
  })

  it('leaves nothing over when only a comment or a name is open', () => {
    const parser = createSseParser()
    parser.push(encoder.encode('data: a\n\nevent: x\n: bye'))
    expect(parser.end()).toBeNull()
  })

  it('refuses an event over the limit and reads nothing after it', () => {
    const parser = createSseParser()
    const half = encoder.encode(`data: ${'x'.repeat(MAX_EVENT_LENGTH / 2)}\n`)
    expect(parser.push(half)).toEqual([])
    expect(parser.push(half)).toEqual([{ type: 'too-large' }])
    expect(parser.push(encoder.encode('\n\ndata: a\n\n'))).toEqual([])
    expect(parser.end()).toBeNull()
  })

  it('refuses a line that never ends', () => {
    const parser = createSseParser()
    const part = encoder.encode('x'.repeat(MAX_EVENT_LENGTH / 4))
    const items = [1, 2, 3, 4, 5].flatMap(() => parser.push(part))
    expect(items).toEqual([{ type: 'too-large' }])
  })

  it('keeps nothing of an endless comment', () => {
    const parser = createSseParser()
    const part = encoder.encode('x'.repeat(MAX_EVENT_LENGTH / 4))
    parser.push(encoder.encode(':'))
    for (const _ of [1, 2, 3, 4, 5]) {
      parser.push(part)
    }
    expect(parser.push(encoder.encode('\ndata: a\n\n'))).toMatchObject([{ data: 'a' }])
  })

  it('reads a long line byte by byte', () => {
    const parser = createSseParser()
    const text = '字'.repeat(32_768)
    const events: SseItem[] = []
    for (const byte of encoder.encode(`data: ${text}\n\n`)) {
      events.push(...parser.push(Uint8Array.of(byte)))
    }
    expect(events).toMatchObject([{ data: text }])
  })
})
