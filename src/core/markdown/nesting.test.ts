import { describe, expect, test } from 'vitest'
import { isTooDeep } from './nesting.ts'

describe('nesting', () => {
  test.each([
    ['prose', 'Some **bold** words and `code`. '.repeat(200), false],
    ['a long list', '- an item with words\n'.repeat(500), false],
    ['a long fence', `\`\`\`json\n${'[1, 2, 3]\n'.repeat(5000)}`, false],
    ['quotes in quotes', `${'>'.repeat(60)} x`, true],
    ['lists in lists', `text\n${'- '.repeat(60)}x`, true],
    ['emphasis without end', '*a_ '.repeat(2000), true],
    ['brackets', '['.repeat(3000), true],
    ['a whole book', 'word '.repeat(10_000), true],
  ])('%s', (_title, markdown, expected) => {
    expect(isTooDeep(markdown, true)).toBe(expected)
  })

  test('a block that still grows is read anew with each frame, so its limit is lower', () => {
    const text = 'word '.repeat(6000)
    expect([isTooDeep(text, true), isTooDeep(text, false)]).toEqual([false, true])
  })
})
