import { expect, test } from 'vitest'
import { createDraft, withRepair } from './connect-draft.ts'
import { findLeftOut } from './find-left-out.ts'

const DRAFT = createDraft(null, [])

test.each([
  [
    'https://a.example/v1?api-version=2',
    'The query (api-version) is no part of a base URL; it is left out.',
    { baseUrl: 'https://a.example/v1', key: '' },
  ],
  [
    'https://a.example/v1?api_key=sk-secret',
    'The query (api_key) holds a key; here it is left out and not sent.',
    { baseUrl: 'https://a.example/v1', key: 'sk-secret' },
  ],
  [
    'https://a.example/v1#top',
    'What follows ? or # is no part of a base URL; it is left out.',
    { baseUrl: 'https://a.example/v1', key: '' },
  ],
  [
    'https://a.example/v1/chat/completions',
    'The base URL ends before /chat/completions, which belongs to the requests; it is left out.',
    { baseUrl: 'https://a.example/v1', key: '' },
  ],
])('of %s it is said what is left out, and a button does it', (typed, sentence, mended) => {
  const problem = findLeftOut(typed)
  expect(problem?.sentence).toBe(sentence)
  expect(problem?.sentence).not.toContain('secret')
  const draft = { ...DRAFT, baseUrl: typed }
  expect(withRepair(draft, problem?.repair?.changes ?? {})).toEqual({ ...draft, ...mended })
})

test('behind a query the path of a request is named next', () => {
  const first = findLeftOut('https://a.example/v1/messages?key=1')
  const next = findLeftOut(first?.repair?.changes.baseUrl ?? '')
  expect(next?.repair?.changes.baseUrl).toBe('https://a.example/v1')
})

test.each(['https://a.example/v1', 'a.example?key=1'])('of %s nothing is left out', (typed) => {
  expect(findLeftOut(typed)).toBeNull()
})
