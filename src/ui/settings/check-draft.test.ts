import { describe, expect, test } from 'vitest'
import { checkDraft } from './check-draft.ts'
import { type ConnectDraft, createDraft } from './connect-draft.ts'

const DRAFT: ConnectDraft = { ...createDraft(null, []), providerId: 'custom', model: 'm' }

const PAGE = 'http://127.0.0.1:4173'

describe('checkDraft', () => {
  test.each([
    ['https://api.example.com/v1/', 'https://api.example.com/v1'],
    ['http://localhost:8000/v1', 'http://localhost:8000/v1'],
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000'],
  ])('takes %s', (baseUrl, clean) => {
    expect(checkDraft({ ...DRAFT, baseUrl }, false, PAGE)).toMatchObject({ baseUrl: clean })
  })

  test('plain http to another computer needs the relay', () => {
    const draft = { ...DRAFT, baseUrl: 'http://192.168.1.5:8000/v1' }
    expect(checkDraft(draft, true, PAGE).baseUrl).toBe(draft.baseUrl)
    const { baseUrl, errors } = checkDraft(draft, false, PAGE)
    expect(baseUrl).toBeNull()
    expect(errors.baseUrl).toContain('SIGHTLINE_RELAY_ORIGINS=http://192.168.1.5:8000')
  })

  test.each([
    ['no address', { baseUrl: '' }, 'baseUrl'],
    ['no model', { baseUrl: 'https://a.example', model: ' ' }, 'model'],
    ['the address of the page itself', { baseUrl: `${PAGE}/relay/https/a.example` }, 'baseUrl'],
    ['a key in curly quotes', { baseUrl: 'https://a.example', key: '“sk-1”' }, 'key'],
    ['a wire that is not spoken', { baseUrl: 'https://a.example', wire: 'messages' }, 'wire'],
  ] as const)('refuses %s with a sentence at its field', (_name, changes, field) => {
    const { baseUrl, errors } = checkDraft({ ...DRAFT, ...changes }, false, PAGE)
    expect(baseUrl).toBeNull()
    expect(errors[field]).toMatch(/\.$/)
  })
})
