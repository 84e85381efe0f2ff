import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseBaseUrl } from './base-url.ts'
import { mendBaseUrl } from './mend-base-url.ts'

test.each([
  ['localhost:8000/v1', 'http://localhost:8000/v1'],
  ['//localhost:8000/v1', 'http://localhost:8000/v1'],
  ['192.168.1.5:8000', 'http://192.168.1.5:8000'],
  ['workstation:8000/v1', 'http://workstation:8000/v1'],
  ['api.z.ai/api/paas/v4', 'https://api.z.ai/api/paas/v4'],
  ['https://me:secret@api.z.ai/api/paas/v4', 'https://api.z.ai/api/paas/v4'],
  ['http://me@localhost:8000/v1', 'http://localhost:8000/v1'],
  ['me:secret@localhost:8000/v1', 'http://localhost:8000/v1'],
  ['ws://localhost:8000/v1', 'http://localhost:8000/v1'],
])('%s was meant as %s', (typed, meant) => {
  expect(mendBaseUrl(typed)).toBe(meant)
})

test.each([
  [''],
  ['https://'],
  ['not an address'],
  ['http://localhost:99999/v1'],
  ['javascript:alert(1)'],
])('nothing can be made of %j', (typed) => {
  expect(mendBaseUrl(typed)).toBeNull()
})

test('what is offered is always an address without credentials', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl({ withFragments: true })), (typed) => {
      const meant = mendBaseUrl(typed)
      if (meant === null) return
      expect(parseBaseUrl(meant)).toMatchObject({ ok: true, value: { href: meant } })
    }),
    { seed: 7 },
  )
})
