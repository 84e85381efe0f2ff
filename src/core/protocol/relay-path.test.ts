import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toRelayPath } from './relay-path.ts'

describe('toRelayPath', () => {
  test.each([
    [
      'https://api.z.ai/api/paas/v4/chat/completions',
      '/relay/https/api.z.ai/api/paas/v4/chat/completions',
    ],
    ['http://localhost:8000/v1/models', '/relay/http/localhost:8000/v1/models'],
    ['http://[::1]:8080/v1', '/relay/http/[::1]:8080/v1'],
    ['HTTPS://API.Z.AI/V1', '/relay/https/api.z.ai/V1'],
    ['https://api.z.ai:443/v1', '/relay/https/api.z.ai/v1'],
    ['http://host:80/v1', '/relay/http/host/v1'],
    ['https://host:80/v1', '/relay/https/host:80/v1'],
    ['https://api.z.ai', '/relay/https/api.z.ai/'],
    ['https://api.z.ai/v1?limit=2#top', '/relay/https/api.z.ai/v1?limit=2'],
    ['https://api.z.ai?limit=2', '/relay/https/api.z.ai/?limit=2'],
  ])('%s becomes %s', (url, path) => {
    expect(toRelayPath(url)).toBe(path)
  })

  test.each([
    'https://api.z.ai@elsewhere.example/v1',
    'https://user:word@api.z.ai/v1',
    'ftp://api.z.ai/v1',
    'javascript:alert(1)',
    'https:///v1',
    '//api.z.ai/v1',
    'api.z.ai/v1',
    'https://api.z.ai\\@elsewhere.example/v1',
    'https://äpi.example/v1',
    'https://api z.ai/',
    '',
  ])('%j has no relay path', (url) => {
    expect(toRelayPath(url)).toBeNull()
  })

  test('names exactly the host that URL reads, for every web URL without a user name', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (text) => {
        const url = new URL(text)
        url.hash = ''
        const scheme = url.protocol.slice(0, -1)
        const path = `/relay/${scheme}/${url.host}${url.href.slice(url.origin.length)}`
        expect(toRelayPath(`${url.href}#part`)).toBe(path)
      }),
      { seed: 4173, numRuns: 200 },
    )
  })
})
