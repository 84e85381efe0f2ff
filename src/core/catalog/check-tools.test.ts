import { describe, expect, it } from 'vitest'
import { checkParameter } from './check-parameter.ts'
import { checkTools } from './check-tools.ts'
import { findParameter } from './parameters.ts'

const CROP = {
  type: 'function',
  function: {
    name: 'crop',
    description: 'Cuts a box out.',
    parameters: { type: 'object', properties: { box: { type: 'array' } }, required: ['box'] },
  },
}
const named = (name: string) => ({ type: 'function', function: { name } })
const write = (...tools: readonly unknown[]) => JSON.stringify(tools)

describe('checkTools', () => {
  it('hands out the functions as they were written', () => {
    const strict = { ...CROP, function: { ...CROP.function, strict: true } }
    expect(checkTools(write(strict, named('zoom')))).toEqual({
      ok: true,
      value: [strict, named('zoom')],
    })
    expect(checkTools(' \n')).toEqual({ ok: true, value: [] })
  })

  it.each([
    [
      '[\n  {"type": "function",}\n]',
      'Line 2, column 23: a comma stands before } with nothing between them.',
    ],
    [JSON.stringify(CROP), 'Tools must be a list: put the tool into square brackets.'],
    [write(1), 'Tool 1 must be an object: {"type": "function", "function": {…}}.'],
    [
      write({ type: 'web_search' }),
      'Tool 1: type must be "function". Web search has a switch of its own.',
    ],
    [
      write({ type: 'function', name: 'a' }),
      'Tool 1: name, description and parameters belong inside "function".',
    ],
    [write({ type: 'function' }), 'Tool 1: function must be an object with a name.'],
    [
      write(CROP, named('')),
      'Tool 2: function.name must have 1 to 64 letters, digits, dashes or underscores.',
    ],
    [
      write(named('a b')),
      'Tool 1: function.name must have 1 to 64 letters, digits, dashes or underscores.',
    ],
    [
      write(named('a'.repeat(65))),
      'Tool 1: function.name must have 1 to 64 letters, digits, dashes or underscores.',
    ],
    [write(CROP, CROP), 'Tool 2: the name crop is taken by tool 1.'],
    [
      write({ type: 'function', function: { name: 'a', description: 1 } }),
      'Tool 1: function.description must be text.',
    ],
    [
      write({ type: 'function', function: { name: 'a', parameters: [] } }),
      'Tool 1: function.parameters must be an object, a JSON Schema.',
    ],
    [
      write({ type: 'function', function: { name: 'a', parameters: { type: 'string' } } }),
      'Tool 1: function.parameters.type must be "object".',
    ],
    [
      write({ type: 'function', function: { name: 'a', parameters: { properties: 1 } } }),
      'Tool 1: function.parameters.properties must be an object.',
    ],
    [
      write(...Array.from({ length: 129 }, (_, index) => named(`a${index}`))),
      'There may be at most 128 tools; these are 129.',
    ],
    [`${'['.repeat(201)}${']'.repeat(201)}`, 'This is nested too deeply.'],
  ])('says where %.60s is wrong', (text, error) => {
    expect(checkTools(text)).toEqual({ ok: false, error })
  })
})

describe('what checkTools takes', () => {
  it('takes 128 tools', () => {
    const most = Array.from({ length: 128 }, (_, index) => named(`a${index}`))
    expect(checkTools(write(...most))).toMatchObject({ ok: true })
  })

  it('does not mistake an inherited field for a written one', () => {
    expect(checkTools('[{"__proto__": {"type": "function", "function": {"name": "a"}}}]')).toEqual({
      ok: false,
      error: 'Tool 1: type must be "function". Web search has a switch of its own.',
    })
  })
})

describe('checkParameter for JSON', () => {
  it.each([
    ['tools', write(CROP), { ok: true, value: write(CROP) }],
    [
      'tools',
      '{}',
      { ok: false, error: 'Tools must be a list: put the tool into square brackets.' },
    ],
    ['extra_body', ' {"a": 1} ', { ok: true, value: ' {"a": 1} ' }],
    ['extra_body', '', { ok: true, value: '' }],
    ['extra_body', '[]', { ok: false, error: 'Custom JSON must be an object: {"name": value}.' }],
    [
      'extra_body',
      '{"a" 1}',
      { ok: false, error: 'Line 1, column 6: a colon is missing after the name.' },
    ],
    [
      'extra_body',
      7,
      { ok: false, error: 'Custom JSON must be JSON of at most 200000 characters.' },
    ],
  ] as const)('checks %s against %j', (id, value, expected) => {
    const parameter = findParameter(id)
    expect(parameter && checkParameter(parameter, value)).toEqual(expected)
  })
})
