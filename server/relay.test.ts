import { expect, test } from 'vitest'
import { toRelayPath } from '../src/core/protocol/relay-path.ts'
import { readText, sendRaw, startServer } from './testing/loopback-server.ts'
import { startRelay, startRelayTo } from './testing/relay-server.ts'

const errorCode = (text: string): unknown => JSON.parse(text).error.code

test('passes method, path, query, body and status on', async () => {
  const { relay, path } = await startRelayTo(async (request, response) => {
    const body = await readText(request)
    response.writeHead(418, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ method: request.method, url: request.url, body }))
  })
  const answer = await fetch(`${relay}${path('/v1/chat?a=%20b')}`, {
    method: 'POST',
    body: '{"é":1}',
  })
  expect(answer.status).toBe(418)
  expect(await answer.json()).toEqual({ method: 'POST', url: '/v1/chat?a=%20b', body: '{"é":1}' })
})

test('hands over each piece of an answer before the next one exists', async () => {
  let writeNext = (): void => undefined
  const { relay, path } = await startRelayTo((_request, response) => {
    const pieces = ['data: one\n\n', 'data: two\n\n', 'data: three\n\n']
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    writeNext = () => {
      const piece = pieces.shift()
      if (piece === undefined) response.end()
      else response.write(piece)
    }
    response.flushHeaders()
  })
  // The headers arrive although not one byte of the body was written.
  const answer = await fetch(`${relay}${path('/v1')}`)
  const seen: string[] = []
  writeNext()
  for await (const bytes of answer.body ?? []) {
    seen.push(new TextDecoder().decode(bytes))
    writeNext()
  }
  expect(seen).toEqual(['data: one\n\n', 'data: two\n\n', 'data: three\n\n'])
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
})

test('tells the server at once when the browser stops', async () => {
  let stopped = (): void => undefined
  const serverSawStop = new Promise<void>((resolve) => {
    stopped = resolve
  })
  const { relay, path } = await startRelayTo((_request, response) => {
    response.on('close', stopped)
    response.write('data: one\n\n')
  })
  const abort = new AbortController()
  const answer = await fetch(`${relay}${path('/v1')}`, { signal: abort.signal })
  await answer.body?.getReader().read()
  abort.abort()
  await expect(serverSawStop).resolves.toBeUndefined()
})

test('tells the server when the browser stops before any answer', async () => {
  const abort = new AbortController()
  const { relay, path } = await startRelayTo((_request, response) => {
    response.on('close', () => stopped())
    abort.abort()
  })
  let stopped = (): void => undefined
  const serverSawStop = new Promise<void>((resolve) => {
    stopped = resolve
  })
  await expect(fetch(`${relay}${path('/v1')}`, { signal: abort.signal })).rejects.toThrow()
  await expect(serverSawStop).resolves.toBeUndefined()
})

test('lets an answer that breaks off break off, rather than end', async () => {
  const { relay, path } = await startRelayTo((_request, response) => {
    response.write('data: one\n\n', () => response.destroy())
  })
  const answer = await fetch(`${relay}${path('/v1')}`)
  await expect(answer.text()).rejects.toThrow()
})

test('says in words that a server cannot be reached', async () => {
  const gone = await startServer((_request, response) => response.destroy())
  const relay = await startRelay([gone])
  const answer = await sendRaw(relay, toRelayPath(`${gone}/v1`) ?? '')
  expect(answer.status).toBe(502)
  expect(JSON.parse(answer.text)).toEqual({
    error: {
      type: 'relay_error',
      code: 'unreachable',
      message: `${new URL(gone).host} cannot be reached from the relay.`,
    },
  })
})

test.each([301, 302, 303, 307, 308])('turns a %i redirect into an error', async (status) => {
  const paths: (string | undefined)[] = []
  const { relay, path } = await startRelayTo((request, response) => {
    paths.push(request.url)
    response.writeHead(status, { location: '/elsewhere' }).end()
  })
  const answer = await sendRaw(relay, path('/v1'), { method: 'POST', body: '{}' })
  expect(answer.status).toBe(502)
  expect(errorCode(answer.text)).toBe('redirect')
  expect(answer.headers.location).toBeUndefined()
  expect(paths).toEqual(['/v1'])
})

test('leaves other paths to the next handler', async () => {
  const relay = await startRelay([])
  for (const path of ['/', '/relays', '/assets/relay/https/api.z.ai/']) {
    expect((await sendRaw(relay, path)).text).toBe('not the relay')
  }
})

test('GET /relay says that the relay is here, where it leads and which keys it holds, but not the keys', async () => {
  const relay = await startRelay(['https://api.z.ai', 'http://localhost:8000'], {
    keys: [['https://api.z.ai', 'canary']],
  })
  const { status, text } = await sendRaw(relay, '/relay')
  expect(status).toBe(200)
  expect(JSON.parse(text)).toEqual({
    relay: true,
    origins: ['https://api.z.ai', 'http://localhost:8000'],
    keys: ['https://api.z.ai'],
  })
  expect(text).not.toContain('canary')
})

test('GET /relay tells other sites nothing', async () => {
  const relay = await startRelay(['https://api.z.ai'])
  const answer = await sendRaw(relay, '/relay', { headers: { 'sec-fetch-site': 'cross-site' } })
  expect(answer.status).toBe(403)
  expect(answer.text).not.toContain('api.z.ai')
})
