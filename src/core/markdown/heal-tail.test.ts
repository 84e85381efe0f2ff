import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { healTail } from './heal-tail.ts'

describe('heal tail', () => {
  test.each([
    ['a **bold', 'a **bold**'],
    ['a **bold*', 'a **bold**'],
    ['a **bold ', 'a **bold** '],
    ['a **', 'a '],
    ['a *it', 'a *it*'],
    ['***both', '***both***'],
    ['**a *b', '**a *b***'],
    ['~~gone', '~~gone~~'],
    ['~~gone~', '~~gone~~'],
    ['a `code', 'a `code`'],
    ['``a ` b', '``a ` b``'],
    ['a `', 'a '],
    ['_it', '_it_'],
    ['snake_case', 'snake_case'],
    ['2 * 3', '2 * 3'],
    ['a \\*b', 'a \\*b'],
    ['`*a` b', '`*a` b'],
    ['$a*b$ c', '$a*b$ c'],
    ['see [the docs](https://exa', 'see the docs'],
    ['see ![cup](https://exa', 'see cup'],
    ['see [a](b) **c', 'see [a](b) **c**'],
    ['see [the docs', 'see [the docs'],
    ['- one **a**\n- **two', '- one **a**\n- **two**'],
    ['# *head', '# *head*'],
    ['a\n-', 'a\n'],
    ['a\n==', 'a\n'],
    ['a\n\n--', 'a\n\n--'],
    ['- a\n``', '- a\n'],
    ['```js\nlet a = **b', '```js\nlet a = **b'],
    ['```js\na\n``', '```js\na\n'],
    ['x\n\n$$\n\\frac', 'x\n\n~~~latex\n\\frac'],
    ['$$\na\n$$', '$$\na\n$$'],
    ['| a | b', '| a | b\n|---|---|'],
    ['x\n\n| a | b |\n|--', 'x\n\n| a | b |\n|---|---|'],
    ['| a | b |\n|:-:|--:|', '| a | b |\n|:-:|--:|'],
    ['| a | b |\n|---|---|\n| **x', '| a | b |\n|---|---|\n| **x**'],
  ])('%j is shown as %j', (markdown, expected) => {
    expect(healTail(markdown)).toBe(expected)
  })

  test('text without any mark is left alone', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', ' ', '.', ',', '1', 'é') }),
        (text) => {
          expect(healTail(text)).toBe(text)
        },
      ),
      { seed: 5 },
    )
  })

  test.each([
    ['emphasis', '*a_ '.repeat(20_000)],
    ['brackets', '['.repeat(50_000)],
    ['backticks', Array.from({ length: 400 }, (_, length) => '`'.repeat(length)).join('a')],
    ['links', '[a]('.repeat(20_000)],
    ['quotes', '>'.repeat(50_000)],
  ])('hostile text takes linear time: %s', (_title, text) => {
    const start = performance.now()
    expect(typeof healTail(text)).toBe('string')
    expect(performance.now() - start).toBeLessThan(1500)
  })
})
