import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64 } from '@/core/media/base64.ts'
import type { RunStatus } from '@/core/protocol/stream-event.ts'
import { createRecording, type RecordingMeta } from './create-recording.ts'
import type { Exchange } from './exchange.ts'
import type { RecordedChunk } from './recorded-answer.ts'
import { decodeRecording } from './recording.ts'

const KEY = 'canary-key-0123456789'
const encoder = new TextEncoder()
const PICTURE = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Array(90).fill(7)]).toString('base64')

const META: RecordingMeta = {
  id: 'id-1',
  date: '2026-11-20',
  question: 'Where is it?\nTell me.',
  provider: 'Z.ai',
  model: 'glm-4.6v',
  scripted: false,
  status: 'complete',
  media: [
    {
      name: 'a.jpg',
      type: 'image/jpeg',
      width: 4,
      height: 3,
      sha256: 'ab'.repeat(32),
      file: null,
      data: null,
    },
  ],
  prefix: { reasoning: '', answer: '' },
  secrets: [KEY],
}

const BODY = {
  model: 'glm-4.6v',
  messages: [
    { role: 'user', content: [{ type: 'image_url', image_url: { url: PICTURE } }] },
    {
      role: 'user',
      content: [
        { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${PICTURE}` } },
        { type: 'text', text: 'Where is it?' },
      ],
    },
  ],
}

const delta = (content: string) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`
const STOP = `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\n`

function exchangeOf(pieces: readonly Uint8Array<ArrayBuffer>[], change: Partial<Exchange> = {}) {
  const exchange: Exchange = {
    wire: 'chat-completions',
    transport: 'direct',
    keyIsSent: true,
    request: {
      url: 'https://host.test/v1/chat/completions',
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(BODY),
      keyHeader: 'authorization',
    },
    response: { status: 200, headers: [['content-type', 'text/event-stream']], atMs: 12.34 },
    chunks: pieces.map((bytes, index) => ({ atMs: 20 + index * 5.03, bytes })),
    ...change,
  }
  return exchange
}

function split(text: string, cuts: readonly number[]): readonly Uint8Array<ArrayBuffer>[] {
  const bytes = encoder.encode(text)
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...places].map((start, index) => bytes.slice(start, places[index] ?? bytes.length))
}

function bytesOf(chunks: readonly RecordedChunk[]): Uint8Array {
  return Buffer.concat(
    chunks.map(([, content]) =>
      typeof content === 'string'
        ? encoder.encode(content)
        : (decodeBase64(content.base64) ?? new Uint8Array()),
    ),
  )
}

function record(exchange: Exchange, meta: Partial<RecordingMeta> = {}) {
  const created = createRecording(exchange, { ...META, ...meta })
  if (!created.ok) throw new Error(created.error)
  return created.value
}

describe('createRecording', () => {
  it('keeps every byte and every piece, whatever is cut in two', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        (text, cuts) => {
          const whole = `${delta(text)}${STOP}`
          const pieces = split(whole, cuts)
          const recording = record(exchangeOf(pieces), { secrets: [] })
          expect(recording.chunks).toHaveLength(pieces.length)
          expect(Buffer.from(bytesOf(recording.chunks)).toString()).toBe(whole)
          expect(decodeRecording(JSON.parse(JSON.stringify(recording)))).toEqual({
            ok: true,
            value: recording,
          })
        },
      ),
      { seed: 21, numRuns: 150 },
    )
  })

  it('writes bytes that are no text by themselves in base64', () => {
    const { chunks } = record(exchangeOf(split(`${delta('é')}${STOP}`, [44])))
    const kinds = chunks.map(([, content]) => typeof content)
    expect(kinds).toContain('string')
    const euro = Uint8Array.of(0xe2, 0x82)
    const mark = Uint8Array.of(0xef, 0xbb, 0xbf, 0x20)
    const cut = record(exchangeOf([euro, Uint8Array.of(0xac), mark]), { status: 'error' })
    expect(cut.chunks.map(([, content]) => content)).toEqual([
      { base64: '4oI=' },
      { base64: 'rA==' },
      { base64: '77u/IA==' },
    ])
  })

  it('puts a word in place of each picture, and says which belonged to an earlier question', () => {
    const { request } = record(exchangeOf([encoder.encode(STOP)]))
    expect(request.body).not.toContain(PICTURE)
    expect(JSON.parse(request.body ?? '').messages).toEqual([
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'media:earlier' } }] },
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: 'media:0' } },
          { type: 'text', text: 'Where is it?' },
        ],
      },
    ])
  })

  it('holds no key, wherever it stood and however the stream was cut', () => {
    const other = 'sk-abcdefghijklmnop0123'
    const stream = `${delta(`You sent ${KEY} and Bearer ${other}`)}: ${KEY}\n\n${STOP}`
    const cuts = Array.from({ length: stream.length }, (_, index) => index)
    const exchange = exchangeOf(split(stream, cuts), {
      request: {
        url: `https://me:${KEY}@host.test/${KEY}/chat/completions?key=${KEY}#${KEY}`,
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Authorization: `Bearer ${KEY}`,
          Accept: KEY,
        },
        body: JSON.stringify({ ...BODY, user: KEY, [KEY]: `Bearer ${other}\n` }),
        keyHeader: 'authorization',
      },
      response: {
        status: 200,
        headers: [
          ['content-type', 'text/event-stream'],
          ['set-cookie', KEY],
          ['x-request-id', KEY],
        ],
        atMs: 1,
      },
    })
    const recording = record(exchange, {
      question: `My key is ${KEY}`,
      model: `model-${KEY}`,
      provider: KEY,
      prefix: { reasoning: KEY, answer: `So far: ${KEY}` },
      media: META.media.map((medium) => ({ ...medium, name: `${KEY}.jpg` })),
    })
    const text = JSON.stringify(recording)
    const joined = Buffer.from(bytesOf(recording.chunks)).toString()
    for (const secret of [KEY, other]) {
      expect(text).not.toContain(secret)
      expect(joined).not.toContain(secret)
    }
    expect(joined).toHaveLength(stream.length)
    expect(recording.chunks.every(([, content]) => typeof content === 'string')).toBe(true)
    expect(recording.request.url).toBe(
      `https://host.test/${'*'.repeat(KEY.length)}/chat/completions`,
    )
    expect(Object.keys(recording.request.headers)).toEqual(['content-type', 'accept'])
    expect(() => JSON.parse(recording.request.body ?? '')).not.toThrow()
  })

  it('is refused where the answer spells the key out token by token', () => {
    const pieces = [delta(KEY.slice(0, 8)), delta(KEY.slice(8)), STOP].map((text) =>
      encoder.encode(text),
    )
    expect(createRecording(exchangeOf(pieces), META)).toMatchObject({
      ok: false,
      error: expect.stringMatching(/key/),
    })
  })

  it('is refused where no server answered', () => {
    expect(createRecording(exchangeOf([], { response: null }), META)).toMatchObject({
      ok: false,
      error: expect.stringMatching(/never answered/),
    })
  })

  it('is refused where only the beginning of an endless answer was kept', () => {
    const exchange = exchangeOf([encoder.encode(delta('a'))], { isCut: true })
    expect(createRecording(exchange, META)).toMatchObject({
      ok: false,
      error: expect.stringMatching(/longer than is kept/),
    })
  })

  it.each<readonly [RunStatus, string, string]>([
    ['complete', `${delta('a')}${STOP}`, 'close'],
    ['truncated', delta('a'), 'close'],
    ['stopped', delta('a'), 'abort'],
  ])('knows how the bytes of a run ended that is %s', (status, stream, ending) => {
    const recording = record(exchangeOf([encoder.encode(stream)]), { status })
    expect(recording.ending).toBe(ending)
  })

  it('names the run after its question, and keeps times to a tenth of a millisecond', () => {
    const recording = record(exchangeOf([encoder.encode(STOP), encoder.encode('\n')]))
    expect(recording).toMatchObject({
      title: 'Where is it?',
      subtitle: 'Z.ai, glm-4.6v, 2026-11-20',
      http: { status: 200, atMs: 12.3, headers: [['content-type', 'text/event-stream']] },
      endpoint: { scripted: false },
    })
    expect(recording.chunks.map(([atMs]) => atMs)).toEqual([20, 25])
    expect(record(exchangeOf([]), { question: ' \n', status: 'error' }).question).toBe('…')
  })
})
