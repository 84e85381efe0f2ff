import { describe, expect, it } from 'vitest'
import { redactSecrets } from './redact.ts'

describe('redactSecrets', () => {
  it.each([
    ['a key', 'got my-key twice: my-key', ['my-key'], 'got •••• twice: ••••'],
    ['a key inside of another', 'abcdef abcd', ['abcd', 'abcdef'], '•••• ••••'],
    ['a percent-encoded key', 'url?k=a%2Fb%3Dc', ['a/b=c'], 'url?k=••••'],
    ['white space around the key', 'got my-key', [' my-key\n'], 'got ••••'],
    ['a bearer token that nobody named', 'Authorization: Bearer xyz', [], 'Authorization: ••••'],
    ['a key of a known form', 'Incorrect key sk-abcdef123456', [], 'Incorrect key ••••'],
    ['no secret', 'plain words', ['', ' ', 'a'], 'plain words'],
    ['a key with half a character', 'x\ud800y1', ['x\ud800y1'], '••••'],
  ])('masks %s', (_title, text, secrets, expected) => {
    expect(redactSecrets(text, secrets)).toBe(expected)
  })
})
