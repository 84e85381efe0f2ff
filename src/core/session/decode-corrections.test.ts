import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { correctCatalog } from '@/core/catalog/correct-catalog.ts'
import { dialectFor } from '@/core/catalog/dialect-for.ts'
import { findModelProfile } from '@/core/catalog/find-model-profile.ts'
import { findProvider } from '@/core/catalog/find-provider.ts'
import type { Corrections } from '@/core/catalog/types.ts'
import { decodeCorrections } from './decode-corrections.ts'

const ALL: Corrections = {
  thinking: 'forced',
  thinkingSwitch: 'enable-thinking',
  imageForm: 'raw-base64',
  usage: 'always',
  keyHeader: 'x-api-key',
  continuation: 'trailing-assistant',
  space: 'pixel',
  order: 'yxyx',
  contextTokens: 4096,
  outputTokens: 1024,
  takesImages: false,
  parameters: ['temperature', 'seed'],
}

describe('decodeCorrections', () => {
  test('keeps every flag that exists', () => {
    expect(decodeCorrections(JSON.parse(JSON.stringify(ALL)))).toEqual(ALL)
  })

  test('drops values that do not exist, one by one', () => {
    const stored = {
      ...ALL,
      thinking: 'sometimes',
      imageForm: ['data-url'],
      contextTokens: 1e99,
      outputTokens: -1,
      takesImages: 'false',
      parameters: ['temperature', 'constructor', 5],
      extraBody: { model: 'another' },
    }
    const { thinking: _, imageForm: __, contextTokens: ___, outputTokens: ____, ...others } = ALL
    const { takesImages: _____, ...kept } = others
    expect(decodeCorrections(stored)).toEqual({ ...kept, parameters: ['temperature'] })
  })

  test('never fails, and takes nothing from prototypes', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(() =>
          correctCatalog(
            dialectFor(findProvider('vllm'), 'chat-completions'),
            findModelProfile('glm-4.6v'),
            decodeCorrections(value),
          ),
        ).not.toThrow()
      }),
      { seed: 11 },
    )
    expect(decodeCorrections(Object.create({ thinking: 'none' }))).toEqual({})
    expect(decodeCorrections(JSON.parse('{"__proto__":{"thinking":"none"}}'))).toEqual({})
  })
})
