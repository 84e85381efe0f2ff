import { describe, expect, it } from 'vitest'
import type { StreamEvent } from '@/core/protocol/stream-event.ts'
import { eventStream, joinRun } from '@/testing/decode-run.ts'
import { createStreamPort } from './stream-run.ts'

const encoder = new TextEncoder()

type Source = {
  /** Pieces that come one after the other; `null` breaks the connection. */
  readonly pieces: Iterable<string | null>
  readonly status?: number
  readonly controller?: AbortController
  readonly onEvents?: (events: readonly StreamEvent[]) => void
}

/** Runs one request whose answer is this; tells what came of it and whether the connection was let go. */
async function run({ pieces, status = 200, controller, onEvents }: Source) {
  const lists: (readonly StreamEvent[])[] = []
  const seen = { isCancelled: false, asked: 0 }
  const iterator = pieces[Symbol.iterator]()
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(stream) {
        seen.asked += 1
        const { done, value } = iterator.next()
        if (done) stream.close()
        else if (value === null) stream.error(new TypeError('reset'))
        else stream.enqueue(encoder.encode(value))
      },
      cancel() {
        seen.isCancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  const answer = async () => new Response(body, { status })
  const port = createStreamPort(
    { direct: answer, relay: answer, demo: answer, replay: answer },
    () => performance.now(),
  )
  await port({
    request: {
      method: 'POST',
      url: 'https://host.test/v1',
      headers: {},
      body: '{}',
      keyHeader: 'authorization',
    },
    transport: 'direct',
    key: null,
    wire: 'chat-completions',
    signal: (controller ?? new AbortController()).signal,
    onEvents: (events) => {
      lists.push(events)
      onEvents?.(events)
    },
  })
  return { ...joinRun(lists.flat()), lists, ...seen }
}

function chunk(content: string): string {
  return eventStream({ choices: [{ index: 0, delta: { content } }] })
}

function* endless(first: string, piece: string): Generator<string> {
  yield first
  for (;;) yield piece
}

const DONE = `${eventStream({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}data: [DONE]\n\n`

describe('an answer over the network', { timeout: 60_000 }, () => {
  it('is handed on as it comes', async () => {
    expect(await run({ pieces: [chunk('a'), chunk('b'), DONE] })).toMatchObject({
      status: 'complete',
      text: 'ab',
      isCancelled: true,
    })
  })

  it('is cut where the connection breaks', async () => {
    expect(await run({ pieces: [chunk('a'), null] })).toMatchObject({
      status: 'truncated',
      text: 'a',
      error: { kind: 'stream-cut' },
    })
  })

  it('lets a server go that sends 200,000 calls in one event, instead of calling it cut', async () => {
    const calls = Array.from({ length: 200_000 }, (_, index) => ({
      index,
      function: { name: 'f', arguments: '{}' },
    }))
    const flood = eventStream({ choices: [{ index: 0, delta: { tool_calls: calls } }] })
    expect(await run({ pieces: endless(chunk('Hello') + flood, chunk('more')) })).toMatchObject({
      status: 'error',
      text: 'Hello',
      error: { kind: 'protocol' },
      isCancelled: true,
    })
  })

  it('stops reading an error that never ends', async () => {
    const pieces = endless('{"error":{"message":"real reason"},"pad":"', 'x'.repeat(65_536))
    const ended = await run({ pieces, status: 400 })
    expect(ended).toMatchObject({ status: 'error', message: 'real reason', isCancelled: true })
    expect(ended.asked).toBeLessThan(20)
  })

  it('blames itself and not the connection when it cannot go on, and lets the server go', async () => {
    let isFirst = true
    const onEvents = () => {
      if (isFirst) {
        isFirst = false
        throw new Error('a slip of ours')
      }
    }
    expect(await run({ pieces: endless(chunk('a'), chunk('b')), onEvents })).toMatchObject({
      status: 'error',
      error: { kind: 'protocol', code: 'unreadable' },
      isCancelled: true,
    })
  })
})

describe('a piece too big for one turn of the page', () => {
  const words = 'word '.repeat(100_000)

  it('is handed on in portions, and nothing of it is lost', async () => {
    const { text, lists, status } = await run({ pieces: [chunk(words) + DONE] })
    expect(text).toBe(words)
    expect(status).toBe('complete')
    expect(lists.length).toBeGreaterThan(7)
  })

  it('is handed on in portions where it holds many small events', async () => {
    const { text, lists } = await run({ pieces: [chunk('a').repeat(20_000) + DONE] })
    expect(text).toHaveLength(20_000)
    expect(Math.max(...lists.map(({ length }) => length))).toBeLessThanOrEqual(256)
  })

  it('stops in the middle when the user stops, with one end', async () => {
    const controller = new AbortController()
    const pieces = [chunk(words) + DONE]
    const ended = await run({ pieces, controller, onEvents: () => controller.abort() })
    expect(ended.status).toBe('stopped')
    expect(ended.text.length).toBeLessThan(words.length)
    expect(ended.isCancelled).toBe(true)
  })

  it('gives the page its turns', async () => {
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 0)
    const onEvents = () => {
      const until = performance.now() + 3
      while (performance.now() < until);
    }
    await run({ pieces: [chunk('a').repeat(10_000) + DONE], onEvents })
    clearInterval(timer)
    expect(turns).toBeGreaterThan(3)
  })
})
