import { describe, expect, it } from 'vitest'
import { cpuTime } from '@/testing/cpu-time.ts'
import { createStreamDecoder } from './decode-stream.ts'

const MEBIBYTE = 1024 * 1024

/** Pushes the same piece again and again until the run ends; null where it has not after so many. */
function pushUntilEnd(first: string, piece: string, most: number, httpStatus: number) {
  const decoder = createStreamDecoder({ wire: 'chat-completions', httpStatus })
  const bytes = new TextEncoder().encode(piece)
  let events = decoder.push(new TextEncoder().encode(first))
  for (let count = 1; count <= most && events.length === 0; count += 1) {
    events = decoder.push(bytes)
  }
  return events.at(-1) ?? null
}

describe('a body that never ends', () => {
  it('holds no run up where it is an error, and keeps its words', () => {
    const first = '{"error":{"message":"real \\"reason\\"","code":"1211"},"pad":"'
    expect(pushUntilEnd(first, 'x'.repeat(65_536), 20, 400)).toMatchObject({
      type: 'end',
      status: 'error',
      error: { kind: 'model', code: '1211', message: 'real "reason"' },
    })
  })

  it('is named where it is an answer, and not called broken by the server', () => {
    expect(pushUntilEnd('{"pad":"', 'x'.repeat(MEBIBYTE), 17, 200)).toMatchObject({
      type: 'end',
      status: 'error',
      error: { kind: 'protocol', message: expect.stringContaining('larger than 16 million') },
    })
  })
})

describe('an error whose JSON is cut', () => {
  const decode = (body: string) => {
    const decoder = createStreamDecoder({ wire: 'chat-completions', httpStatus: 400 })
    const events = decoder.push(new TextEncoder().encode(body))
    const end = [...events, ...decoder.end()].at(-1)
    return end?.type === 'end' ? end.error : undefined
  }

  it.each([
    ['behind its words', '{"error":{"message":"no such picture","code":7,', 'no such picture'],
    ['in its words', '{"error": {"message": "no such pic', 'no such pic'],
    ['in an escape', '{"error":"no\\u12', 'no\\u12'],
    ['where it is no object', '["message":"x"', '["message":"x"'],
    ['before its words', '{"error":{"me', '{"error":{"me'],
  ])('keeps what it says, cut %s', (_place, body, message) => {
    expect(decode(body)?.message).toBe(message)
  })

  it('costs no more than its length', () => {
    const hostile = [
      '{"message":"'.repeat(90_000),
      `{"message"${' '.repeat(900_000)}`,
      '{"message":"\\\\'.repeat(60_000),
      `{${'"code":"'.repeat(120_000)}`,
      `{"a":${'['.repeat(900_000)}`,
    ]
    const spent = cpuTime(() => {
      for (const body of hostile) expect(decode(body)).toMatchObject({ kind: 'request' })
    })
    expect(spent).toBeLessThan(5000)
  })
})
