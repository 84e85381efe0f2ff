import { describe, expect, test } from 'vitest'
import { readFormulas } from './formulas.ts'

describe('formulas', () => {
  test.each([
    ['no dollar', 'no dollar', false],
    ['$x^2$ is', '$x^2$ is', true],
    ['$5 and $10', '\\$5 and \\$10', false],
    ['$5-$10', '\\$5-\\$10', false],
    ['costs $5, area $x$', 'costs \\$5, area $x$', true],
    ['$5 or `$x$`', '\\$5 or `$x$`', false],
    ['`$a` and $', '`$a` and \\$', false],
    ['a \\$5 and $x$', 'a \\$5 and $x$', true],
    ['$$\nx\n$$', '$$\nx\n$$', true],
    ['```sh\necho $A $B\n```', '```sh\necho $A $B\n```', false],
    ['- ```\n  $a$\n  ```\n- $b$', '- ```\n  $a$\n  ```\n- $b$', true],
    ['so \\(a+b\\).', 'so $a+b$.', true],
    ['so:\n\\[ a+b \\]\nend', 'so:\n$$\na+b\n$$\nend', true],
    ['- so:\n  \\[ a \\]', '- so:\n  $$\n  a\n  $$', true],
    ['so \\[ a \\] b', 'so $a$ b', true],
    ['`\\(a\\)` \\(', '`\\(a\\)` \\(', false],
  ])('%j becomes %j', (markdown, text, hasFormula) => {
    expect(readFormulas(markdown)).toEqual({ text, hasFormula })
  })

  test.each([
    ['backticks', Array.from({ length: 400 }, (_, length) => '`'.repeat(length)).join('$')],
    ['dollars', '$ '.repeat(50_000)],
    ['brackets', '\\['.repeat(50_000)],
    ['closed brackets', '\\[a\\]'.repeat(20_000)],
  ])('hostile text takes linear time: %s', (_title, text) => {
    const start = performance.now()
    expect(typeof readFormulas(text).text).toBe('string')
    expect(performance.now() - start).toBeLessThan(1500)
  })
})
