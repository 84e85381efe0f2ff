import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeJsonMistake } from './describe-json-mistake.ts'
import { findJson } from './find-json.ts'
import { formatJson } from './format-json.ts'
import type { JsonTree } from './json-tree.ts'
import { readJsonTree } from './read-json-tree.ts'

const textOf = (tree: JsonTree, value: number): string => {
  const { start, end } = tree.rangeOf(value)
  return tree.text.slice(start, end)
}

/** What JSON.parse would give, built from the ranges. */
function rebuild(tree: JsonTree, value: number): unknown {
  const kind = tree.kindOf(value)
  if (kind !== 'object' && kind !== 'array') return JSON.parse(textOf(tree, value))
  const members: [string, unknown][] = []
  for (let at = value + 1; at < tree.after(value); at = tree.after(at)) {
    const name = tree.nameOf(at)
    members.push([
      name === null ? '' : JSON.parse(tree.text.slice(name.start, name.end)),
      rebuild(tree, at),
    ])
  }
  expect(tree.sizeOf(value)).toBe(members.length)
  return kind === 'array' ? members.map(([, item]) => item) : Object.fromEntries(members)
}

const MISTAKES: readonly (readonly [text: string, sentence: string])[] = [
  ['', 'Line 1, column 1: the text is empty.'],
  ['{"a":1,}', 'Line 1, column 8: a comma stands before } with nothing between them.'],
  ['[1,\n 2,\n]', 'Line 3, column 1: a comma stands before ] with nothing between them.'],
  ['[1 2]', 'Line 1, column 4: a comma or ] is missing.'],
  ['{"a" 1}', 'Line 1, column 6: a colon is missing after the name.'],
  ['{"a":}', 'Line 1, column 6: a value is missing after the colon.'],
  ['{a:1}', 'Line 1, column 2: “a” is no value of JSON.'],
  ['{1:1}', 'Line 1, column 2: a name in double quotes is missing.'],
  ["['a']", 'Line 1, column 2: text must stand in double quotes, not single ones.'],
  ['[01]', 'Line 1, column 2: a number must not begin with 0.'],
  ['[1.]', 'Line 1, column 2: “1.” is no number of JSON.'],
  ['[-]', 'Line 1, column 2: “-” is no number of JSON.'],
  ['[NaN]', 'Line 1, column 2: “NaN” is no value of JSON.'],
  ['["a\nb"]', 'Line 1, column 4: a text in quotes holds a line break.'],
  ['["\\x"]', 'Line 1, column 3: a backslash stands before a character that it cannot escape.'],
  ['["\\u12"]', 'Line 1, column 3: a backslash stands before a character that it cannot escape.'],
  ['{"a":[1,2', 'Line 1, column 10: the text ends before the closing ].'],
  ['{"a":"x', 'Line 1, column 8: the text ends inside quotes.'],
  ['{"a', 'Line 1, column 4: the text ends inside quotes.'],
  ['[}', 'Line 1, column 2: } stands where ] is expected.'],
  [']', 'Line 1, column 1: ] closes nothing.'],
  ['{} {}', 'Line 1, column 4: there is more text after the end of the value.'],
  ['[,1]', 'Line 1, column 2: a value is missing before the comma.'],
  ['// no\n1', 'Line 1, column 1: JSON has no comments.'],
]

describe('readJsonTree', () => {
  test('reads what JSON.parse reads, to the same values', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const { tree, mistake } = readJsonTree(text)
        expect(mistake).toBeNull()
        expect(tree && rebuild(tree, 0)).toEqual(JSON.parse(text))
      }),
      { seed: 1 },
    )
  })

  test('finds a mistake exactly where JSON.parse refuses', () => {
    const piece = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"a"',
        '"',
        '1',
        '-',
        '0',
        '.5',
        'e3',
        'true',
        'nul',
        ' ',
        '\n',
        '\\',
        'é',
      ],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        expect(readJsonTree(text).mistake === null, text).toBe(isJson)
      }),
      { seed: 2, numRuns: 3000 },
    )
  })

  test.each(MISTAKES)('says what is wrong with %j', (text, sentence) => {
    const { mistake } = readJsonTree(text)
    expect(mistake && describeJsonMistake(text, mistake)).toBe(sentence)
  })
})

describe('a JSON tree', () => {
  test('keeps numbers as they were written', () => {
    const text = '[1e21, 12345678901234567890, 0.10, -0]'
    const { tree } = readJsonTree(text)
    expect(tree && [1, 2, 3, 4].map((value) => textOf(tree, value))).toEqual([
      '1e21',
      '12345678901234567890',
      '0.10',
      '-0',
    ])
  })

  test('keeps what stands before a mistake', () => {
    const { tree } = readJsonTree('{"a":[1,2,{"b":tru')
    expect(tree?.count).toBe(5)
    expect(tree && textOf(tree, 0)).toBe('{"a":[1,2,{"b":')
    expect(tree?.after(0)).toBe(5)
  })

  test('reads any depth and five megabytes without a stack', () => {
    const deep = `${'['.repeat(1e5)}${']'.repeat(1e5)}`
    expect(readJsonTree(deep)).toMatchObject({ mistake: null, tree: { count: 1e5 } })
    const wide = `[${`"${'x'.repeat(47)}",`.repeat(1e5)}0]`
    expect(readJsonTree(wide)).toMatchObject({ mistake: null, tree: { count: 100_002 } })
    expect(readJsonTree(`"${'x'.repeat(5e6)}`).mistake?.offset).toBe(5_000_001)
    expect(readJsonTree('9'.repeat(5e6)).mistake).toBeNull()
  })
})

describe('formatJson', () => {
  test('changes nothing but white space', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const { tree } = readJsonTree(JSON.stringify(value))
        expect(tree && formatJson(tree)).toBe(
          JSON.stringify(JSON.parse(JSON.stringify(value)), null, 2),
        )
      }),
      { seed: 3 },
    )
  })

  test('of great depth stays small', () => {
    const { tree } = readJsonTree(`${'['.repeat(20_000)}1${']'.repeat(20_000)}`)
    expect(tree && formatJson(tree).length).toBeLessThan(4_000_000)
  })
})

describe('findJson', () => {
  test.each([
    ['{"a":1}', '{"a":1}'],
    ['\n {"a":1}\n', '{"a":1}'],
    ['```json\n{"a":1}\n```', '{"a":1}'],
    ['```\n[1]\n```\n', '[1]'],
    ['```json\n{"a":', '{"a":'],
    ['<|begin_of_box|>[1]<|end_of_box|>', '[1]'],
    ['<|begin_of_box|>```json\n[1]\n```<|end_of_box|>', '[1]'],
    ['Here: {"a":1}', 'Here: {"a":1}'],
    ['', ''],
  ])('takes %j for %j', (text, json) => {
    const { start, end } = findJson(text)
    expect(text.slice(start, end)).toBe(json)
  })
})
