import { describe, expect, test } from 'vitest'
import { parseRegions } from './parse-regions.ts'
import { findProseLabel } from './prose-label.ts'

describe('findProseLabel', () => {
  test.each([
    ['Person 1: box ', 'Person 1'],
    ['**Cappuccino**, the white cup with a leaf in the foam ', 'Cappuccino'],
    ['- **Milk jug** (steel), at the left edge ', 'Milk jug'],
    ['* **Milk jug:** at the left edge ', 'Milk jug'],
    ['**Red bicycle**: ', 'Red bicycle'],
    ['The dogs are at ', 'dogs'],
    ['two dogs ', 'two dogs'],
    ['The button is at ', null],
    ['The **red** button is at ', null],
    ['**Answer** ', null],
    ['**', null],
    ['****', null],
    [`**${'x'.repeat(80)}** is at `, null],
  ])('reads %j as %j', (sentence, label) => {
    expect(findProseLabel(sentence)).toBe(label)
  })

  test('each item of a list keeps its own name', () => {
    const text = [
      'Two things hold a drink:',
      '',
      '1. **Cappuccino**, the white cup [[242,271,399,479]]',
      '2. **Water glass** with ice [[519,254,625,413]]',
    ].join('\n')
    expect(parseRegions(text).regions.map(({ label }) => label)).toEqual([
      'Cappuccino',
      'Water glass',
    ])
  })
})

describe('a counter cue', () => {
  test('in the sentence before takes nothing away from a box', () => {
    const text = 'First I need today’s date. Today is the cell at [[446,328,555,497]].'
    expect(parseRegions(text).regions).toHaveLength(1)
  })

  test('in the same sentence does', () => {
    expect(parseRegions('The colour is [[446,328,555,497]].').regions).toHaveLength(0)
  })
})
