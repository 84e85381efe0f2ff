import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBlockSplitter } from './block-splitter.ts'

function split(text: string): readonly string[] {
  const splitter = createBlockSplitter()
  return [...splitter.push(text), ...splitter.end()]
}

/** Lines that matter to the splitter; joined at random they make every odd neighbourhood. */
const LINES = [
  'text',
  '',
  '',
  ' ',
  '- item',
  '  more',
  '10. ten',
  '1. one',
  '   deep',
  '* * *',
  '---',
  '- ',
  '-',
  '```',
  '```js',
  '   ```',
  '~~~~',
  '~~~',
  '$$',
  '$$ x $$',
  '> quote',
  '> ```',
  '# heading',
  '    code',
  '\tcode',
  ' \t tab',
  '<div>',
  '</div>',
  '<!-- a',
  '-->',
  '<script>',
  '</script>',
  '<b>',
  '[^1]: note',
  '[a]: http://a.example',
  '| a | b |',
  '|---|---|',
  '**bold',
  '12 apples',
  '1.x',
  '\u00a0',
  '+',
  '\r',
]

const markdown = fc
  .array(fc.constantFrom(...LINES), { maxLength: 24 })
  .map((lines) => lines.join('\n'))

describe('block splitter', () => {
  test.each([
    ['a blank line ends a paragraph', 'a\nb\n\nc', ['a\nb\n\n', 'c']],
    ['further blank lines belong to what follows', 'a\n\n\nb', ['a\n\n', '\nb']],
    ['a fence ends with its own mark', '```js\na\n\nb\n```\nc', ['```js\na\n\nb\n```\n', 'c']],
    ['a shorter mark does not end a fence', '````\n```\n\n````\nx', ['````\n```\n\n````\n', 'x']],
    ['a fence is not ended by another mark', '```\n~~~\n\n```\n', ['```\n~~~\n\n```\n']],
    ['a formula runs to its dollars', '$$\na\n\nb\n$$\nc', ['$$\na\n\nb\n$$\n', 'c']],
    ['dollars in a line open nothing', '$$ a $$\n\nb', ['$$ a $$\n\n', 'b']],
    ['a loose list stays one block', '- a\n\n- b\n\nc', ['- a\n\n- b\n\n', 'c']],
    ['a list keeps its indented paragraphs', '1. a\n\n   more\n\nc', ['1. a\n\n   more\n\n', 'c']],
    [
      'a fence inside an item belongs to it',
      '- a\n  ```\n\n  x\n  ```\n\nc',
      ['- a\n  ```\n\n  x\n  ```\n\n', 'c'],
    ],
    [
      'a fence at the edge ends the list',
      '1. a\n```\n\nx\n```\n2. b',
      ['1. a\n```\n\nx\n```\n', '2. b'],
    ],
    ['a quote at the edge ends the list', '1. a\n> q\n   ```\n\nx', ['1. a\n> q\n   ```\n\nx']],
    ['an empty item takes nothing after a blank line', '-\n\n  a\n\nb', ['-\n\n', '  a\n\n', 'b']],
    ['any list may follow an underlined heading', 'a\n===\n2. b\n\n3. c', ['a\n===\n2. b\n\n3. c']],
    ['a thematic break ends a list', '- a\n\n* * *\n\nc', ['- a\n\n', '* * *\n\n', 'c']],
    [
      'indented code goes on after a blank line',
      '    a\n\n    b\n\nc',
      ['    a\n\n    b\n\n', 'c'],
    ],
    ['HTML that ends at a blank line', '<div>\n```\n\na', ['<div>\n```\n\n', 'a']],
    ['a comment runs to its end', '<!-- a\n\nb -->\n\nc', ['<!-- a\n\nb -->\n\n', 'c']],
    ['a comment on one line is a paragraph to us', '<!-- a -->\n\nb', ['<!-- a -->\n\n', 'b']],
    ['a footnote keeps what is indented', '[^1]: a\n\n    b\n\nc', ['[^1]: a\n\n    b\n\n', 'c']],
    ['a table ends at a blank line', '| a |\n|---|\n| 1 |\n\nb', ['| a |\n|---|\n| 1 |\n\n', 'b']],
    ['a number that cannot interrupt is text', 'in\n1999. It\n\nb', ['in\n1999. It\n\n', 'b']],
  ])('%s', (_title, text, expected) => {
    expect(split(text)).toEqual(expected)
  })

  test('blocks joined are the text', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        expect(split(text).join('')).toBe(text)
      }),
      { seed: 1, numRuns: 1000 },
    )
  })

  test('however the text is cut, the blocks are the same, and the rest is always open', () => {
    fc.assert(
      fc.property(
        markdown,
        fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 40 }),
        (text, sizes) => {
          const splitter = createBlockSplitter()
          const blocks: string[] = []
          let position = 0
          for (let turn = 0; position < text.length; turn += 1) {
            const end = position + 1 + (sizes[turn % sizes.length] ?? 0)
            blocks.push(...splitter.push(text.slice(position, end)))
            position = Math.min(end, text.length)
            expect(blocks.join('') + splitter.readOpen()).toBe(text.slice(0, position))
          }
          expect([...blocks, ...splitter.end()]).toEqual(split(text))
        },
      ),
      { seed: 2, numRuns: 1000 },
    )
  })

  test('a paragraph after a list is a block of its own before its line ends', () => {
    const splitter = createBlockSplitter()
    splitter.push('- a\n- b\n\n')
    expect(splitter.push('**Then')).toEqual(['- a\n- b\n\n'])
    expect(splitter.readOpen()).toBe('**Then')
  })

  test.each([
    ['one line', 'x'.repeat(400_000)],
    ['spaces in a fence', `\`\`\`\n${`${' '.repeat(50_000)}x\n`.repeat(4)}`],
    ['quote marks', '>'.repeat(200_000)],
    ['a tag that never ends', `<a ${'b = '.repeat(60_000)}`],
    ['dashes', `${'- '.repeat(100_000)}x`],
  ])('hostile text takes linear time: %s', (_title, text) => {
    const start = performance.now()
    expect(split(text).join('')).toBe(text)
    expect(performance.now() - start).toBeLessThan(1500)
  })
})
