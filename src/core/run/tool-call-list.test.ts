import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createToolCallList } from './tool-call-list.ts'

type Piece = {
  readonly index?: number
  readonly id?: string
  readonly name?: string
  readonly arguments?: string
}

function join(...pieces: readonly Piece[]) {
  const list = createToolCallList()
  for (const piece of pieces)
    list.push({ type: 'tool-call-delta', index: 0, arguments: '', ...piece })
  return list.snapshot()
}

const call = (id: string, name: string, text: string) => ({ id, name, arguments: text })

describe('createToolCallList', () => {
  test.each<readonly [string, readonly Piece[], readonly object[]]>([
    [
      'joins pieces of two calls by their index',
      [
        { id: 'a', name: 'crop', arguments: '{"x"' },
        { index: 1, id: 'b', name: 'zoom', arguments: '{' },
        { arguments: ':1}' },
        { index: 1, arguments: '}' },
      ],
      [call('a', 'crop', '{"x":1}'), call('b', 'zoom', '{}')],
    ],
    [
      'takes another id at the same index for a new call',
      [
        { id: 'a', name: 'crop', arguments: '{}' },
        { id: 'b', name: 'crop', arguments: '{"x":1}' },
      ],
      [call('a', 'crop', '{}'), call('b', 'crop', '{"x":1}')],
    ],
    [
      'takes another name behind arguments for a new call',
      [
        { name: 'crop', arguments: '{}' },
        { name: 'zoom', arguments: '{}' },
      ],
      [call('call_1', 'crop', '{}'), call('call_2', 'zoom', '{}')],
    ],
    [
      'does not double a name and an id that every piece repeats',
      [
        { id: 'a', name: 'crop', arguments: '{"a":' },
        { id: 'a', name: 'crop', arguments: '1}' },
      ],
      [call('a', 'crop', '{"a":1}')],
    ],
    [
      'does not double whole arguments that come again',
      [
        { id: 'a', name: 'crop', arguments: '{"a":' },
        { id: 'a', arguments: '1}' },
        { id: 'a', arguments: '{"a":1}' },
      ],
      [call('a', 'crop', '{"a":1}')],
    ],
    ['joins a name in pieces', [{ name: 'cr' }, { name: 'op' }], [call('call_1', 'crop', '')]],
    ['makes up an id for an empty one', [{ id: '', name: 'crop' }], [call('call_1', 'crop', '')]],
    [
      'takes an id that comes late',
      [
        { name: 'crop', arguments: '{' },
        { id: 'a', arguments: '}' },
      ],
      [call('a', 'crop', '{}')],
    ],
    [
      'tells two calls of one id apart',
      [
        { id: 'a', name: 'crop' },
        { index: 1, id: 'a', name: 'zoom' },
      ],
      [call('a', 'crop', ''), call('call_2', 'zoom', '')],
    ],
  ])('%s', (_title, pieces, calls) => {
    expect(join(...pieces)).toEqual(calls)
  })

  test('gives the same calls however the arguments are cut', () => {
    const text = '{"box":[1,2,3,4],"label":"a } b"}'
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: text.length - 1 })), (places) => {
        const cuts = [0, ...places.sort((a, b) => a - b), text.length]
        const pieces = cuts
          .slice(1)
          .map((end, index) => ({ arguments: text.slice(cuts[index], end) }))
        expect(join({ id: 'a', name: 'crop' }, ...pieces)).toEqual([call('a', 'crop', text)])
      }),
      { seed: 4 },
    )
  })

  test('keeps at most 128 calls and a megabyte of arguments', () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ index, name: 'crop' }))
    expect(join(...many)).toHaveLength(128)
    const long = Array.from({ length: 40 }, () => ({ arguments: 'x'.repeat(100_000) }))
    expect(join(...long)[0]?.arguments).toHaveLength(1_048_576)
    expect(join({ name: 'n'.repeat(5000) })[0]?.name).toHaveLength(256)
  })

  test('keeps the identity of calls that did not change', () => {
    const list = createToolCallList()
    list.push({ type: 'tool-call-delta', index: 0, name: 'crop', arguments: '{}' })
    const before = list.snapshot()
    expect(list.snapshot()).toBe(before)
    list.push({ type: 'tool-call-delta', index: 1, name: 'zoom', arguments: '{' })
    expect(list.snapshot()[0]).toBe(before[0])
  })
})
