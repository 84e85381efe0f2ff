import type { IncomingMessage, RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { toRelayPath } from '../src/core/protocol/relay-path.ts'
import { sendRaw, startServer } from './testing/loopback-server.ts'
import { startRelay, startRelayTo } from './testing/relay-server.ts'

test('sends what the wires need, and nothing else of the browser', async () => {
  let seen: IncomingMessage['headers'] = {}
  const { relay, path } = await startRelayTo((request, response) => {
    seen = request.headers
    response.end()
  })
  await sendRaw(relay, path('/v1'), {
    method: 'POST',
    headers: {
      authorization: 'Bearer mine',
      'x-api-key': 'mine, too',
      'anthropic-version': '2023-06-01',
      'anthropic-dangerous-direct-browser-access': 'true',
      'content-type': 'application/json',
      accept: 'text/event-stream',
      cookie: 'session=1',
      origin: relay,
      referer: `${relay}/`,
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': '10.0.0.1',
      te: 'trailers',
      'user-agent': 'Browser',
      'content-length': 2,
    },
    body: '{}',
  })
  const { host, ...others } = seen
  expect(host).toMatch(/^127\.0\.0\.1:\d+$/)
  expect(others).toEqual({
    authorization: 'Bearer mine',
    'x-api-key': 'mine, too',
    'anthropic-version': '2023-06-01',
    'content-type': 'application/json',
    accept: 'text/event-stream',
    'content-length': '2',
    'user-agent': 'Sightline relay',
    connection: 'close',
  })
})

test('returns what describes the answer, and nothing that acts on our origin', async () => {
  const { relay, path } = await startRelayTo((_request, response) => {
    response.writeHead(429, {
      'content-type': 'application/json',
      'retry-after': '7',
      'x-request-id': 'abc',
      'x-ratelimit-remaining-requests': '0',
      'set-cookie': 'session=1',
      'access-control-allow-origin': '*',
      'clear-site-data': '"*"',
      'content-security-policy': "script-src 'unsafe-inline'",
      link: '</evil.js>; rel=preload; as=script',
      'service-worker-allowed': '/',
    })
    response.end('{}')
  })
  const { headers } = await sendRaw(relay, path('/v1'))
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'retry-after': '7',
    'x-request-id': 'abc',
    'x-ratelimit-remaining-requests': '0',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  for (const name of [
    'set-cookie',
    'access-control-allow-origin',
    'clear-site-data',
    'link',
    'service-worker-allowed',
  ]) {
    expect(headers).not.toHaveProperty(name)
  }
})

test.each([
  ['no key, on most wires', {}, { authorization: 'Bearer from-environment' }],
  [
    'no key, on the Messages wire',
    { 'anthropic-version': '2023-06-01' },
    { 'x-api-key': 'from-environment' },
  ],
  ['a key as authorization', { authorization: 'Bearer mine' }, { authorization: 'Bearer mine' }],
  ['a key as x-api-key', { 'x-api-key': 'mine' }, { 'x-api-key': 'mine' }],
  [
    'an authorization on the Messages wire',
    { 'anthropic-version': '2023-06-01', authorization: 'Bearer mine' },
    { authorization: 'Bearer mine' },
  ],
])('the environment has a key, the browser sends %s', async (_name, headers, expected) => {
  const seen: IncomingMessage['headers'][] = []
  const upstream = await startServer((request, response) => {
    seen.push(request.headers)
    response.end()
  })
  const relay = await startRelay([upstream], { keys: [[upstream, 'from-environment']] })
  await sendRaw(relay, toRelayPath(`${upstream}/v1`) ?? '', { headers })
  const keys = seen.map(({ authorization, 'x-api-key': apiKey }) => ({
    ...(authorization === undefined ? {} : { authorization }),
    ...(apiKey === undefined ? {} : { 'x-api-key': apiKey }),
  }))
  expect(keys).toEqual([expected])
})

test('a key of the environment goes to no other server', async () => {
  const seen: (string | undefined)[] = []
  const listener: RequestListener = (request, response) => {
    seen.push(request.headers.authorization)
    response.end()
  }
  const [keyed, other] = [await startServer(listener), await startServer(listener)]
  const relay = await startRelay([keyed, other], { keys: [[keyed, 'from-environment']] })
  await sendRaw(relay, toRelayPath(`${keyed}/v1`) ?? '')
  await sendRaw(relay, toRelayPath(`${other}/v1`) ?? '')
  expect(seen).toEqual(['Bearer from-environment', undefined])
})
