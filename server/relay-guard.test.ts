import { expect, test } from 'vitest'
import { sendRaw } from './testing/loopback-server.ts'
import { startRelay, startRelayTo } from './testing/relay-server.ts'

test.each([
  ['no fetch metadata', {}],
  ['a loopback name with a port', { host: 'localhost:9999', origin: 'http://localhost:9999' }],
  ['a host name in capitals', { host: 'LOCALHOST:9999' }],
  ['the IPv6 loopback', { host: '[::1]:9999' }],
  ['a configured name', { host: 'sightline.example', origin: 'https://sightline.example' }],
  ['our own page', { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' }],
])('accepts %s', async (_name, headers) => {
  const { upstream } = await startRelayTo((_request, response) => response.end('reached'))
  const relay = await startRelay([upstream], { hostnames: ['sightline.example'] })
  const answer = await sendRaw(relay, `/relay/http/${new URL(upstream).host}/v1`, { headers })
  expect(answer.text).toBe('reached')
})
