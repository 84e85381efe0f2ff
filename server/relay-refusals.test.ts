import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { sendRaw, startServer } from './testing/loopback-server.ts'
import { startRelay } from './testing/relay-server.ts'

const errorCode = (text: string): unknown => JSON.parse(text).error.code

/** A relay that knows one origin, and a count of what reached any server. */
async function startCounted() {
  let reached = 0
  const count: RequestListener = (_request, response) => {
    reached += 1
    response.end('reached')
  }
  const [known, unknown] = [await startServer(count), await startServer(count)]
  const relay = await startRelay([known], { hostnames: ['sightline.example'] })
  return {
    relay,
    known: new URL(known).host,
    unknown: new URL(unknown).host,
    reached: () => reached,
  }
}

test.each([
  ['another port', ({ unknown }: Hosts) => `/relay/http/${unknown}/v1`],
  ['another scheme', ({ known }: Hosts) => `/relay/https/${known}/v1`],
  [
    'a user name before another host',
    ({ known, unknown }: Hosts) => `/relay/http/${known}@${unknown}/v1`,
  ],
  ['a user name before the known host', ({ known }: Hosts) => `/relay/http/user@${known}/v1`],
  ['a backslash', ({ known, unknown }: Hosts) => `/relay/http/${known}\\@${unknown}/v1`],
  ['an escaped host', ({ known }: Hosts) => `/relay/http/%31${known.slice(1)}/v1`],
  [
    'another way to write the address',
    ({ known }: Hosts) => `/relay/http/0x7f.1:${known.split(':')[1]}/v1`,
  ],
  ['a whole URL', ({ known }: Hosts) => `/relay/http://${known}/v1`],
  ['no host', () => '/relay/http/'],
  ['another protocol', ({ known }: Hosts) => `/relay/file/${known}/v1`],
  ['another site', () => '/relay/https/elsewhere.example/v1'],
])('refuses %s', async (_name, toPath) => {
  const { relay, known, unknown, reached } = await startCounted()
  const answer = await sendRaw(relay, toPath({ known, unknown }))
  expect(answer.status).toBe(403)
  expect(errorCode(answer.text)).toBe('unknown-origin')
  expect(reached()).toBe(0)
})

type Hosts = { readonly known: string; readonly unknown: string }

test.each([
  ['a foreign host name', { host: 'rebound.example' }],
  ['a host name that only begins like ours', { host: 'localhost.elsewhere.example:4173' }],
  ['a host that is none', { host: 'a b' }],
  ['a user name before our host name', { host: 'elsewhere.example@localhost' }],
  ['a path after our host name', { host: 'localhost/elsewhere.example' }],
  ['another way to write the loopback address', { host: '0x7f.1:4173' }],
  ['the root dot after our host name', { host: 'localhost.:4173' }],
  ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
  ['a page of another port', { 'sec-fetch-site': 'same-site' }],
  ['a foreign origin', { origin: 'http://elsewhere.example' }],
  ['another loopback port as origin', { origin: 'http://127.0.0.1:1' }],
  ['a sandboxed page', { origin: 'null' }],
  ['a script element', { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'script' }],
  ['an address typed in', { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' }],
  ['a picture', { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'image' }],
])('refuses %s', async (_name, headers) => {
  const { relay, known, reached } = await startCounted()
  const answer = await sendRaw(relay, `/relay/http/${known}/v1`, { headers })
  expect(answer.status).toBe(403)
  expect(errorCode(answer.text)).toBe('refused')
  expect(reached()).toBe(0)
})

test.each([
  ['no fetch metadata', {}],
  ['a loopback name with a port', { host: 'localhost:9999', origin: 'http://localhost:9999' }],
  ['a host name in capitals', { host: 'LOCALHOST:9999' }],
  ['the IPv6 loopback', { host: '[::1]:9999' }],
  ['a configured name', { host: 'sightline.example', origin: 'https://sightline.example' }],
  ['our own page', { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' }],
])('accepts %s', async (_name, headers) => {
  const { relay, known } = await startCounted()
  const answer = await sendRaw(relay, `/relay/http/${known}/v1`, { headers })
  expect(answer.text).toBe('reached')
})

test.each(['PUT', 'DELETE', 'PATCH', 'HEAD'])('refuses the method %s', async (method) => {
  const { relay, known, reached } = await startCounted()
  const answer = await sendRaw(relay, `/relay/http/${known}/v1`, { method })
  expect(answer.status).toBe(405)
  expect(reached()).toBe(0)
})

test('refuses a body whose announced length is over 64 MiB', async () => {
  const { relay, known, reached } = await startCounted()
  const answer = await sendRaw(relay, `/relay/http/${known}/v1`, {
    method: 'POST',
    headers: { 'content-length': 64 * 1024 * 1024 + 1, expect: '100-continue' },
  }).catch((error: unknown) => error)
  expect(answer).toMatchObject({ status: 413 })
  expect(reached()).toBe(0)
})
