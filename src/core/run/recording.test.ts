import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSitePath } from './recorded-media.ts'
import { decodeRecording, isRecordingId } from './recording.ts'

const VERSION_1 = {
  version: 1,
  id: 'a-demo',
  title: 'A demo',
  subtitle: 'Of something',
  question: 'What is it?',
  endpoint: { provider: 'demo', model: 'scripted', wire: 'chat-completions', scripted: true },
  request: {
    url: 'demo://a-demo/chat/completions',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  },
  media: [
    {
      name: 'a.png',
      type: 'image/png',
      width: 3,
      height: 2,
      sha256: 'ab'.repeat(32),
      file: 'demo/a-demo/a.png',
    },
  ],
  http: { status: 200, contentType: 'text/event-stream' },
  chunks: [
    [0, 'data: 1\n\n'],
    [12.5, 'data: [DONE]\n\n'],
  ],
}

const RECORDING = {
  ...VERSION_1,
  version: 2,
  media: VERSION_1.media.map((medium) => ({ ...medium, file: null, data: 'AAEC' })),
  http: { status: 200, atMs: 3.5, headers: [['content-type', 'text/event-stream']] },
  chunks: [
    [4, 'data: 1\n\n'],
    [12.5, { base64: '/w==' }],
    [12.5, 'data: [DONE]\n\n'],
  ],
  prefix: { reasoning: 'So', answer: 'Far' },
  ending: 'reset',
}

const withRequest = (change: object) => ({
  ...RECORDING,
  request: { ...RECORDING.request, ...change },
})
const withMedium = (change: object) => ({
  ...RECORDING,
  media: [{ ...RECORDING.media[0], ...change }],
})

