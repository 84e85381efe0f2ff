import { describe, expect, test } from 'vitest'
import { PARAMETERS } from '@/core/catalog/parameters.ts'
import { DEFAULT_PREFERENCES, decodePreferences } from './preferences.ts'
import { decodeSavedEndpoints, NO_ENDPOINTS } from './saved-endpoint.ts'

const ENDPOINT = {
  id: 'a',
  providerId: 'vllm',
  name: '',
  baseUrl: 'http://localhost:8000/v1',
  wire: 'chat-completions',
  model: 'm',
  usesRelay: false,
  corrections: {},
}

describe('decodeSavedEndpoints', () => {
  test('keeps the rows that make sense and drops the others', () => {
    const stored = { version: 1, activeId: 'a', endpoints: [ENDPOINT, { id: 1 }, null] }
    expect(decodeSavedEndpoints(stored)).toEqual({ ...stored, endpoints: [ENDPOINT] })
  })

  test('falls back to the demo where the active row is gone or nothing is stored', () => {
    expect(
      decodeSavedEndpoints({ version: 1, activeId: 'b', endpoints: [ENDPOINT] }).activeId,
    ).toBeNull()
    for (const value of [null, 'x', [], { version: 2, endpoints: [] }])
      expect(decodeSavedEndpoints(value)).toBe(NO_ENDPOINTS)
  })
})

describe('decodePreferences', () => {
  test('keeps known parameters of a sound type only', () => {
    const stored = {
      version: 1,
      theme: 'dark',
      drawer: 'inspector',
      thinking: false,
      replaySpeed: '16',
      sections: { tools: 'folded', search: 'open', prompt: 'ajar', other: 'open' },
      parameters: {
        temperature: 0.2,
        top_p: 99,
        seed: 'x',
        stop: [1],
        user_id: 5,
        system_prompt: 'Be brief.',
        other: 1,
        __proto__: { top_k: 1 },
      },
    }
    expect(decodePreferences(stored, PARAMETERS)).toEqual({
      version: 1,
      theme: 'dark',
      drawer: 'inspector',
      thinking: false,
      replaySpeed: '16',
      sections: { tools: 'folded', search: 'open' },
      parameters: { temperature: 0.2, system_prompt: 'Be brief.' },
    })
  })

  test('opens no drawer and replays at the recorded pace where the stored words are unknown', () => {
    const stored = { version: 1, drawer: 'secrets', replaySpeed: 3 }
    expect(decodePreferences(stored, [])).toMatchObject({ drawer: null, replaySpeed: '1' })
  })

  test('falls back to the defaults where nothing sound is stored', () => {
    for (const value of [null, 3, {}, { version: 2 }])
      expect(decodePreferences(value, [])).toBe(DEFAULT_PREFERENCES)
  })
})
