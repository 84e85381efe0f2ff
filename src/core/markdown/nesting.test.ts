import { describe, expect, test } from 'vitest'
import { isTooDeep } from './nesting.ts'

function table(columns: number, rows: number, row: string): string {
  return `${'|a'.repeat(columns)}|\n${'|-'.repeat(columns)}|\n${row.repeat(rows)}`
}

describe('nesting', () => {
  test.each([
    ['prose', 'Some **bold** words and `code`. '.repeat(200), false],
    ['a long list', '- an item with words\n'.repeat(500), false],
    ['a long fence', `\`\`\`json\n${'[1, 2, 3]\n'.repeat(5000)}`, false],
    ['a fence of countless lines', `\`\`\`\n${'x\n'.repeat(20_000)}`, true],
    ['quotes in quotes', `${'>'.repeat(60)} x`, true],
    ['lists in lists', `text\n${'- '.repeat(60)}x`, true],
    ['emphasis without end', '*a_ '.repeat(2000), true],
    ['brackets', '['.repeat(3000), true],
    ['a whole book', 'word '.repeat(10_000), true],
    ['a long table', table(6, 300, '| 1 | 2 |\n'), false],
    ['two tables', `${table(20, 100, 'b\n')}\n${table(20, 50, 'b\n')}`, false],
    ['a wide table of short rows', table(1000, 10, 'b\n'), true],
    ['a wide table in a quote', `> ${table(50, 100, '> b\n').replaceAll('\n|', '\n> |')}`, true],
    ['a wide table with narrow frames in it', table(400, 10, '|-|\nb\n'), true],
    ['a wide table with a row that only looks blank', table(400, 11, '\u00a0\n'), true],
    ['dense formulas', '$a_1 = \\frac{b}{c}$ and so on, '.repeat(300), false],
    ['thousands of formulas', '$x$ '.repeat(2000), true],
    ['backslashes', '\\'.repeat(3000), true],
    ['thousands of items', '- a\n'.repeat(2000), true],
    ['thousands of underlines', 'a\n=\n'.repeat(1000), true],
    ['what only begins like a fence', `\`\`\` \`\n${'*a_ '.repeat(2000)}`, true],
  ])('%s', (_title, markdown, expected) => {
    expect(isTooDeep(markdown, true)).toBe(expected)
  })

  test('a block that still grows is read anew with each frame, so its limit is lower', () => {
    const text = 'word '.repeat(6000)
    expect([isTooDeep(text, true), isTooDeep(text, false)]).toEqual([false, true])
  })
})
