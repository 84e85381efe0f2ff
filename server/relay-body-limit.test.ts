import { type OutgoingHttpHeaders, type RequestListener, request as requestHttp } from 'node:http'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { readText } from './testing/loopback-server.ts'
import { startRelayTo } from './testing/relay-server.ts'

const limit = 64 * 1024 * 1024

function* makePieces(bytes: number): Generator<Buffer> {
  const piece = Buffer.alloc(1024 * 1024)
  for (let left = bytes; left > 0; left -= piece.length) {
    yield piece.subarray(0, Math.min(left, piece.length))
  }
}

/** A relay to a server that counts bytes and says whether the request came to its end. */
async function startCounting() {
  const received = { bytes: 0, requests: 0, isWhole: false }
  const count: RequestListener = (request, response) => {
    received.requests += 1
    request.on('data', (chunk: Buffer) => {
      received.bytes += chunk.length
    })
    request.on('end', () => {
      received.isWhole = true
      response.end('done')
    })
  }
  const { relay, path } = await startRelayTo(count)
  /** Sends `bytes` zeros; without a length they go out in chunks. */
  const post = async (bytes: number, headers: OutgoingHttpHeaders) => {
    const url = `${relay}${path('/v1')}`
    const sent = requestHttp(url, { method: 'POST', headers, agent: false })
    const answered = new Promise<{ status: number | undefined; text: string }>(
      (resolve, reject) => {
        sent.once('error', reject)
        sent.once('response', (answer) => {
          readText(answer).then((text) => resolve({ status: answer.statusCode, text }), reject)
        })
      },
    )
    sent.flushHeaders()
    Readable.from(makePieces(bytes)).pipe(sent)
    return answered
  }
  return { post, received }
}

test.each([
  ['an announced length', { 'content-length': limit }],
  ['chunks', { 'transfer-encoding': 'chunked' }],
])('takes a body of exactly 64 MiB in %s', async (_name, headers) => {
  const { post, received } = await startCounting()
  expect(await post(limit, headers)).toEqual({ status: 200, text: 'done' })
  expect(received).toEqual({ bytes: limit, requests: 1, isWhole: true })
})

test('refuses a body of one byte more in chunks, and the server never gets a whole one', async () => {
  const { post, received } = await startCounting()
  const { status, text } = await post(limit + 1, { 'transfer-encoding': 'chunked' })
  expect([status, JSON.parse(text).error.code]).toEqual([413, 'too-large'])
  expect(received.isWhole).toBe(false)
})

test('refuses an announced length of one byte more before a byte is sent', async () => {
  const { post, received } = await startCounting()
  const { status, text } = await post(0, {
    'content-length': limit + 1,
    expect: '100-continue',
  })
  expect([status, JSON.parse(text).error.code]).toEqual([413, 'too-large'])
  expect(received.requests).toBe(0)
})
