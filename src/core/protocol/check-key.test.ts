import { expect, test } from 'vitest'
import { checkKey } from './check-key.ts'

test.each([[''], ['sk-abc'], ['  sk-abc\n'], ['0123456789abcdef0123456789abcdef.AbCdEfGh']])(
  'takes %j',
  (key) => {
    expect(checkKey(key)).toBeNull()
  },
)

test.each([
  ['sk-abc def', /a space behind character 6 /, 'sk-abcdef'],
  ['sk-abc\ndef', /a line break behind character 6 /, 'sk-abcdef'],
  ['sk-abc\r\ndef', /a line break/, 'sk-abcdef'],
  ['sk\tabc', /a tab behind character 2 /, 'skabc'],
  ['sk\u00a0abc', /a space behind/, 'skabc'],
  ['Bearer sk-abc', /begins with "Bearer"/, 'sk-abc'],
  ['Authorization: bearer sk-abc', /begins with "Bearer"/, 'sk-abc'],
  ['"sk-abc"', /quotation marks/, 'sk-abc'],
  ['\u201csk-abc\u201d', /quotation marks/, 'sk-abc'],
])('names what is wrong with %j and mends it', (key, sentence, mended) => {
  const problem = checkKey(key)
  expect(problem?.sentence).toMatch(sentence)
  expect(problem?.repair?.key).toBe(mended)
  expect(checkKey(mended)).toBeNull()
})

test('a character that no key has is named by its place, and nothing of the key is repeated', () => {
  const problem = checkKey('secret\u2019key')
  expect(problem?.sentence).toMatch(/^Character 7 of the key/)
  expect(problem?.repair).toBeNull()
  expect(JSON.stringify(checkKey('secret key'))).not.toContain('"secret key')
  expect(checkKey('secret key')?.sentence).not.toContain('secret')
})
