import { expect, test } from 'vitest'
import { containFailures, nameFailure } from './contain-failures.ts'
import { sendRaw, startServer } from './testing/loopback-server.ts'

class SpokenError extends TypeError {
  override readonly name = 'SpokenError'
  readonly code = 'ERR_SPOKEN'
}

test('a handler that throws answers 500, is logged without secrets, and the next request is served', async () => {
  const lines: string[] = []
  const handler = containFailures(
    (request, response) => {
      if (request.url !== '/fine') throw new SpokenError('canary\nin the message')
      response.end('fine')
    },
    (line) => lines.push(line),
  )
  const origin = await startServer(handler)
  const failed = await sendRaw(origin, '/fails?key=canary', {
    headers: { authorization: 'canary' },
  })
  expect(failed.status).toBe(500)
  expect(JSON.parse(failed.text).error.code).toBe('internal')
  expect(lines).toEqual(['A GET request failed: SpokenError ERR_SPOKEN'])
  expect(failed.text).not.toContain('canary')
  expect((await sendRaw(origin, '/fine')).text).toBe('fine')
})

test('headers of an answer that failed do not distort the answer about it', async () => {
  const origin = await startServer(
    containFailures(
      (_request, response) => {
        response.setHeader('content-length', 3)
        response.setHeader('content-encoding', 'gzip')
        throw new RangeError('too late')
      },
      () => undefined,
    ),
  )
  const { status, headers, text } = await sendRaw(origin, '/')
  expect([status, JSON.parse(text).error.code]).toEqual([500, 'internal'])
  expect(headers).not.toHaveProperty('content-encoding')
})

test('an answer that has begun breaks off, so that it does not look whole', async () => {
  const origin = await startServer(
    containFailures(
      (_request, response) => {
        response.write('half')
        throw new RangeError('midway')
      },
      () => undefined,
    ),
  )
  await expect(sendRaw(origin, '/')).rejects.toThrow()
})

test.each([
  [new Error('canary'), 'Error'],
  [Object.assign(new Error('canary'), { code: 7 }), 'Error'],
  [Object.assign(new RangeError('canary'), { code: 'ERR_X' }), 'RangeError ERR_X'],
  ['canary', 'not an Error'],
  [undefined, 'not an Error'],
])('names failure %# by its name and code alone', (error, name) => {
  expect(nameFailure(error)).toBe(name)
})
