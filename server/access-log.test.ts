import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { toRelayPath } from '../src/core/protocol/relay-path.ts'
import { sendBytes, sendRaw, startServer } from './testing/loopback-server.ts'
import { startRelay } from './testing/relay-server.ts'

/** A line without what changes from run to run: the time, the port and the figures. */
function blur(line: string): string {
  return line
    .replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, 'TIME')
    .replace(/127\.0\.0\.1:\d+/, 'HOST')
    .replace(/ \d+ B \d+ ms/, ' N B N ms')
}

/** A relay that logs; `line` gives the next line once it is written. */
async function startLogged(listener: RequestListener) {
  const upstream = await startServer(listener)
  const lines: string[] = []
  let wake = (): void => undefined
  const relay = await startRelay([upstream], {
    keys: [[upstream, 'canary-of-the-environment']],
    log: (line) => {
      lines.push(line)
      wake()
    },
  })
  const nextLine = async (): Promise<string> => {
    if (lines.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    return lines.shift() ?? ''
  }
  return { relay, path: (rest: string) => toRelayPath(`${upstream}${rest}`) ?? '', nextLine, lines }
}

test('a request is one line, without headers, keys, query or body', async () => {
  const { relay, path, nextLine, lines } = await startLogged((request, response) => {
    request
      .resume()
      .on('end', () => response.writeHead(201, { 'x-request-id': 'canary' }).end('canary'))
  })
  await sendRaw(relay, path('/v1/chat?key=canary'), {
    method: 'POST',
    headers: { authorization: 'Bearer canary', 'content-length': 6 },
    body: 'canary',
  })
  const line = await nextLine()
  expect(blur(line)).toBe('TIME POST HOST/v1/chat 201 N B N ms')
  expect(line).not.toContain('canary')
  await sendRaw(relay, path('/v1/models'))
  expect(blur(await nextLine())).toBe('TIME GET HOST/v1/models 201 N B N ms')
  expect(lines).toEqual([])
})

test('counts the bytes that went to the browser', async () => {
  const { relay, path, nextLine } = await startLogged((_request, response) => {
    response.end('a'.repeat(100_000))
  })
  const answer = await sendBytes(
    relay,
    `GET ${path('/v1')} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
  )
  expect(await nextLine()).toContain(` 200 ${answer.length} B `)
})

test('says that the browser hung up', async () => {
  const { relay, path, nextLine } = await startLogged((_request, response) => {
    response.write('data: one\n\n')
  })
  const abort = new AbortController()
  const answer = await fetch(`${relay}${path('/v1')}`, { signal: abort.signal })
  await answer.body?.getReader().read()
  abort.abort()
  expect(blur(await nextLine())).toBe('TIME GET HOST/v1 200 N B N ms aborted')
})

test('says that the browser hung up before there was an answer', async () => {
  const abort = new AbortController()
  const { relay, path, nextLine } = await startLogged(() => abort.abort())
  await expect(fetch(`${relay}${path('/v1')}`, { signal: abort.signal })).rejects.toThrow()
  expect(blur(await nextLine())).toBe('TIME GET HOST/v1 - N B N ms aborted')
})

test('says that the server broke its answer off', async () => {
  const { relay, path, nextLine } = await startLogged((_request, response) => {
    response.write('data: one\n\n', () => response.destroy())
  })
  const answer = await fetch(`${relay}${path('/v1')}`)
  await expect(answer.text()).rejects.toThrow()
  expect(blur(await nextLine())).toBe('TIME GET HOST/v1 200 N B N ms broken')
})

test('a server that cannot be reached is the 502 of the relay', async () => {
  const { relay, path, nextLine } = await startLogged((_request, response) => response.destroy())
  await sendRaw(relay, path('/v1'))
  expect(blur(await nextLine())).toBe('TIME GET HOST/v1 502 N B N ms')
})

test.each([
  ['another site', '/relay/https/elsewhere.example/canary', 'localhost', 'unknown-origin'],
  ['a foreign page', '/relay/https/elsewhere.example/canary', 'rebound.example', 'refused'],
])('names why it refused %s, and nothing of the path', async (_name, path, host, code) => {
  const { relay, nextLine } = await startLogged(() => undefined)
  await sendRaw(relay, path, { headers: { host } })
  expect(blur(await nextLine())).toBe(`TIME GET (${code}) 403 N B N ms`)
})

const long = 'a'.repeat(300)

test.each([
  ['an escape sequence', '\u001b[31mred', null],
  ['a line break', '\r\n2026-01-01T00:00:00.000Z GET forged', 'TIME GET (refused) 403 N B N ms'],
  ['a line break in escapes', '%0aforged', 'TIME GET (unknown-origin) 403 N B N ms'],
  ['another line break in escapes', '%e2%80%a8', 'TIME GET HOST/v1/%e2%80%a8 200 N B N ms'],
  ['three hundred letters', long, /^TIME GET HOST\/v1\/a{150,200} 200 N B N ms$/],
])('cannot be forged or flooded by %s in the path', async (_name, rest, expected) => {
  const { relay, path, nextLine, lines } = await startLogged((_request, response) => response.end())
  const request = `GET ${path(`/v1/`)}${rest} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`
  const answer = await sendBytes(relay, request)
  if (expected === null) expect([answer.slice(0, 12), lines]).toEqual(['HTTP/1.1 400', []])
  else expect(blur(await nextLine())).toMatch(expected)
  expect(lines).toEqual([])
})

test('the description of the relay is asked for without a line', async () => {
  const { relay, path, nextLine } = await startLogged((_request, response) => response.end())
  await sendRaw(relay, '/relay')
  await sendRaw(relay, path('/v1'))
  expect(blur(await nextLine())).toBe('TIME GET HOST/v1 200 N B N ms')
})
