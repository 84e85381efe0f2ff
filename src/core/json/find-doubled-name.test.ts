import { expect, test } from 'vitest'
import { findDoubledName } from './find-doubled-name.ts'
import { readJsonTree } from './read-json-tree.ts'

function find(text: string) {
  const { tree } = readJsonTree(text)
  return tree === null ? null : findDoubledName(tree)
}

test.each([
  ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}'],
  ['[]'],
  ['{"a":{},"b":[],"c":{}}'],
  ['{"n":1,"\\\\n":2}'],
])('%s holds no name twice', (text) => {
  expect(find(text)).toBeNull()
})

test.each([
  ['{"a":1,"a":2}', 7],
  ['{"a":{"x":1},"b":[1],"a":2}', 21],
  ['[{"a":1},{"b":[{"c":1,"d":{},"c":2}]}]', 29],
  ['{"é":1,"\\u00e9":2}', 7],
])('%s holds a name twice, at %i', (text, offset) => {
  expect(find(text)?.offset).toBe(offset)
  expect(find(text)?.reason).toMatch(/a second time/)
})
