import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findJsonError } from './find-json-error.ts'
import { parseJson } from './json-value.ts'

describe('findJsonError', () => {
  it.each([
    ['', 1, 1, 'the text ends here, but a value is expected.'],
    ['[1, 2', 1, 6, 'the text ends here, but a comma or the closing bracket is expected.'],
    ['[1,]', 1, 4, '] does not belong here; a value is expected.'],
    ['{"a": 1,}', 1, 9, '} does not belong here; a name in double quotes is expected.'],
    ['{a: 1}', 1, 2, 'a does not belong here; a name in double quotes or } is expected.'],
    ['{"a" 1}', 1, 6, '1 does not belong here; a colon is expected.'],
    ['{"a":\n  yes}', 2, 3, 'yes is no JSON value; text needs double quotes.'],
    ["['a']", 1, 2, 'text needs double quotes, not single ones.'],
    ['["a\nb"]', 1, 4, 'text cannot go over a line break; write \\n for one.'],
    ['["C:\\dir"]', 1, 5, 'this backslash begins no known escape; write two for one.'],
    ['["a', 1, 2, 'this text has no closing quote.'],
    ['[1]\r\n]', 2, 1, '] does not belong here; nothing more is expected.'],
    ['[01]', 1, 3, '1 does not belong here; a comma or the closing bracket is expected.'],
    ['{"😀": 😀}', 1, 8, '😀 does not belong here; a value is expected.'],
  ])('says where and why %j is no JSON', (text, line, column, reason) => {
    expect(findJsonError(text)).toMatchObject({ line, column, reason })
  })

  it('finds a fault exactly where a browser does', () => {
    const piece = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"', '"a"', '"a":', '1', '-', '0', '.5', 'e3', 'true'],
      ...['null', 'x', ' ', '\n', '\\', '\\u00e9', '{"a":1}', '[1,2]', '\u0001', '😀'],
    )
    let valid = 0
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('')
        const isJson = parseJson(text).ok
        valid += isJson ? 1 : 0
        expect(findJsonError(text) === null).toBe(isJson)
      }),
      { seed: 31, numRuns: 20_000 },
    )
    expect(valid).toBeGreaterThan(300)
  })

  it('finds no fault in any JSON, however deep', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(findJsonError(text)).toBeNull()
      }),
      { seed: 32 },
    )
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(findJsonError(deep)).toBeNull()
    expect(findJsonError(deep.slice(1))).toMatchObject({ offset: 199_998 })
  })
})
