import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Exchange } from '@/core/run/exchange.ts'
import { createFakePorts } from '@/testing/fake-ports.ts'
import { recordExchange } from './record-exchange.ts'

const KEY = 'aab-aab-key/1'

function record(key: string | null) {
  const exchanges: Exchange[] = []
  const request = {
    url: 'https://host.test/v1/chat/completions',
    method: 'POST',
    headers: {},
    body: '{}',
    keyHeader: 'authorization',
  } as const
  const { ports } = createFakePorts()
  const outgoing = { request, transport: 'direct', key } as const
  const recorder = recordExchange(ports, exchanges, outgoing, 'chat-completions')
  const read = () => exchanges[0]?.chunks ?? []
  return { recorder, exchanges, read }
}

const textOf = (chunks: Exchange['chunks']) =>
  chunks.map(({ bytes }) => new TextDecoder().decode(bytes)).join('')

test('whoever looks while the bytes come never sees a part of the key, however it is cut', () => {
  const word = fc.constantFrom(KEY, 'aab-', 'a', 'data: ', '\n')
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 8 }),
      fc.array(fc.nat(), { maxLength: 12 }),
      (words, cuts) => {
        const text = `${words.join('')}!`
        const bytes = new TextEncoder().encode(text)
        const places = [...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b)
        const { recorder, read } = record(KEY)
        let seen = ''
        for (const [index, start] of [0, ...places].entries()) {
          recorder.onBytes(bytes.slice(start, places[index] ?? bytes.length), index)
          const now = textOf(read())
          // What was once shown never changes behind the back of who has read it.
          expect(now.startsWith(seen)).toBe(true)
          seen = now
        }
        recorder.finish()
        const all = textOf(read())
        expect(all.startsWith(seen)).toBe(true)
        expect(all).toHaveLength(text.length)
        expect(all).not.toContain(KEY)
        expect(read()).toHaveLength(places.length + 1)
      },
    ),
    { seed: 9, numRuns: 500 },
  )
})

test('times, heads and bytes are kept as they came, and a header that repeats the key is masked', () => {
  const { recorder, exchanges, read } = record(KEY)
  recorder.onResponse({ status: 200, headers: [['x-request-id', `id ${KEY}`]] }, 4)
  recorder.onBytes(new TextEncoder().encode('one'), 7)
  recorder.finish()
  expect(exchanges[0]).toMatchObject({
    keyIsSent: true,
    response: { status: 200, headers: [['x-request-id', 'id ••••']], atMs: 4 },
  })
  expect(read().map(({ atMs }) => atMs)).toEqual([7])
  expect(record(null).exchanges[0]?.keyIsSent).toBe(false)
})

test('an answer that never ends is kept up to 32 MiB, and says that more came', () => {
  const { recorder, exchanges, read } = record(null)
  const comment = new Uint8Array(1024 * 1024).fill(0x3a)
  recorder.onResponse({ status: 200, headers: [] }, 1)
  for (let index = 0; index < 40; index += 1) {
    recorder.onBytes(comment, index)
    expect(exchanges[0]?.isCut).toBe(index < 32 ? undefined : true)
  }
  recorder.finish()
  expect(read()).toHaveLength(32)
  expect(exchanges[0]?.response?.status).toBe(200)
})

test('an answer in endless pieces of one byte is kept up to 200,000 of them', () => {
  const { recorder, exchanges, read } = record(null)
  const byte = new Uint8Array(1)
  for (let index = 0; index < 200_100; index += 1) recorder.onBytes(byte, index)
  recorder.finish()
  expect(read()).toHaveLength(200_000)
  expect(exchanges[0]?.isCut).toBe(true)
})

test('a key that begins where keeping ends is not kept in part', () => {
  const { recorder, exchanges, read } = record(KEY)
  for (let index = 1; index < 200_000; index += 1) recorder.onBytes(new Uint8Array(1), 0)
  recorder.onBytes(new TextEncoder().encode(KEY.slice(0, 5)), 1)
  recorder.onBytes(new TextEncoder().encode(KEY.slice(5)), 2)
  recorder.finish()
  expect(read()).toHaveLength(199_999)
  expect(exchanges[0]?.isCut).toBe(true)
})
