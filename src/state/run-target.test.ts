import { expect, test } from 'vitest'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import { tellApart } from './run-target.ts'

const ONE: SavedEndpoint = {
  id: 'a',
  providerId: 'custom',
  name: '',
  baseUrl: 'http://localhost:8000/v1',
  wire: 'chat-completions',
  model: 'm1',
  usesRelay: false,
  corrections: {},
}

test('endpoints of one name are told apart by host and wire', () => {
  const other: SavedEndpoint = { ...ONE, id: 'b', baseUrl: 'http://10.0.0.2:11434', wire: 'ollama' }
  const third: SavedEndpoint = { ...ONE, id: 'c', model: 'm2' }
  const all = [ONE, other, third]
  expect(all.map((endpoint) => tellApart(endpoint, all))).toEqual([
    'localhost:8000, Chat Completions',
    '10.0.0.2:11434, Ollama',
    undefined,
  ])
})
