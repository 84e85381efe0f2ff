import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createStreamDecoder } from './decode-stream.ts'
import { createSseParser } from './sse-parser.ts'
import type { StreamEvent } from './stream-event.ts'
import type { EndReason } from './wire-decoder.ts'

type ChatExpectation = {
  status: string
  reasoning: string
  text: string
  finishReason: string | null
  usage: boolean
  error: { kind: string; retry: string; code: string | null } | null
}

type StreamCase = {
  id: string
  level: 'wire' | 'chat'
  title: string
  encoding: 'utf8' | 'base64'
  bytes: string
  end?: 'close' | 'error' | 'abort'
  http?: { status: number; contentType: string }
  expected: { events?: unknown; retry?: unknown; droppedTail?: boolean; chat?: ChatExpectation }
}

const CORPORA = join(process.cwd(), '../shared/corpora')
const STREAMS = join(CORPORA, 'streams.json')
const RECORDINGS = join(CORPORA, 'recordings/llama.cpp')

const END_REASONS = { close: 'close', error: 'reset', abort: 'abort' } as const

function readCases(): readonly StreamCase[] {
  if (!existsSync(STREAMS)) {
    process.stdout.write('streams: the corpus is not here, conformance skipped\n')
    return []
  }
  const cases: StreamCase[] = JSON.parse(readFileSync(STREAMS, 'utf8'))
  return cases
}

/** A small seeded generator: failures must be replayable. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function randomCuts(length: number, seed: number): readonly number[] {
  const random = createRandom(seed)
  const cuts: number[] = []
  for (let at = 0; at < length; at += 1 + Math.floor(random() ** 3 * 200)) {
    cuts.push(at)
  }
  return cuts
}

function split(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const edges = [...new Set([0, ...cuts, bytes.length])].sort((a, b) => a - b)
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge))
}

/** Whole, byte by byte, every cut in two below 4 kB, 20 seeded random ones. */
function* chunkings(bytes: Uint8Array): Generator<readonly Uint8Array[]> {
  yield [bytes]
  yield [...bytes].map((byte) => Uint8Array.of(byte))
  if (bytes.length < 4096) {
    for (let at = 1; at < bytes.length; at += 1) {
      yield split(bytes, [at])
    }
  }
  for (let seed = 1; seed <= 20; seed += 1) {
    yield split(bytes, randomCuts(bytes.length, seed))
  }
}

function runWire(chunks: readonly Uint8Array[]) {
  const parser = createSseParser()
  const items = chunks.flatMap((chunk) => parser.push(chunk))
  return {
    events: items.flatMap((item) =>
      item.type === 'event'
        ? [{ event: item.event, data: item.data, lastEventId: item.lastEventId }]
        : [],
    ),
    retry: items.flatMap((item) => (item.type === 'retry' ? [item.milliseconds] : [])),
    droppedTail: parser.end() !== null,
  }
}

type ChatOptions = { status: number; contentType: string; reason: EndReason }

function runChat(chunks: readonly Uint8Array[], options: ChatOptions) {
  const decoder = createStreamDecoder({
    wire: 'chat-completions',
    contentType: options.contentType,
    httpStatus: options.status,
  })
  const events = [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.end(options.reason)]
  return summarise(events)
}

function summarise(events: readonly StreamEvent[]) {
  const end = events.at(-1)
  if (end?.type !== 'end') {
    throw new Error('the last event is not the end')
  }
  return {
    ends: events.filter((event) => event.type === 'end').length,
    status: end.status,
    reasoning: events.map((event) => (event.type === 'reasoning-delta' ? event.text : '')).join(''),
    text: events.map((event) => (event.type === 'answer-delta' ? event.text : '')).join(''),
    finishReason: end.finishReason,
    usage: events.some((event) => event.type === 'usage'),
    error:
      end.error === undefined
        ? null
        : { kind: end.error.kind, retry: end.error.retry, code: end.error.code },
  }
}

const cases = readCases()
const passed = { wire: 0, chat: 0 }

