import { type IncomingMessage, request as requestHttp } from 'node:http'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { toRelayPath } from '../src/core/protocol/relay-path.ts'
import { readText, sendRaw, startServer, startTcpServer } from './testing/loopback-server.ts'
import { startRelay } from './testing/relay-server.ts'

const errorCode = (text: string): unknown => JSON.parse(text).error.code

/** A relay to a server that waits for the request and then does as told. */
async function startRelayToTcp(answer: string | ((socket: Socket) => void)) {
  const upstream = await startTcpServer((socket) => {
    socket.once('data', () => {
      if (typeof answer === 'string') socket.end(answer)
      else answer(socket)
    })
  })
  const relay = await startRelay([upstream])
  return { relay, path: toRelayPath(`${upstream}/v1`) ?? '', host: new URL(upstream).host }
}

test.each(['000', '099', '600', '999'])('turns the status %s into an error', async (status) => {
  const { relay, path } = await startRelayToTcp(`HTTP/1.1 ${status} X\r\nContent-Length: 0\r\n\r\n`)
  const answer = await sendRaw(relay, path)
  expect([answer.status, errorCode(answer.text)]).toEqual([502, 'unreachable'])
  expect((await sendRaw(relay, '/relay')).status).toBe(200)
})

test.each([
  ['with', 'Upgrade: websocket\r\nConnection: Upgrade\r\n'],
  ['without', ''],
])('turns a switch of protocols %s its headers into an error', async (_name, headers) => {
  const { relay, path } = await startRelayToTcp((socket) => {
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers}\r\nhello`)
  })
  const answer = await sendRaw(relay, path)
  expect([answer.status, errorCode(answer.text)]).toEqual([502, 'unreachable'])
})

test.each([
  ['a header of 100 kB', `HTTP/1.1 200 OK\r\nx-request-id: ${'a'.repeat(100_000)}\r\n\r\n`],
  ['a hundred thousand headers', `HTTP/1.1 200 OK\r\n${'x-request-id: a\r\n'.repeat(100_000)}\r\n`],
  ['a control character', 'HTTP/1.1 200 OK\r\nx-request-id: a\u0001b\r\n\r\n'],
  ['no HTTP at all', '\u0000\u0001garbage'],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'],
  ['nothing', ''],
])('turns an answer of %s into an error', async (_name, text) => {
  const { relay, path } = await startRelayToTcp(text)
  const answer = await sendRaw(relay, path)
  expect([answer.status, errorCode(answer.text)]).toEqual([502, 'unreachable'])
})

test('takes an answer whose headers are long but not endless', async () => {
  const { relay, path } = await startRelayToTcp(
    `HTTP/1.1 200 OK\r\nx-policy: ${'a'.repeat(40_000)}\r\nContent-Length: 2\r\n\r\nok`,
  )
  expect((await sendRaw(relay, path)).text).toBe('ok')
})

test('passes over early hints', async () => {
  const { relay, path } = await startRelayToTcp(
    'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
  )
  const answer = await sendRaw(relay, path)
  expect([answer.status, answer.text]).toEqual([200, 'ok'])
  expect(answer.headers).not.toHaveProperty('link')
})

test('passes 304 on, which is no redirect', async () => {
  const { relay, path } = await startRelayToTcp('HTTP/1.1 304 Not Modified\r\n\r\n')
  const answer = await sendRaw(relay, path)
  expect([answer.status, answer.text]).toEqual([304, ''])
})

/** Only the relay's own timer stands still: sockets keep theirs. */
function holdTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
}

function createSignal() {
  let give = (): void => undefined
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}

const nearlyTenMinutes = 10 * 60_000 - 1

test('waits ten minutes for headers that never end, then hangs up on the server', async () => {
  holdTimers()
  const [serverSawRequest, serverSawEnd] = [createSignal(), createSignal()]
  const { relay, path, host } = await startRelayToTcp((socket) => {
    const drip = setInterval(() => socket.write('x-request-id: a\r\n'), 5)
    socket.on('close', () => {
      clearInterval(drip)
      serverSawEnd.give()
    })
    socket.write('HTTP/1.1 200 OK\r\n', serverSawRequest.give)
  })
  let isAnswered = false
  const asked = sendRaw(relay, path).finally(() => {
    isAnswered = true
  })
  await serverSawRequest.given
  vi.advanceTimersByTime(nearlyTenMinutes)
  // A round trip through the same relay: an answer would have come by then.
  await sendRaw(relay, '/relay')
  expect(isAnswered).toBe(false)
  vi.advanceTimersByTime(1)
  const answer = await asked
  expect([answer.status, errorCode(answer.text)]).toEqual([502, 'unreachable'])
  expect(answer.text).toContain(`${host} did not answer within 10 minutes.`)
  await expect(serverSawEnd.given).resolves.toBeUndefined()
})

test('leaves an answer that has begun all the time it takes', async () => {
  holdTimers()
  let finish = (): void => undefined
  const { relay, path } = await startRelayToTcp((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\none')
    finish = () => socket.end(' two')
  })
  const answer = await new Promise<IncomingMessage>((resolve) => {
    requestHttp(`${relay}${path}`, { agent: false }, resolve).end()
  })
  vi.advanceTimersByTime(2 * nearlyTenMinutes)
  finish()
  expect(await readText(answer)).toBe('one two')
})

test('says so when a key cannot be sent, and does not say the key', async () => {
  const upstream = await startServer((_request, response) => response.end('reached'))
  const relay = await startRelay([upstream], { keys: [[upstream, '\u201ccanary\u201d']] })
  const answer = await sendRaw(relay, toRelayPath(`${upstream}/v1`) ?? '')
  expect([answer.status, errorCode(answer.text)]).toEqual([400, 'refused'])
  expect(answer.text).not.toContain('canary')
  const own = { authorization: 'Bearer mine' }
  const fine = await sendRaw(relay, toRelayPath(`${upstream}/v1`) ?? '', { headers: own })
  expect(fine.text).toBe('reached')
})

test('takes the rest of a request that the server answered early, so that the browser gets to read', async () => {
  const answerEarly = (socket: Socket): void => {
    socket.end('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}')
    socket.resume()
  }
  const { relay, path } = await startRelayToTcp(answerEarly)
  const { host, hostname, port } = new URL(relay)
  const bytes = 16 * 1024 * 1024
  const socket = connect(Number(port), hostname)
  onTestFinished(() => {
    socket.destroy()
  })
  socket.write(`POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${bytes}\r\n\r\n`)
  socket.write(Buffer.alloc(bytes))
  socket.write(`GET /relay HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
  expect((await readText(socket)).match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200'])
})
