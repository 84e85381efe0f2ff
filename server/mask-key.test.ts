import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toRelayPath } from '../src/core/protocol/relay-path.ts'
import { maskKey } from './mask-key.ts'
import { readText, sendRaw, startServer } from './testing/loopback-server.ts'
import { startRelay } from './testing/relay-server.ts'

const KEY = 'sk-of/the"environment'
const STARS = '*'.repeat(KEY.length)

test('hides a key wherever a body is cut, and leaves every other byte', async () => {
  const plain = fc.string({ unit: 'binary', maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(
      plain,
      plain,
      fc.nat(20),
      fc.integer({ min: 1, max: 40 }),
      async (a, b, start, size) => {
        const before = `${a}${KEY.slice(0, start)}`
        const bytes = Buffer.from(`${before}${KEY}${b}`)
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        )
        const masked = await readText(Readable.from(pieces).pipe(maskKey(KEY)))
        expect(masked).toBe(`${before}${STARS}${b}`)
      },
    ),
    { seed: 5 },
  )
})

test.each([
  ['as it is', KEY],
  ['in JSON', JSON.stringify(KEY).slice(1, -1)],
  ['in JSON with escaped slashes', JSON.stringify(KEY).slice(1, -1).replaceAll('/', '\\/')],
  ['in a URL', encodeURIComponent(KEY)],
])(
  'a refusal that repeats the key of the environment %s does not reach the page with it',
  async (_title, form) => {
    const { status, text } = await askWithKey((response) => {
      response.writeHead(401, { 'Content-Type': 'text/plain', 'Content-Length': form.length + 10 })
      response.write(`wrong ${form.slice(0, 5)}`)
      setImmediate(() => response.end(`${form.slice(5)}, ok`))
    })
    expect(status).toBe(401)
    expect(text).toBe(`wrong ${'*'.repeat(form.length)}, ok`)
  },
)

test('a refusal that nobody can look through is its status alone', async () => {
  const { status, text, headers } = await askWithKey((response) => {
    response.writeHead(403, { 'Content-Encoding': 'gzip' }).end(gzipSync(`wrong ${KEY}`))
  })
  expect([status, text, headers['content-encoding']]).toEqual([403, '', undefined])
})

test('an answer is passed on as it is', async () => {
  const { text } = await askWithKey((response) => response.end(`said: ${KEY}`))
  expect(text).toBe(`said: ${KEY}`)
})

/** What a page gets of an answer, through a relay that adds the key. */
async function askWithKey(answer: (response: ServerResponse) => void) {
  const upstream = await startServer((_request, response) => answer(response))
  const relay = await startRelay([upstream], { keys: [[upstream, KEY]] })
  return sendRaw(relay, toRelayPath(`${upstream}/v1`) ?? '')
}
