import { expect, test } from 'vitest'
import { readRelaySettings } from './relay-settings.ts'

const noWarning = (line: string): void => {
  throw new Error(line)
}

const providers = [
  { baseUrl: 'https://api.z.ai/api/paas/v4', keyVariable: 'ZAI_API_KEY' },
  { baseUrl: 'https://api.z.ai/api/coding/paas/v4', keyVariable: 'OTHER_KEY' },
  { baseUrl: 'http://localhost:8000/v1', keyVariable: null },
  { baseUrl: '', keyVariable: null },
]

test('knows the origins of the catalog and those named in the environment', () => {
  const environment = {
    SIGHTLINE_RELAY_ORIGINS:
      ' https://models.example:8443/v1, ,nonsense,file:///etc, HTTP://10.0.0.2:80 ',
  }
  expect([...readRelaySettings(environment, providers, noWarning).origins]).toEqual([
    'https://api.z.ai',
    'http://localhost:8000',
    'https://models.example:8443',
    'http://10.0.0.2',
  ])
})

const wide = {
  baseUrl: 'https://api.wide.example/v1',
  wireBaseUrls: { messages: 'https://messages.wide.example/anthropic', responses: undefined },
  keyVariable: 'WIDE_KEY',
}

test('knows every base URL of a provider, and its key goes to each', () => {
  const { origins, keys } = readRelaySettings({ WIDE_KEY: 'w' }, [wide], noWarning)
  expect([...origins]).toEqual(['https://api.wide.example', 'https://messages.wide.example'])
  expect([...keys]).toEqual([
    ['https://api.wide.example', 'w'],
    ['https://messages.wide.example', 'w'],
  ])
})

test('lets only loopback servers of the catalog and named ones lie in a private network', () => {
  const catalog = [
    ...providers,
    wide,
    { baseUrl: 'http://127.0.0.1:1234/v1', keyVariable: null },
    { baseUrl: 'http://[::1]:1234/v1', keyVariable: null },
    { baseUrl: 'https://localhost.elsewhere.example/v1', keyVariable: null },
  ]
  const environment = { SIGHTLINE_RELAY_ORIGINS: 'http://box.lan:8000,https://api.wide.example' }
  expect([...readRelaySettings(environment, catalog, noWarning).privateOrigins]).toEqual([
    'http://localhost:8000',
    'http://127.0.0.1:1234',
    'http://[::1]:1234',
    'http://box.lan:8000',
    'https://api.wide.example',
  ])
})

test('takes a key from the variable of its provider, the first that is set, trimmed', () => {
  expect([
    ...readRelaySettings({ ZAI_API_KEY: ' a \n', OTHER_KEY: 'b' }, providers, noWarning).keys,
  ]).toEqual([['https://api.z.ai', 'a']])
  expect([
    ...readRelaySettings({ ZAI_API_KEY: '', OTHER_KEY: 'b' }, providers, noWarning).keys,
  ]).toEqual([['https://api.z.ai', 'b']])
  expect(readRelaySettings({ SOMETHING_ELSE: 'c' }, providers, noWarning).keys.size).toBe(0)
})

test('lower-cases the host names of the environment', () => {
  const { hostnames } = readRelaySettings(
    { SIGHTLINE_HOSTS: 'Sightline.Example, box.lan' },
    providers,
    noWarning,
  )
  expect([...hostnames]).toEqual(['sightline.example', 'box.lan'])
})

test.each([
  ['curly quotes', '\u201ccanary\u201d'],
  ['a line break inside', 'canary\nmore'],
  ['a space inside', 'Bearer canary'],
  ['a control character', 'canary\u0000'],
  ['a letter that is not ASCII', 'canary\u00e9'],
])('leaves out a key with %s and names its variable once, without the key', (_name, key) => {
  const lines: string[] = []
  const twice = [...providers, { baseUrl: 'https://b.example', keyVariable: 'ZAI_API_KEY' }]
  const environment = { ZAI_API_KEY: key, OTHER_KEY: 'usable' }
  const { keys } = readRelaySettings(environment, twice, (line) => lines.push(line))
  expect([...keys]).toEqual([['https://api.z.ai', 'usable']])
  expect(lines).toEqual(['ZAI_API_KEY is ignored: it holds a character that no key can have.'])
})
