import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chunkings } from '@/testing/chunkings.ts'
import { decodePieces, joinRun } from '@/testing/decode-run.ts'
import { createSseParser } from './sse-parser.ts'

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

const STREAMS = join(process.cwd(), '../shared/corpora/streams.json')

const END_REASONS = { close: 'close', error: 'reset', abort: 'abort' } as const

function readCases(): readonly StreamCase[] {
  if (!existsSync(STREAMS)) {
    process.stdout.write('streams: the corpus is not here, conformance skipped\n')
    return []
  }
  const cases: StreamCase[] = JSON.parse(readFileSync(STREAMS, 'utf8'))
  return cases
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

function runChat(chunks: readonly Uint8Array[], one: StreamCase) {
  const { status = 200, contentType = 'text/event-stream' } = one.http ?? {}
  const events = decodePieces(chunks, {
    wire: 'chat-completions',
    contentType,
    httpStatus: status,
    reason: END_REASONS[one.end ?? 'close'],
  })
  const { text, reasoning, finishReason, error, usage, ...run } = joinRun(events)
  return { status: run.status, text, reasoning, finishReason, error, usage: usage !== null }
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
          expect(runChat(chunks, one)).toEqual(chat)
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
