import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDemoFetch } from './demo-fetch.ts'

const CHUNKS: [number, string][] = [
  [100, 'data: ä'],
  [200, 'b\n\n'],
  [300, 'data: c\n\n'],
]
const RECORDING = {
  version: 1,
  id: 'a-demo',
  title: 'A demo',
  subtitle: 'Of something',
  question: 'What is it?',
  endpoint: { provider: 'demo', model: 'scripted', wire: 'chat-completions', scripted: true },
  request: { url: 'demo://a-demo/chat/completions', method: 'POST', headers: {}, body: null },
  media: [],
  http: { status: 200, contentType: 'text/event-stream; charset=utf-8' },
  chunks: CHUNKS,
}
const ADDRESS = 'demo://a-demo/chat/completions'
const WHOLE = CHUNKS.map(([, text]) => text).join('')

const site = (recording: unknown) => async (path: string) =>
  path === 'demo/a-demo/recording.json'
    ? Response.json(recording)
    : new Response('', { status: 404 })

/** Reads a body into `received`, noting when each part came. */
function collect(response: Response) {
  const startedMs = performance.now()
  const received: { atMs: number; text: string }[] = []
  const decoder = new TextDecoder()
  const done = (async () => {
    for await (const bytes of response.body ?? []) {
      const text = decoder.decode(bytes, { stream: true })
      received.push({ atMs: Math.round(performance.now() - startedMs), text })
    }
  })()
  return { received, done }
}

describe('createDemoFetch', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('replays the recorded bytes with status and content type at their recorded pace', async () => {
    const response = await createDemoFetch({ load: site(RECORDING) })(ADDRESS, { method: 'POST' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    const { received, done } = collect(response)
    await vi.advanceTimersByTimeAsync(250)
    expect(received).toEqual([
      { atMs: 100, text: 'data: ä' },
      { atMs: 200, text: 'b\n\n' },
    ])
    await vi.advanceTimersByTimeAsync(50)
    await done
    expect(received.map(({ text }) => text).join('')).toBe(WHOLE)
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([
    [2, 150],
    [0.5, 600],
    [Number.POSITIVE_INFINITY, 0],
  ])('ends at %s times the speed after %d ms', async (speed, endMs) => {
    const response = await createDemoFetch({ load: site(RECORDING), speed })(ADDRESS)
    const { received, done } = collect(response)
    await vi.advanceTimersByTimeAsync(endMs)
    await done
    expect(received.at(-1)?.atMs).toBe(endMs)
    expect(received.map(({ text }) => text).join('')).toBe(WHOLE)
  })

  it('catches up by time when a reader or a timer was late', async () => {
    const response = await createDemoFetch({ load: site(RECORDING) })(ADDRESS)
    await vi.advanceTimersByTimeAsync(5000)
    const { received, done } = collect(response)
    await done
    expect(received).toEqual(CHUNKS.map(([, text]) => ({ atMs: 0, text })))
  })

  it('stops at once with the reason of the abort and leaves no timer behind', async () => {
    const controller = new AbortController()
    const response = await createDemoFetch({ load: site(RECORDING) })(ADDRESS, {
      signal: controller.signal,
    })
    const { received, done } = collect(response)
    const outcome = expect(done).rejects.toMatchObject({ name: 'AbortError' })
    await vi.advanceTimersByTimeAsync(120)
    controller.abort()
    await outcome
    expect(received.map(({ text }) => text)).toEqual(['data: ä'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends the request itself when it is aborted while the recording loads', async () => {
    const controller = new AbortController()
    const load = () => new Promise<Response>(() => undefined)
    const request = createDemoFetch({ load })(ADDRESS, { signal: controller.signal })
    controller.abort()
    await expect(request).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('refuses a request that was aborted before it began', async () => {
    const request = createDemoFetch({ load: site(RECORDING) })(ADDRESS, {
      signal: AbortSignal.abort(),
    })
    await expect(request).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('clears its timer when the reader turns away', async () => {
    const response = await createDemoFetch({ load: site(RECORDING) })(ADDRESS)
    const reader = response.body?.getReader()
    const read = reader?.read()
    await vi.advanceTimersByTimeAsync(50)
    expect(vi.getTimerCount()).toBe(1)
    await reader?.cancel()
    expect(await read).toEqual({ done: true, value: undefined })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('reads the address and the signal of a Request object too', async () => {
    const response = await createDemoFetch({ load: site(RECORDING), speed: 1000 })(
      new Request(ADDRESS, { method: 'POST' }),
    )
    const { received, done } = collect(response)
    await vi.advanceTimersByTimeAsync(1)
    await done
    expect(received.map(({ text }) => text).join('')).toBe(WHOLE)
  })

  it.each([
    'demo://other/chat/completions',
    'demo://a-demo/models',
    'demo://../chat/completions',
    'https://host.test/v1/chat/completions',
  ])('answers %s with a 404 in the words of the wire', async (address) => {
    const response = await createDemoFetch({ load: site(RECORDING) })(address)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } })
  })

  it.each([
    ['is damaged', site({ ...RECORDING, chunks: null })],
    ['is no JSON', async () => new Response('<!doctype html>')],
  ])('answers with a 500 and a sentence when the recording %s', async (_, load) => {
    const response = await createDemoFetch({ load })(ADDRESS)
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringMatching(/\.$/) },
    })
  })

  it('fails as the network does when the file cannot be loaded', async () => {
    const load = () => Promise.reject(new TypeError('Failed to fetch'))
    await expect(createDemoFetch({ load })(ADDRESS)).rejects.toThrow(TypeError)
  })
})
