import type { IncomingMessage, RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import type { ResolveName } from './guarded-lookup.ts'
import { sendBytes, startServer } from './testing/loopback-server.ts'
import { startRelay } from './testing/relay-server.ts'

/** What the names of the catalog lead to in these tests. */
const addresses: Readonly<Record<string, readonly string[]>> = {
  'loopback.example': ['127.0.0.1'],
  'lan.example': ['192.168.0.1'],
  'metadata.example': ['169.254.169.254'],
  'mixed.example': ['1.1.1.1', '127.0.0.1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'nat64.example': ['64:ff9b::7f00:1'],
  'unique-local.example': ['fd00::1'],
  'ipv6.example': ['::1'],
}

const resolve: ResolveName = (hostname, _options, callback) => {
  const found = addresses[hostname] ?? []
  callback(
    null,
    found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  )
}

/**
 * Lines end where ` | ` stands, and `Connection: close` follows the last header. `{known}` is a server that the relay
 * knows, `{unknown}` one that it does not, `{known-port}` the port of the first, `{relay}` a good path to it. The relay's
 * catalog also names public servers; they lead to this computer, where one listens at `{hidden-port}`.
 */
type Row = readonly [title: string, sent: string, answer: string]

const foreignPages: readonly Row[] = [
  [
    'a foreign host name pointed at this computer (DNS rebinding)',
    'GET {relay} HTTP/1.1 | Host: rebound.example',
    '403 refused',
  ],
  [
    'a host name that only begins like ours',
    'GET {relay} HTTP/1.1 | Host: localhost.elsewhere.example:4173',
    '403 refused',
  ],
  ['a host that is none', 'GET {relay} HTTP/1.1 | Host: a b', '403 refused'],
  [
    'a user name before our host name',
    'GET {relay} HTTP/1.1 | Host: elsewhere.example@localhost',
    '403 refused',
  ],
  [
    'a path after our host name',
    'GET {relay} HTTP/1.1 | Host: localhost/elsewhere.example',
    '403 refused',
  ],
  [
    'another way to write the loopback address',
    'GET {relay} HTTP/1.1 | Host: 0x7f.1:4173',
    '403 refused',
  ],
  [
    'the root dot after our host name',
    'GET {relay} HTTP/1.1 | Host: localhost.:4173',
    '403 refused',
  ],
  ['no host, as HTTP/1.0 allows', 'GET {relay} HTTP/1.0 | Accept: */*', '403 refused'],
  ['no host, as HTTP/1.1 forbids', 'GET {relay} HTTP/1.1 | Accept: */*', '400'],
  ['an empty host', 'GET {relay} HTTP/1.1 | Host:', '403 refused'],
  ['two hosts', 'GET {relay} HTTP/1.1 | Host: localhost | Host: rebound.example', '403 refused'],
  [
    'a page of another site',
    'GET {relay} HTTP/1.1 | Host: localhost | Sec-Fetch-Site: cross-site',
    '403 refused',
  ],
  [
    'a page of another port',
    'GET {relay} HTTP/1.1 | Host: localhost | Sec-Fetch-Site: same-site',
    '403 refused',
  ],
  [
    'two claims of a site',
    'GET {relay} HTTP/1.1 | Host: localhost | Sec-Fetch-Site: same-origin | Sec-Fetch-Site: cross-site',
    '403 refused',
  ],
  [
    'a foreign origin',
    'GET {relay} HTTP/1.1 | Host: localhost | Origin: http://elsewhere.example',
    '403 refused',
  ],
  [
    'another loopback port as origin',
    'GET {relay} HTTP/1.1 | Host: localhost | Origin: http://localhost:1',
    '403 refused',
  ],
  ['a sandboxed page', 'GET {relay} HTTP/1.1 | Host: localhost | Origin: null', '403 refused'],
  [
    'an address typed in or a link followed',
    'GET {relay} HTTP/1.1 | Host: localhost | Sec-Fetch-Site: none | Sec-Fetch-Dest: document',
    '403 refused',
  ],
  [
    'a script element',
    'GET {relay} HTTP/1.1 | Host: localhost | Sec-Fetch-Site: same-origin | Sec-Fetch-Dest: script',
    '403 refused',
  ],
  [
    'a picture',
    'GET {relay} HTTP/1.1 | Host: localhost | Sec-Fetch-Site: same-origin | Sec-Fetch-Dest: image',
    '403 refused',
  ],
  [
    'a frame',
    'GET {relay} HTTP/1.1 | Host: localhost | Sec-Fetch-Site: same-origin | Sec-Fetch-Dest: iframe',
    '403 refused',
  ],
  [
    'a WebSocket',
    'GET {relay} HTTP/1.1 | Host: localhost | Upgrade: websocket | Sec-WebSocket-Version: 13',
    '403 refused',
  ],
  [
    'another protocol',
    'POST {relay} HTTP/1.1 | Host: localhost | Upgrade: h2c | Content-Length: 0',
    '403 refused',
  ],
]

const foreignTargets: readonly Row[] = [
  [
    'another site',
    'GET /relay/https/elsewhere.example/v1 HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  ['another port', 'GET /relay/http/{unknown}/v1 HTTP/1.1 | Host: localhost', '403 unknown-origin'],
  [
    'another scheme',
    'GET /relay/https/{known}/v1 HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'a scheme that is not for the web',
    'GET /relay/file/{known}/etc/passwd HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  ['no host to go to', 'GET /relay/http/ HTTP/1.1 | Host: localhost', '403 unknown-origin'],
  [
    'a whole URL as target',
    'GET /relay/http://{known}/v1 HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'the known host as user name of another',
    'GET /relay/http/{known}@{unknown}/v1 HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'a user name before the known host',
    'GET /relay/http/user@{known}/v1 HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'a backslash that some take for a slash',
    'GET /relay/http/{known}\\@{unknown}/v1 HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'an escaped at sign',
    'GET /relay/http/{known}%40{unknown}/v1 HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'an escaped letter of the host',
    'GET /relay/http/%3127.0.0.1:{known-port}/v1 HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'another way to write the known address',
    'GET /relay/http/0x7f.1:{known-port}/v1 HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'the known address in full-width digits',
    'GET /relay/http/\xef\xbc\x91\x32\x37.0.0.1:{known-port}/v1 HTTP/1.1 | Host: localhost',
    '400',
  ],
  [
    'a default port written out',
    'GET /relay/http/lan.example:80/v1 HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'a slash escaped in the host',
    'GET /relay/http/{known}%2fv1 HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'a slash escaped in our prefix',
    'GET /relay%2fhttp/{known}/v1 HTTP/1.1 | Host: localhost',
    '404',
  ],
  [
    'steps up to another host',
    'GET /relay/http/{known}/../{unknown}/v1 HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'steps up to a file',
    'GET /relay/../../etc/passwd HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'escaped steps up',
    'GET /relay/http/{known}/v1/%2e%2e/admin HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'steps up behind escaped slashes',
    'GET /relay/http/{known}/v1/..%2F..%2Fadmin HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'steps up before a path parameter',
    'GET /relay/http/{known}/v1/..;/admin HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'steps up before a path parameter, escaped',
    'GET /relay/http/{known}/v1/%2e.%3Bx=1/admin HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'steps up that are escaped twice',
    'GET /relay/http/{known}/v1/%252e%252e/admin HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'steps up that are escaped three times',
    'GET /relay/http/{known}/v1/%25252e%25252e/admin HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'an escape that is none',
    'GET /relay/http/{known}/v1/%u002e%u002e/admin HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'steps up behind backslashes',
    'GET /relay/http/{known}/v1\\..\\admin HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'an escaped line break',
    'GET /relay/http/{known}/v1%0d%0aX-Injected:%201 HTTP/1.1 | Host: localhost',
    '403 unknown-origin',
  ],
  [
    'a line break in the path',
    'GET /relay/http/{known}/v1\r\nX-Injected: 1 HTTP/1.1 | Host: localhost',
    '403 refused',
  ],
  [
    'a request as a proxy would get it',
    'GET http://{unknown}/v1 HTTP/1.1 | Host: {unknown}',
    '404',
  ],
  [
    'the relay as a proxy would be asked for it',
    'GET http://localhost{relay} HTTP/1.1 | Host: localhost',
    '404',
  ],
]

const privatePlaces: readonly Row[] = [
  'loopback.example',
  'lan.example',
  'metadata.example',
  'mixed.example',
  'mapped.example',
  'nat64.example',
  'unique-local.example',
  'ipv6.example',
  '127.0.0.1',
  '[::1]',
  '[::ffff:7f00:1]',
].map((host) => [
  `a public server that leads to a private address: ${host} (${addresses[host] ?? 'itself'})`,
  `POST /relay/http/${host}:{hidden-port}/v1 HTTP/1.1 | Host: localhost | Content-Length: 6 | | secret`,
  '403 private-address',
])

const badForms: readonly Row[] = [
  ['the method CONNECT', 'CONNECT {unknown} HTTP/1.1 | Host: localhost', 'hangs up'],
  ['the method TRACE', 'TRACE {relay} HTTP/1.1 | Host: localhost', '405 method'],
  ['the method PUT', 'PUT {relay} HTTP/1.1 | Host: localhost | Content-Length: 0', '405 method'],
  ['the method DELETE', 'DELETE {relay} HTTP/1.1 | Host: localhost', '405 method'],
  ['the method PATCH', 'PATCH {relay} HTTP/1.1 | Host: localhost', '405 method'],
  ['the method HEAD', 'HEAD {relay} HTTP/1.1 | Host: localhost', '405'],
  ['a method that is none', 'STEAL {relay} HTTP/1.1 | Host: localhost', '400'],
  [
    'a body over 64 MiB',
    'POST {relay} HTTP/1.1 | Host: localhost | Content-Length: 67108865',
    '413 too-large',
  ],
  ['headers of 20 kB', 'GET {relay} HTTP/1.1 | Host: localhost | X-Long: {20 kB}', '431'],
  ['a path of 20 kB', 'GET {relay}/{20 kB} HTTP/1.1 | Host: localhost', '431'],
  [
    'two ways to tell the length (request smuggling)',
    'POST {relay} HTTP/1.1 | Host: localhost | Content-Length: 4 | Transfer-Encoding: chunked | | 0',
    '400',
  ],
  [
    'two lengths (request smuggling)',
    'POST {relay} HTTP/1.1 | Host: localhost | Content-Length: 1 | Content-Length: 2 | | aa',
    '400',
  ],
  [
    'an encoding after chunked (request smuggling)',
    'POST {relay} HTTP/1.1 | Host: localhost | Transfer-Encoding: chunked, identity | | 0',
    '400',
  ],
  [
    'an encoding before chunked (request smuggling)',
    'POST {relay} HTTP/1.1 | Host: localhost | Transfer-Encoding: gzip, chunked | | 0',
    '400 refused',
  ],
  [
    'chunked said twice (request smuggling)',
    'POST {relay} HTTP/1.1 | Host: localhost | Transfer-Encoding: chunked | Transfer-Encoding: chunked | | 0',
    '400',
  ],
  [
    'two keys in one header',
    'GET {relay} HTTP/1.1 | Host: localhost | X-Api-Key: a | X-Api-Key: b',
    '400 refused',
  ],
  [
    'two keys as authorization',
    'GET {relay} HTTP/1.1 | Host: localhost | Authorization: Bearer a | Authorization: Bearer b',
    '400 refused',
  ],
  [
    'a key with a letter that no key has',
    'GET {relay} HTTP/1.1 | Host: localhost | Authorization: Bearer \xe9',
    '400 refused',
  ],
  [
    'a space before a colon (request smuggling)',
    'POST {relay} HTTP/1.1 | Host: localhost | Transfer-Encoding : chunked | | 0',
    '400',
  ],
  ['the first words of HTTP/2', 'PRI * HTTP/2.0 | | SM', '400'],
]

test.each([...foreignPages, ...foreignTargets, ...privatePlaces, ...badForms])(
  'refuses %s',
  async (_title, sent, answer) => {
    const { ask, visits } = await startHostile()
    expect(await ask(sent)).toBe(answer)
    expect(visits).toEqual([])
  },
)

test.each([
  ['another host', 'http://{unknown}/v1'],
  ['another host, without a scheme', '//{unknown}/v1'],
  ['a private address', 'http://169.254.169.254/latest/meta-data'],
  ['a file', 'file:///etc/passwd'],
])('follows no redirect of a known server to %s', async (_title, location) => {
  const { ask, visits } = await startHostile(location)
  expect(await ask('GET {relay} HTTP/1.1 | Host: localhost')).toBe('502 redirect')
  expect(visits.map(({ url }) => url)).toEqual(['/v1'])
})

test.each([
  ['cookies', 'GET {relay} HTTP/1.1 | Host: localhost | Cookie: session=canary', '/v1'],
  [
    'what a proxy would be told',
    'GET {relay} HTTP/1.1 | Host: localhost | X-Forwarded-For: canary | Proxy-Authorization: canary',
    '/v1',
  ],
  [
    'headers that the connection names',
    'GET {relay} HTTP/1.1 | Host: localhost | X-Canary: canary | Keep-Alive: canary',
    '/v1',
  ],
  [
    'a body that a GET brings along',
    'GET {relay} HTTP/1.1 | Host: localhost | Content-Length: 31 | | GET /canary HTTP/1.1\r\nHost: a\r\n\r\n',
    '/v1',
  ],
  [
    'the fragment, and keeps a slash escaped',
    'GET {relay}/models/zai-org%2FGLM-4.6V?a=%2e%2e HTTP/1.1 | Host: localhost',
    '/v1/models/zai-org%2FGLM-4.6V?a=%2e%2e',
  ],
])('passes a request on without %s', async (_title, sent, url) => {
  const { ask, visits } = await startHostile()
  expect(await ask(sent)).toBe('200')
  expect(visits.map((visit) => visit.url)).toEqual([url])
  expect(JSON.stringify(visits.map(({ rawHeaders }) => rawHeaders))).not.toContain('canary')
})

/** A relay with an environment key, and a record of what reached any server. */
async function startHostile(location?: string) {
  const visits: IncomingMessage[] = []
  const visit: RequestListener = (request, response) => {
    visits.push(request)
    if (location === undefined) response.end('reached')
    else response.writeHead(307, { location: fill(location) }).end()
  }
  const known = await startServer(visit)
  const unknown = await startServer(visit)
  const hidden = await startServer(visit)
  const { host: knownHost, port: knownPort } = new URL(known)
  const { host: unknownHost } = new URL(unknown)
  const { port: hiddenPort } = new URL(hidden)
  const fill = (text: string): string =>
    text
      .replaceAll('{relay}', `/relay/http/${knownHost}/v1`)
      .replaceAll('{known}', knownHost)
      .replaceAll('{unknown}', unknownHost)
      .replaceAll('{known-port}', knownPort)
      .replaceAll('{hidden-port}', hiddenPort)
      .replaceAll('{20 kB}', 'a'.repeat(20_000))
  const publicHosts = [...Object.keys(addresses), '[::1]', '[::ffff:7f00:1]']
  const relay = await startRelay([known], {
    keys: [[known, 'key-of-the-environment']],
    publicOrigins: [
      'http://lan.example',
      `http://127.0.0.1:${hiddenPort}`,
      ...publicHosts.map((host) => `http://${host}:${hiddenPort}`),
    ],
    resolve,
  })
  const ask = async (sent: string): Promise<string> => {
    const [head = '', body = ''] = fill(sent).split(' | | ')
    const lines = [...head.split(' | '), 'Connection: close', '', body]
    return nameAnswer(await sendBytes(relay, lines.join('\r\n')))
  }
  return { ask, visits }
}

/** The status of an answer and, where the relay refused in its own words, its code. */
function nameAnswer(text: string): string {
  if (text === '') return 'hangs up'
  const [, status = 'no HTTP'] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? []
  const [, code] = /"type":"relay_error","code":"([^"]+)"/.exec(text) ?? []
  return code === undefined ? status : `${status} ${code}`
}
