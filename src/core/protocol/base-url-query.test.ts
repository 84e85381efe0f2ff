import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBaseUrlQuery } from './base-url-query.ts'

test.each([
  ['https://a.example/v1?api_key=sk-1', ['api_key'], 'sk-1'],
  ['https://a.example/v1/?key=a%2Fb&alt=sse', ['key', 'alt'], 'a/b'],
  ['https://a.example/v1?key=%zz', ['key'], '%zz'],
  ['https://a.example/v1#access_token=t=1', ['access_token'], 't=1'],
  ['https://a.example/v1?api-version=2025-01-01', ['api-version'], null],
  ['https://a.example/v1?monkey=1&key=', ['monkey', 'key'], null],
  ['https://a.example/v1?sk-secret', [], null],
])('reads what stands behind the path of %s', (typed, names, key) => {
  expect(readBaseUrlQuery(typed)).toEqual({ baseUrl: 'https://a.example/v1', names, key })
})

test.each(['https://a.example/v1', 'https://a.example/v1?', 'a.example?key=1', ''])(
  'finds nothing behind %j',
  (typed) => {
    expect(readBaseUrlQuery(typed)).toBeNull()
  },
)

test('never names a value, and always leaves an address without query', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 5 }), (parts) => {
      const query = readBaseUrlQuery(`https://a.example/v1?${parts.join('&')}`)
      if (query === null) return
      expect(query.baseUrl).toBe('https://a.example/v1')
      for (const name of query.names) expect(parts.join('&')).toContain(`${name}=`)
    }),
    { seed: 3 },
  )
})
