import { describe, expect, test } from 'vitest'
import { checkToolArguments } from './check-tool-arguments.ts'

const SCHEMA = {
  type: 'object',
  required: ['box', 'label'],
  additionalProperties: false,
  properties: {
    box: { type: 'array', minItems: 4, maxItems: 4, items: { type: 'integer', maximum: 1000 } },
    label: { enum: ['cat', 'dog'] },
    options: { type: 'object', properties: { grow: { type: 'number' } } },
  },
}

const tool = (name: string, parameters?: object) => ({
  type: 'function',
  function: { name, parameters },
})
const TOOLS = JSON.stringify([tool('crop', SCHEMA), tool('free')])

const check = (args: unknown, tools = TOOLS, name = 'crop') =>
  checkToolArguments(tools, name, JSON.stringify(args))

describe('checkToolArguments', () => {
  test.each<readonly [object, readonly string[]]>([
    [{ box: [1, 2, 3, 4] }, ['“label” is missing']],
    [{ box: [1, 'x', 3, 4], label: 'cat' }, ['box[1]: must be integer, not string']],
    [{ box: [1, 2, 3, 4], label: 'cow' }, ['label: must be one of "cat","dog"']],
    [{ box: [1, 2, 3, 4000], label: 'cat' }, ['box[3]: 4000 is greater than 1000']],
    [{ box: [1, 2, 3, 4], label: 'cat', more: 1 }, ['“more” is not a parameter']],
    [
      { box: [1, 2, 3, 4], label: 'cat', options: { grow: 'much' } },
      ['options.grow: must be number, not string'],
    ],
    [[], ['must be object, not array']],
  ])('tells what is wrong with %j', (args, problems) => {
    expect(check(args)).toEqual({ kind: 'misfit', problems })
  })

  test('passes what fits, and no arguments where none are needed', () => {
    expect(check({ box: [1, 2, 3, 4], label: 'dog', options: { grow: 2.5 } }).kind).toBe('fits')
    const tools = JSON.stringify([tool('crop', { type: 'object' })])
    expect(checkToolArguments(tools, 'crop', '').kind).toBe('fits')
  })

  test('knows what it cannot judge', () => {
    expect(check({}, TOOLS, 'zoom').kind).toBe('unknown-function')
    expect(check({}, '', 'crop').kind).toBe('unknown-function')
    expect(check({}, TOOLS, 'free').kind).toBe('no-schema')
    expect(check({ box: 'x'.repeat(200_000) }).kind).toBe('unchecked')
    const broken = JSON.stringify([
      tool('crop', { type: 'object', properties: { a: { pattern: '(' } } }),
    ])
    expect(check({ a: 'x' }, broken).kind).toBe('unchecked')
  })

  test('survives arguments deeper than the stack', () => {
    const deep = `${'['.repeat(40_000)}${']'.repeat(40_000)}`
    const nested = {
      type: 'object',
      properties: { a: { $ref: '#/$defs/list' } },
      $defs: { list: { items: { $ref: '#/$defs/list' } } },
    }
    const tools = JSON.stringify([tool('crop', nested)])
    expect(checkToolArguments(tools, 'crop', `{"a":${deep}}`).kind).toBe('unchecked')
  })

  test('tells at most five problems', () => {
    const verdict = check({ box: Array.from({ length: 50 }, () => 'x'), label: 'cat' })
    expect(verdict).toMatchObject({ kind: 'misfit', problems: { length: 5 } })
  })
})
