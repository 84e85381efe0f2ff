import { describe, expect, test } from 'vitest'
import type { JsonTree } from './json-tree.ts'
import { isOpenAtFirst, listJsonRows, parentRow } from './list-json-rows.ts'
import { readJsonTree } from './read-json-tree.ts'

function treeOf(text: string): JsonTree {
  const { tree } = readJsonTree(text)
  if (tree === null) throw new Error('no JSON')
  return tree
}

const spell = (tree: JsonTree, isOpen: (value: number, level: number) => boolean, most = 99) =>
  listJsonRows(tree, isOpen, most).rows.map(
    ({ value, level, position, siblings }) => `${value}@${level} ${position}/${siblings}`,
  )

const TREE = treeOf('{"a":[1,[2,3]],"b":{},"c":4}')

describe('listJsonRows', () => {
  test('numbers lines by level and place', () => {
    expect(spell(TREE, () => true)).toEqual([
      '0@1 1/1',
      '1@2 1/3',
      '2@3 1/2',
      '3@3 2/2',
      '4@4 1/2',
      '5@4 2/2',
      '6@2 2/3',
      '7@2 3/3',
    ])
  })

  test('steps over what is closed', () => {
    expect(spell(TREE, (value) => value === 0)).toEqual([
      '0@1 1/1',
      '1@2 1/3',
      '6@2 2/3',
      '7@2 3/3',
    ])
  })

  test('stops at the most that is wanted, and says whether there is more', () => {
    expect(listJsonRows(TREE, () => true, 3)).toMatchObject({ rows: { length: 3 }, hasMore: true })
    expect(listJsonRows(TREE, () => true, 8).hasMore).toBe(false)
  })

  test('opens little of what is deep or long, however much of it there is', () => {
    const deep = treeOf(`${'['.repeat(10_000)}1${']'.repeat(10_000)}`)
    expect(
      listJsonRows(deep, (value, level) => isOpenAtFirst(deep, value, level), 500).rows,
    ).toHaveLength(4)
    expect(listJsonRows(deep, () => true, 20_000).rows.at(-1)?.level).toBe(10_001)
    const long = treeOf(`{"list":[${'1,'.repeat(100_000)}1]}`)
    expect(
      listJsonRows(long, (value, level) => isOpenAtFirst(long, value, level), 500).rows,
    ).toHaveLength(2)
  })

  test('leaves a short list of numbers on its line', () => {
    const tree = treeOf('{"box":[1,2,3,4],"boxes":[[1,2]]}')
    expect(spell(tree, (value, level) => isOpenAtFirst(tree, value, level))).toEqual([
      '0@1 1/1',
      '1@2 1/2',
      '6@2 2/2',
      '7@3 1/1',
    ])
  })

  test('finds the line of the list that holds another', () => {
    const { rows } = listJsonRows(TREE, () => true, 99)
    expect(rows.map((_, index) => parentRow(rows, index))).toEqual([-1, 0, 1, 1, 3, 3, 0, 0])
  })
})
