import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { decodeRecording, type Recording } from '@/core/run/recording.ts'
import { createRecordingShelf } from './replay-fetch.ts'

function recordingOf(change: object = {}): Recording {
  const decoded = decodeRecording({
    version: 2,
    id: 'a',
    title: 'A',
    subtitle: 'B',
    question: 'C',
    endpoint: { provider: 'P', model: 'M', wire: 'chat-completions', scripted: false },
    request: { url: 'https://host.test/v1', method: 'POST', headers: {}, body: null },
    media: [],
    http: { status: 429, atMs: 50, headers: [['retry-after', '7']] },
    chunks: [
      [100, 'a'],
      [200, { base64: '4oI=' }],
      [200, { base64: 'rA==' }],
      [1000, 'b'],
    ],
    ending: 'close',
    ...change,
  })
  if (!decoded.ok) throw new Error(decoded.error)
  return decoded.value
}

/** Reads a body to its end or its error, noting when each part came. */
function collect(response: Response) {
  const startedMs = performance.now()
  const pieces: { readonly atMs: number; readonly bytes: readonly number[] }[] = []
  const done = (async () => {
    for await (const bytes of response.body ?? [])
      pieces.push({ atMs: Math.round(performance.now() - startedMs), bytes: [...bytes] })
  })()
  return { pieces, done }
}

function open(recording: Recording, readSpeed = () => 1) {
  const shelf = createRecordingShelf(readSpeed)
  shelf.port.keep('x', recording)
  return shelf
}

describe('createRecordingShelf', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
  })

  it('answers with head, bytes and pieces as they were recorded, each when it is due', async () => {
    const request = open(recordingOf()).fetch('replay://x', {})
    await vi.advanceTimersByTimeAsync(50)
    const response = await request
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
    const { pieces, done } = collect(response)
    await vi.advanceTimersByTimeAsync(950)
    await done
    expect(pieces).toEqual([
      { atMs: 50, bytes: [97] },
      { atMs: 150, bytes: [0xe2, 0x82] },
      { atMs: 150, bytes: [0xac] },
      { atMs: 950, bytes: [98] },
    ])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('follows a change of the speed while it replays', async () => {
    let speed = 1
    const request = open(recordingOf(), () => speed).fetch('replay://x', {})
    await vi.advanceTimersByTimeAsync(50)
    const { pieces, done } = collect(await request)
    await vi.advanceTimersByTimeAsync(150)
    speed = Number.POSITIVE_INFINITY
    await vi.advanceTimersByTimeAsync(100)
    await done
    expect(pieces.at(-1)).toEqual({ atMs: expect.any(Number), bytes: [98] })
    expect(pieces.at(-1)?.atMs).toBeLessThanOrEqual(250)
  })

  it.each([
    ['reset', 'TypeError'],
    ['abort', 'AbortError'],
  ])(
    'ends with an error after the last byte where the recording ends by %s',
    async (ending, name) => {
      const readSpeed = () => Number.POSITIVE_INFINITY
      const response = await open(recordingOf({ ending }), readSpeed).fetch('replay://x', {})
      const { pieces, done } = collect(response)
      await expect(done).rejects.toMatchObject({ name })
      expect(pieces).toHaveLength(4)
    },
  )

  it('gives the page a turn while thousands of chunks are due at once', async () => {
    const chunks = Array.from({ length: 5000 }, () => [0, 'a'])
    const http = { status: 200, atMs: 0, headers: [] }
    const response = await open(recordingOf({ chunks, http })).fetch('replay://x', {})
    const { pieces, done } = collect(response)
    await Promise.resolve()
    expect(pieces.length).toBeLessThan(200)
    await vi.runAllTimersAsync()
    await done
    expect(pieces).toHaveLength(5000)
  })

  it('hands a chunk of megabytes out in slices, with turns for the page between them', async () => {
    const text = `${'é'.repeat(3_000_000)}end`
    const http = { status: 200, atMs: 0, headers: [] }
    const chunks = [
      [0, text],
      [0, 'after'],
    ]
    const response = await open(recordingOf({ chunks, http })).fetch('replay://x', {})
    let nowMs = performance.now()
    vi.spyOn(performance, 'now').mockImplementation(() => nowMs)
    const sizes: number[] = []
    const decoder = new TextDecoder()
    let read = ''
    const done = (async () => {
      for await (const bytes of response.body ?? []) {
        sizes.push(bytes.length)
        read += decoder.decode(bytes, { stream: true })
        // What reads is slow: a third of a frame for each slice.
        nowMs += 5
      }
    })()
    for (let index = 0; index < 1000; index += 1) await Promise.resolve()
    expect(sizes.length).toBeLessThan(5)
    await vi.runAllTimersAsync()
    await done
    expect(Math.max(...sizes)).toBe(64 * 1024)
    expect(read === `${text}after`).toBe(true)
  })

  it('goes on behind a chunk without bytes that is due alone', async () => {
    const http = { status: 200, atMs: 0, headers: [] }
    const chunks = [
      [10, ''],
      [20, { base64: '' }],
      [30, 'a'],
    ]
    const response = await open(recordingOf({ chunks, http })).fetch('replay://x', {})
    const { pieces, done } = collect(response)
    await vi.runAllTimersAsync()
    await done
    expect(pieces.map(({ bytes }) => bytes)).toEqual([[97]])
  })

  it.each([20, 120])('stops at once when it is aborted after %d ms', async (afterMs) => {
    const controller = new AbortController()
    const request = open(recordingOf()).fetch('replay://x', { signal: controller.signal })
    const outcome = expect(request.then((response) => collect(response).done)).rejects
    const stopped = outcome.toMatchObject({ name: 'AbortError' })
    await vi.advanceTimersByTimeAsync(afterMs)
    controller.abort()
    await stopped
    expect(vi.getTimerCount()).toBe(0)
  })

  it('says that a recording was closed', async () => {
    const shelf = open(recordingOf())
    shelf.port.forget('x')
    const response = await shelf.fetch('replay://x', {})
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } })
  })
})
