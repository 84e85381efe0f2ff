import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createByteMasker } from './byte-masker.ts'

const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const textOf = (pieces: readonly Uint8Array[]) =>
  pieces.map((piece) => String.fromCharCode(...piece)).join('')

function maskIn(pieces: readonly string[], secrets: readonly string[]): readonly Uint8Array[] {
  const masker = createByteMasker(secrets)
  return pieces.map((piece) => masker.push(latin(piece)))
}

describe('createByteMasker', () => {
  it.each([
    ['a key as it is', 'a test-key b', ['test-key'], 'a ******** b'],
    ['a key in a URL', 'k=a%2Fbcd%3D', ['a/bcd='], 'k=**********'],
    ['a key with escaped slashes', '"a\\/bcd"', ['a/bcd'], '"******"'],
    ['two keys', 'first-1 second-2', ['first-1', 'second-2'], '******* ********'],
    ['keys that overlap', 'ababab', ['abab'], '******'],
    ['nothing where a key is too short to be one', 'abc', ['abc'], 'abc'],
  ])('masks %s', (_, text, secrets, masked) => {
    expect(textOf(maskIn([text], secrets))).toBe(masked)
  })

  it('masks a key in any pieces, and keeps their lengths', () => {
    const alphabet = fc.constantFrom('a', 'b', 'abab', 'aab', 'x')
    fc.assert(
      fc.property(
        fc.array(alphabet, { maxLength: 40 }),
        fc.constantFrom('aaba', 'abab', 'aaaa', 'abaabab'),
        (pieces, key) => {
          const whole = pieces.join('')
          const covered = [...whole].map((character, index) => {
            const starts = Array.from({ length: key.length }, (_, back) => index - back)
            return starts.some((start) => start >= 0 && whole.startsWith(key, start))
              ? '*'
              : character
          })
          const masked = maskIn(pieces, [key])
          expect(textOf(masked)).toBe(covered.join(''))
          expect(masked.map(({ length }) => length)).toEqual(pieces.map(({ length }) => length))
        },
      ),
      { seed: 5, numRuns: 400 },
    )
  })

  it('says how many of the last bytes may be the beginning of a key', () => {
    const masker = createByteMasker(['test-key', 'key-test'])
    const open = ['no', ' te', 'st', '-k', 'ey', '-te', 'x'].map((piece) => {
      masker.push(latin(piece))
      return masker.open()
    })
    expect(open).toEqual([0, 2, 4, 6, 3, 6, 0])
  })

  it('leaves the bytes that it was given as they were', () => {
    const piece = latin('the test-key')
    createByteMasker(['test-key']).push(piece)
    expect(textOf([piece])).toBe('the test-key')
  })
})
