import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64, encodeBase64 } from './base64.ts'

describe('base64', () => {
  it('spells any bytes as Node does, and reads them back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        const text = encodeBase64(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64'))
        expect(decodeBase64(text)).toEqual(new Uint8Array(bytes))
      }),
      { seed: 11, numRuns: 60 },
    )
  })

  it.each(['A', 'AAA', 'A===', 'AA=A', 'AA A', 'AA-_', '====', 'ä==='])('refuses %j', (text) => {
    expect(decodeBase64(text)).toBeNull()
  })
})