describe('decodeRecording', () => {
  it('reads a whole recording as it stands', () => {
    expect(decodeRecording(JSON.parse(JSON.stringify(RECORDING)))).toEqual({
      ok: true,
      value: RECORDING,
    })
  })

  it('reads version 1 as if version 2 had written it', () => {
    expect(decodeRecording(JSON.parse(JSON.stringify(VERSION_1)))).toEqual({
      ok: true,
      value: {
        ...VERSION_1,
        version: 2,
        media: VERSION_1.media.map((medium) => ({ ...medium, data: null })),
        http: { status: 200, atMs: 0, headers: [['content-type', 'text/event-stream']] },
        prefix: { reasoning: '', answer: '' },
        ending: 'close',
      },
    })
  })

  it('leaves out headers of the answer that are not on its list', () => {
    const headers = [
      ['set-cookie', 'secret'],
      ['Retry-After', '7'],
      ['x-api-key', 'secret'],
    ]
    expect(
      decodeRecording({ ...RECORDING, http: { status: 429, atMs: 1, headers } }),
    ).toMatchObject({ ok: true, value: { http: { headers: [['retry-after', '7']] } } })
  })

  it('leaves out every header that could hold a key, and the query of the URL', () => {
    const decoded = decodeRecording(
      withRequest({
        url: 'https://host.test/v1/chat/completions?key=secret#secret',
        headers: {
          Authorization: 'Bearer secret',
          'X-Api-Key': 'secret',
          Cookie: 'secret',
          'Content-Type': 'application/json',
        },
      }),
    )
    expect(decoded).toMatchObject({
      ok: true,
      value: {
        request: {
          url: 'https://host.test/v1/chat/completions',
          headers: { 'content-type': 'application/json' },
        },
      },
    })
    expect(JSON.stringify(decoded)).not.toContain('secret')
  })

  it('reads a recording that travels without its media', () => {
    expect(decodeRecording(withMedium({ data: null }))).toMatchObject({ ok: true })
  })

  it.each([
    ['a list', [RECORDING], /object/],
    ['a later version', { ...RECORDING, version: 3 }, /version/],
    ['no version', { ...RECORDING, version: undefined }, /version/],
    ['a version that is a text', { ...RECORDING, version: '2' }, /version/],
    ['a picture of a demo', 'data:image/png;base64,AA', /object/],
    ['nothing', null, /object/],
    ['no id', { ...RECORDING, id: 7 }, /id/],
    ['no title', { ...RECORDING, title: ['a'] }, /title/],
    ['no subtitle', { ...RECORDING, subtitle: '' }, /subtitle/],
    [
      'a question longer than a book',
      { ...RECORDING, question: 'a'.repeat(2 ** 20 + 1) },
      /question/,
    ],
    ['no endpoint', { ...RECORDING, endpoint: null }, /endpoint/],
    ['no model', { ...RECORDING, endpoint: { ...RECORDING.endpoint, model: {} } }, /model/],
    ['no request', { ...RECORDING, request: undefined }, /request/],
    ['an address with a line break', withRequest({ url: 'https://host.test/\nx' }), /URL/],
    ['a body that is an object', withRequest({ body: {} }), /body/],
    ['no headers', withRequest({ headers: [] }), /headers/],
    ['media that are no list', { ...RECORDING, media: {} }, /media/],
    ['sixty-five media', { ...RECORDING, media: Array(65).fill(RECORDING.media[0]) }, /64 media/],
    ['a picture that is no base64', withMedium({ data: 'A==' }), /Medium 1/],
    ['a picture that is markup', withMedium({ data: '<svg' }), /Medium 1/],
    ['a picture a kilometre wide', withMedium({ width: 1_000_001 }), /Medium 1/],
    ['no answer', { ...RECORDING, http: undefined }, /answered/],
    ['a status beyond HTTP', { ...RECORDING, http: { ...RECORDING.http, status: 999 } }, /status/],
    [
      'an answer before its question',
      { ...RECORDING, http: { ...RECORDING.http, atMs: -1 } },
      /time/,
    ],
    [
      'headers that are an object',
      { ...RECORDING, http: { ...RECORDING.http, headers: {} } },
      /headers/,
    ],
    [
      'a header that smuggles another',
      { ...RECORDING, http: { ...RECORDING.http, headers: [['server', 'a\r\nx: y']] } },
      /headers/,
    ],
    ['no chunks', { ...RECORDING, chunks: 'data' }, /stream/],
    ['too many chunks', { ...RECORDING, chunks: Array(200_001).fill([0, '']) }, /chunks/],
    ['a stream that never ends', { ...RECORDING, chunks: [[0, 'a'.repeat(2 ** 25 + 1)]] }, /MiB/],
    ['bytes that are no base64', { ...RECORDING, chunks: [[0, { base64: 'a' }]] }, /Chunk 1/],
    ['a time beyond a day', { ...RECORDING, chunks: [[1e9, '']] }, /Chunk 1/],
    [
      'a beginning that is no text',
      { ...RECORDING, prefix: { reasoning: '', answer: 7 } },
      /goes on/,
    ],
    ['an unknown ending', { ...RECORDING, ending: 'bang' }, /ends/],
    ['an id that leads out of its folder', { ...RECORDING, id: '../secret' }, /id/],
    ['no question', { ...RECORDING, question: '' }, /question/],
    ['an unknown wire', { ...RECORDING, endpoint: { ...RECORDING.endpoint, wire: 'x' } }, /wire/],
    [
      'no word on whether it was scripted',
      { ...RECORDING, endpoint: { ...RECORDING.endpoint, scripted: undefined } },
      /scripted/,
    ],
    ['a user name in the URL', withRequest({ url: 'https://me:key@host.test/v1' }), /user name/],
    ['an unknown method', withRequest({ method: 'DELETE' }), /method/],
    ['a medium above the site', withMedium({ file: '../a.png' }), /Medium 1/],
    ['a medium elsewhere', withMedium({ file: 'https://host.test/a.png' }), /Medium 1/],
    ['a medium without a hash', withMedium({ sha256: 'ab' }), /Medium 1/],
    ['a medium without an area', withMedium({ width: 0 }), /Medium 1/],
    ['a status that forbids a body', { ...RECORDING, http: { status: 204, headers: [] } }, /body/],
    [
      'a line break in the content type',
      { ...VERSION_1, http: { status: 200, contentType: 'a\nb' } },
      /content type/,
    ],
    [
      'a time that goes backwards',
      {
        ...RECORDING,
        chunks: [
          [5, ''],
          [4, ''],
        ],
      },
      /Chunk 2/,
    ],
    ['a time that is no number', { ...RECORDING, chunks: [[Number.NaN, '']] }, /Chunk 1/],
    ['a chunk that is no pair', { ...RECORDING, chunks: ['data'] }, /Chunk 1/],
  ])('refuses %s with a sentence', (_, value, sentence) => {
    const decoded = decodeRecording(value)
    expect(decoded).toMatchObject({ ok: false, error: expect.stringMatching(sentence) })
  })

  it('refuses a request of three thousand levels, which no later step could walk', () => {
    const body = `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`
    expect(decodeRecording(withRequest({ body }))).toEqual({
      ok: false,
      error: 'The body of the recorded request is nested too deep.',
    })
    expect(decodeRecording(withRequest({ body: 'no JSON {{{' })).ok).toBe(true)
  })

  it('takes marks that turn a sentence backwards out of the names it is made of', () => {
    const turned = (text: string) => `\u202e${text}\u2066\u0007`
    const { title, subtitle, endpoint } = RECORDING
    const decoded = decodeRecording({
      ...RECORDING,
      title: turned(title),
      subtitle: turned(subtitle),
      endpoint: {
        ...endpoint,
        provider: turned(endpoint.provider),
        model: turned(endpoint.model),
      },
    })
    expect(decoded).toEqual({
      ok: true,
      value: expect.objectContaining({ title, subtitle, endpoint }),
    })
    expect(decodeRecording({ ...RECORDING, title: '\u202e' }).ok).toBe(false)
  })

  it('answers any JSON with a value or a sentence and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(RECORDING)), (value, field) => {
        const decoded = decodeRecording({ ...RECORDING, [field]: value })
        expect(decoded.ok || decoded.error.endsWith('.')).toBe(true)
      }),
      { seed: 7, numRuns: 500 },
    )
  })
})

describe('isSitePath', () => {
  it.each(['a.png', 'demo/a-b/c_d.webp'])('takes %s', (path) => {
    expect(isSitePath(path)).toBe(true)
  })
  it.each(['', '/a', 'a//b', '../a', 'a/../b', 'a/.b', 'https://h/a', '//h/a', 'a?b', 'a\\b', 7])(
    'refuses %s',
    (path) => {
      expect(isSitePath(path)).toBe(false)
    },
  )
})

describe('isRecordingId', () => {
  it.each([
    ['find-many-things', true],
    ['7', true],
    ['', false],
    ['-a', false],
    ['A', false],
    ['a/b', false],
    ['a'.repeat(65), false],
  ])('says of %j whether it may be an id: %s', (id, valid) => {
    expect(isRecordingId(id)).toBe(valid)
  })
})
