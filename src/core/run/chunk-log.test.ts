import { describe, expect, it } from 'vitest'
import { createChunkLog } from './chunk-log.ts'
import { createTimeline } from './chunk-timeline.ts'
import type { Exchange, ExchangeChunk } from './exchange.ts'
import { createRawLines, readRawText } from './raw-lines.ts'

const encoder = new TextEncoder()

function exchangeOf(
  pieces: readonly (string | Uint8Array<ArrayBuffer>)[],
  times: readonly number[] = [],
  contentType = 'text/event-stream',
): Exchange & { readonly chunks: ExchangeChunk[] } {
  return {
    wire: 'chat-completions',
    transport: 'direct',
    keyIsSent: false,
    request: {
      url: 'https://host.test/v1/chat/completions',
      method: 'POST',
      headers: {},
      body: null,
      keyHeader: 'authorization',
    },
    response: { status: 200, headers: [['content-type', contentType]], atMs: 1 },
    chunks: pieces.map((piece, index) => ({
      atMs: times[index] ?? index * 10,
      bytes: typeof piece === 'string' ? encoder.encode(piece) : piece,
    })),
  }
}

const delta = (fields: object) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: fields }] })}\n\n`

describe('createChunkLog', () => {
  it('says of each chunk when it came, how large it was and what it meant', () => {
    const pieces = [
      ': ping\n\n',
      delta({ reasoning_content: 'Hmm' }),
      delta({ content: 'The cup [[242, 27' }).slice(0, 20),
      delta({ content: 'The cup [[242, 27' }).slice(20),
      delta({ content: '1, 399, 479]] and' }),
      `data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":5}}\n\ndata: [DONE]\n\n`,
    ]
    const exchange = exchangeOf(pieces, [5, 840, 900, 901, 950, 2950])
    const log = createChunkLog()
    log.update(exchange, true)
    expect(log.rows.map(({ parts }) => parts)).toEqual([
      [],
      [{ kind: 'reasoning', text: 'Hmm' }],
      [],
      [{ kind: 'answer', text: 'The cup [[242, 27' }],
      [{ kind: 'answer', text: '1, 399, 479]] and' }],
      [
        { kind: 'usage', text: '12 + 5' },
        { kind: 'end', text: 'stop' },
      ],
    ])
    expect(log.rows.map(({ regions }) => regions)).toEqual([0, 0, 0, 0, 1, 0])
    expect(log.rows.map(({ gapMs }) => gapMs)).toEqual([5, 835, 60, 1, 49, 2000])
    expect(log.bytes()).toBe(pieces.join('').length)
    expect(log.firstTokenAtMs()).toBe(840)
    expect(log.timeline().pauses).toEqual([{ fromMs: 950, toMs: 2950 }])
  })

  it('says nothing of the end of an answer of which only the beginning is kept', () => {
    const exchange = exchangeOf([delta({ content: 'On and' })])
    const log = createChunkLog()
    log.update({ ...exchange, isCut: true }, true)
    expect(log.rows.map(({ parts }) => parts)).toEqual([[{ kind: 'answer', text: 'On and' }]])
  })

  it('reads each chunk once, and comes to the same rows however often it is asked', () => {
    const pieces = Array.from({ length: 40 }, (_, index) => delta({ content: `${index} ` }))
    const whole = createChunkLog()
    whole.update(exchangeOf(pieces), true)
    const grown = createChunkLog()
    for (let count = 0; count <= pieces.length; count += 3) {
      grown.update(exchangeOf(pieces.slice(0, count)), false)
    }
    grown.update(exchangeOf(pieces), true)
    grown.update(exchangeOf(pieces), true)
    expect(grown.rows).toEqual(whole.rows)
    expect(grown.timeline()).toEqual(whole.timeline())
  })

  it('tells a body that is no stream by its last chunk', () => {
    const body = JSON.stringify({
      choices: [{ message: { content: 'The cup [[242, 271, 399, 479]]' }, finish_reason: 'stop' }],
    })
    const log = createChunkLog()
    log.update(exchangeOf([body.slice(0, 9), body.slice(9)], [], 'application/json'), true)
    expect(log.rows.map(({ parts, regions }) => [parts.length, regions])).toEqual([
      [0, 0],
      [2, 1],
    ])
  })

  it('shows the error of an answer, and holds no more of a text than a row can show', () => {
    const log = createChunkLog()
    const long = delta({ content: 'a'.repeat(500) }).repeat(3)
    log.update(exchangeOf([long, 'data: {"error":{"message":"No","code":500}}\n\n']), true)
    expect(log.rows[0]?.parts).toEqual([{ kind: 'answer', text: 'a'.repeat(80) }])
    expect(log.rows[1]?.parts).toMatchObject([{ kind: 'error' }])
  })

  it('stays empty without an answer', () => {
    const log = createChunkLog()
    log.update({ ...exchangeOf([]), response: null }, true)
    expect([log.rows.length, log.bytes(), log.firstTokenAtMs()]).toEqual([0, 0, null])
  })
})

describe('createTimeline', () => {
  it('keeps every byte while its bins grow, and never more than it can show', () => {
    const timeline = createTimeline()
    for (let index = 0; index < 30_000; index += 1) {
      timeline.add(
        index * 7 + (index > 20_000 ? 9000 : 0),
        3,
        index < 15_000 ? 'reasoning' : 'answer',
      )
    }
    const { bins, binMs } = timeline.snapshot()
    expect(bins.length).toBeLessThanOrEqual(192)
    expect(binMs * bins.length).toBeGreaterThanOrEqual(29_999 * 7 + 9000)
    expect(bins.reduce((sum, bin) => sum + (bin?.bytes ?? 0), 0)).toBe(90_000)
    expect(Object.keys(bins)).toHaveLength(bins.length)
    expect([bins[0]?.kind, bins.at(-1)?.kind]).toEqual(['reasoning', 'answer'])
  })
})

describe('createRawLines', () => {
  it('splits a text into lines, wherever it and its characters are cut', () => {
    const text = `data: é😀\r\n\n${'x'.repeat(2500)}\nend`
    const bytes = encoder.encode(text)
    const raw = createRawLines()
    const chunks = [...bytes].map((byte) => Uint8Array.of(byte))
    for (const count of [0, 8, 20, 700, chunks.length]) {
      raw.update(exchangeOf(chunks.slice(0, count)))
    }
    expect(raw.lines).toEqual([
      'data: é😀',
      '',
      'x'.repeat(1000),
      'x'.repeat(1000),
      'x'.repeat(500),
      'end',
    ])
    expect(readRawText(exchangeOf(chunks))).toBe(text)
  })
})
