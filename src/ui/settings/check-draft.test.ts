import { describe, expect, test } from 'vitest'
import { checkDraft, type DraftSurroundings } from './check-draft.ts'
import { type ConnectDraft, createDraft, withRepair } from './connect-draft.ts'

const DRAFT: ConnectDraft = { ...createDraft(null, []), providerId: 'custom', model: 'm' }

const PAGE = 'http://127.0.0.1:4173'
const PLAIN: DraftSurroundings = { usesRelay: false, canUseRelay: false, pageOrigin: PAGE }

const check = (changes: Partial<ConnectDraft>, surroundings = PLAIN) =>
  checkDraft({ ...DRAFT, ...changes }, surroundings)

describe('checkDraft', () => {
  test.each([
    ['https://api.example.com/v1/', 'https://api.example.com/v1'],
    ['http://localhost:8000/v1', 'http://localhost:8000/v1'],
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000'],
  ])('takes %s', (baseUrl, clean) => {
    expect(check({ baseUrl }).address).toEqual({ typed: clean, baseUrl: clean })
  })

  test('leaves the path of a request out and remembers what was typed', () => {
    const typed = 'http://localhost:8000/v1/chat/completions'
    expect(check({ baseUrl: typed }).address).toEqual({
      typed,
      baseUrl: 'http://localhost:8000/v1',
    })
  })

  test('plain http to another computer needs the relay', () => {
    const baseUrl = 'http://192.168.1.5:8000/v1'
    expect(check({ baseUrl }, { ...PLAIN, usesRelay: true }).address?.baseUrl).toBe(baseUrl)
    const { address, errors } = check({ baseUrl })
    expect(address).toBeNull()
    expect(errors.baseUrl?.sentence).toContain('SIGHTLINE_RELAY_ORIGINS=http://192.168.1.5:8000')
    expect(errors.baseUrl?.repair?.label).toBe('Use https://192.168.1.5:8000/v1')
  })

  test.each([
    ['http://[::1]:8000/v1', 'http://localhost:8000/v1'],
    ['http://127.0.0.2:8000', 'http://localhost:8000'],
    ['http://foo.localhost/v1', 'http://localhost/v1'],
  ])('%s is this computer under a name that the page may not call', (baseUrl, meant) => {
    for (const canUseRelay of [false, true]) {
      const { address, errors } = check({ baseUrl }, { ...PLAIN, canUseRelay })
      expect(address).toBeNull()
      expect(errors.baseUrl?.sentence).toMatch(/^This is this computer/)
      expect(errors.baseUrl?.repair).toEqual({ label: `Use ${meant}`, changes: { baseUrl: meant } })
    }
    expect(check({ baseUrl }, { ...PLAIN, usesRelay: true }).address?.baseUrl).toBe(baseUrl)
    expect(check({ baseUrl: meant }).address?.baseUrl).toBe(meant)
  })

  test('a page that came over https names itself as the reason, and turns on the relay where one is', () => {
    const surroundings = { ...PLAIN, canUseRelay: true, pageOrigin: 'https://sightline.example' }
    const { errors } = check({ baseUrl: 'http://models.example/v1' }, surroundings)
    expect(errors.baseUrl?.sentence).toMatch(/^This page came over https/)
    expect(errors.baseUrl?.repair).toEqual({
      label: 'Turn on relay',
      changes: { usesRelay: true },
    })
    expect(
      check({ baseUrl: 'http://localhost:8000/v1' }, { ...surroundings, canUseRelay: false })
        .address,
    ).not.toBeNull()
  })

  test.each([
    ['no address', { baseUrl: '' }, 'baseUrl'],
    ['no model', { baseUrl: 'https://a.example', model: ' ' }, 'model'],
    ['the address of the page itself', { baseUrl: `${PAGE}/relay/https/a.example` }, 'baseUrl'],
    ['a key in Greek', { baseUrl: 'https://a.example', key: 'sk-\u03b1' }, 'key'],
  ] as const)('refuses %s with a sentence at its field', (_name, changes, field) => {
    const { address, errors } = check(changes)
    expect(address).toBeNull()
    expect(errors[field]?.sentence).toMatch(/\.$/)
  })

  test.each([
    ['credentials', { baseUrl: 'https://me:secret@a.example/v1' }, 'https://a.example/v1'],
    ['no scheme', { baseUrl: 'localhost:8000/v1' }, 'http://localhost:8000/v1'],
    ['spaces in the key', { baseUrl: 'https://a.example', key: 'sk-1 2' }, 'https://a.example'],
    ['a line break in the key', { baseUrl: 'https://a.example', key: 'a\nb' }, 'https://a.example'],
  ])('offers to mend %s, and takes what is mended', (_name, changes, baseUrl) => {
    const { errors } = check(changes)
    const repair = (errors.baseUrl ?? errors.key)?.repair
    const mended = withRepair({ ...DRAFT, ...changes }, repair?.changes ?? {})
    expect(checkDraft(mended, PLAIN).address?.baseUrl).toBe(baseUrl)
    expect(JSON.stringify(errors)).not.toContain('me:secret')
  })
})
