import { describe, expect, test } from 'vitest'
import { parseConnectLink } from './connect-link.ts'

const link = (value: unknown) => `#connect=${encodeURIComponent(JSON.stringify(value))}`

describe('parseConnectLink', () => {
  test('fills the fields it names', () => {
    const fields = {
      provider: 'vllm',
      baseUrl: 'http://localhost:8000/v1',
      wire: 'messages',
      model: 'm',
    }
    expect(parseConnectLink(link(fields))).toEqual({ ok: true, value: fields })
  })

  test('leaves any other hash alone', () => {
    expect(parseConnectLink('')).toBeNull()
    expect(parseConnectLink('#recording=x')).toBeNull()
  })

  test.each([
    ['a key', link({ baseUrl: 'https://a.example', apiKey: 'sk' })],
    ['corrections', link({ model: 'm', corrections: { keyHeader: 'x-api-key' } })],
    ['an unknown wire', link({ wire: 'soap' })],
    ['a number for text', link({ model: 5 })],
    ['a list', link([])],
    ['a name that reads backwards', link({ model: 'glm\u202Eevil' })],
    ['an unknown provider', link({ provider: 'nonsense', model: 'm' })],
    ['a script for an address', link({ baseUrl: 'javascript:alert(1)' })],
    ['an address with a password', link({ baseUrl: 'https://me:secret@a.example' })],
    ['broken JSON', '#connect=%7B'],
    ['broken escapes', '#connect=%'],
    ['prototype keys', `#connect=${encodeURIComponent('{"__proto__":{"model":"x"}}')}`],
    ['endless text', link({ model: 'x'.repeat(5_000) })],
  ])('refuses %s as a whole, in one sentence with a next step', (_name, hash) => {
    const result = parseConnectLink(hash)
    expect(result).toMatchObject({ ok: false })
    if (result && !result.ok) expect(result.error).toMatch(/^This link .+\. Fill in/)
  })
})
