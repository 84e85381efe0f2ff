import { describe, expect, test } from 'vitest'
import { limitMentions } from './limit-mentions.ts'
import { createMarker, findMentions } from './mention-marker.ts'

const [first, second, third] = [createMarker(4), createMarker(5), createMarker(6)]

function limit(text: string, most: number, count = 1) {
  return limitMentions(text, findMentions(text), most, {
    countOf: () => count,
    spell: (mention) => `(${mention} 0)`,
  })
}

describe('limiting the mentions of a text', () => {
  test.each([
    ['all of them fit', `a ${first}, ${second}.`, 2, `a ${first}, ${second}.`, 0],
    ['the rest is spelled out', `a ${first}, ${second}.`, 1, `a ${first}, (5 0).`, 1],
    ['mentions side by side', `${first}${second}${third}7`, 1, `${first}(5 0)(6 0)7`, 2],
    ['no mention', 'a', 1, 'a', 0],
  ])('%s', (_title, text, most, expected, plain) => {
    expect(limit(text, most)).toEqual({ text: expected, plain })
  })

  test('one mention of many regions counts with as many chips as there may be', () => {
    expect(limit(`${first} ${second}`, 10, 500)).toEqual({ text: `${first} (5 0)`, plain: 990 })
  })
})