describe.runIf(cases.length > 0)('the stream corpus', () => {
  for (const one of cases) {
    it(`reads ${one.id} the same in any pieces: ${one.title}`, () => {
      const bytes = Buffer.from(one.bytes, one.encoding)
      const { chat } = one.expected
      for (const chunks of chunkings(bytes)) {
        if (chat === undefined) {
          expect(runWire(chunks)).toEqual(one.expected)
        } else {
          const { status = 200, contentType = 'text/event-stream' } = one.http ?? {}
          const reason = END_REASONS[one.end ?? 'close']
          expect(runChat(chunks, { status, contentType, reason })).toEqual({ ...chat, ends: 1 })
        }
      }
      passed[one.level] += 1
    })
  }

  it('passes every case of both levels', () => {
    process.stdout.write(`streams: wire ${passed.wire}/53, chat ${passed.chat}/29\n`)
    expect(passed).toEqual({ wire: 53, chat: 29 })
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

const REASONING =
  'There are two bars. The red one is left at [[100,200,300,500]], the blue one right.\n'
const ANSWER = 'The blue bar is at <|begin_of_box|>[[600,400,900,900]]<|end_of_box|>.'

type RecordedEnd = Partial<ReturnType<typeof summarise>>

/** What the recordings' own description promises. */
const RECORDED: Readonly<Record<string, RecordedEnd>> = {
  'chat-image-box': { status: 'complete', reasoning: REASONING, text: ANSWER, usage: true },
  'chat-image-json': { status: 'complete', finishReason: 'stop', usage: true },
  'chat-thinking-off': {
    status: 'complete',
    reasoning: '',
    text: 'The blue bar is at [[600,400,900,900]].',
  },
  'chat-length-in-reasoning': { status: 'length', text: '' },
  'chat-length-in-box': { status: 'length', reasoning: REASONING },
  'chat-no-stream': {
    status: 'complete',
    reasoning: REASONING,
    text: ANSWER,
    finishReason: 'stop',
    usage: true,
  },
  'chat-error-in-stream': {
    status: 'error',
    error: { kind: 'server', retry: 'auto', code: '500' },
  },
  'chat-error-undecodable-image': {
    status: 'error',
    error: { kind: 'request', retry: 'never', code: '400' },
  },
  'chat-error-video-url': {
    status: 'error',
    error: { kind: 'request', retry: 'never', code: '400' },
  },
  'chat-error-context': {
    status: 'error',
    error: { kind: 'context-length', retry: 'never', code: '400' },
  },
  'chat-error-bad-json': {
    status: 'error',
    error: { kind: 'server', retry: 'auto', code: '500' },
  },
  'chat-error-wrong-key': { status: 'error', error: { kind: 'auth', retry: 'never', code: '401' } },
  'not-found': { status: 'error', error: { kind: 'request', retry: 'never', code: '404' } },
}

function readRecording(name: string): { status: number; contentType: string; body: Uint8Array } {
  const bytes = readFileSync(join(RECORDINGS, name))
  const headEnd = bytes.indexOf(/\r\n\r\n/.test(bytes.toString('latin1')) ? '\r\n\r\n' : '\n\n')
  const head = bytes.subarray(0, headEnd).toString('latin1')
  const separatorLength = bytes.at(headEnd) === 0x0d ? 4 : 2
  return {
    status: Number(head.split(' ')[1]),
    contentType: /^content-type: *(.*)$/im.exec(head)?.[1]?.trim() ?? '',
    body: bytes.subarray(headEnd + separatorLength),
  }
}

describe.runIf(existsSync(RECORDINGS))('recordings of a real llama.cpp server', () => {
  it('covers every chat recording', () => {
    const files = readdirSync(RECORDINGS).filter((file) => /^(?:chat-|not-found)/.test(file))
    expect(files.map((file) => file.replace('.http', '')).sort()).toEqual(
      Object.keys(RECORDED).sort(),
    )
  })

  it.each(Object.entries(RECORDED))('decodes %s as it was spoken', (name, expected) => {
    const { status, contentType, body } = readRecording(`${name}.http`)
    for (const cuts of [[], randomCuts(body.length, 1), randomCuts(body.length, 2)]) {
      const end = runChat(split(body, cuts), { status, contentType, reason: 'close' })
      expect(end).toMatchObject({ ...expected, ends: 1 })
    }
  })

  it('keeps the answer that was cut inside a box up to its last character', () => {
    const { status, contentType, body } = readRecording('chat-length-in-box.http')
    const { text } = runChat([body], { status, contentType, reason: 'close' })
    expect(text.endsWith('[[600,400,900,900]]')).toBe(true)
  })
})
