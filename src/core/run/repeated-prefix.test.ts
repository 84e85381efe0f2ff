import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StreamEvent } from '@/core/protocol/stream-event.ts'
import { createRepeatedPrefixFilter } from './repeated-prefix.ts'

const PREFIX = 'The cup is at [[100,200,30'
const END: StreamEvent = { type: 'end', status: 'complete', finishReason: 'stop' }

function goOn(prefix: string, pieces: readonly string[]): string {
  const filter = createRepeatedPrefixFilter(prefix)
  const events = pieces.map((text): StreamEvent => ({ type: 'answer-delta', text }))
  return [...events, END]
    .flatMap((event) => filter([event]))
    .map((event) => (event.type === 'answer-delta' ? event.text : `<${event.type}>`))
    .join('')
}

describe('what goes on with an answer', () => {
  test.each([
    ['new text', '0,500]].', '0,500]].'],
    ['the whole answer again, and then new text', `${PREFIX}0,500]].`, '0,500]].'],
    ['the whole answer again and nothing else', PREFIX, ''],
    ['only a beginning of it', 'The cup', 'The cup'],
    ['a beginning of it, and then something else', 'The cup is there', 'The cup is there'],
    ['nothing', '', ''],
  ])('%s', (_what, said, expected) => {
    expect(goOn(PREFIX, [said])).toBe(`${expected}<end>`)
    expect(goOn(PREFIX, [...said])).toBe(`${expected}<end>`)
  })

  test('may begin with the same few letters on purpose', () => {
    expect(goOn('ha', ['haha'])).toBe('haha<end>')
  })

  test('is the same however it is cut', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 16, maxLength: 24 }),
        fc.array(fc.string({ maxLength: 9 }), { maxLength: 6 }),
        fc.boolean(),
        (prefix, pieces, repeats) => {
          const all = repeats ? [prefix.slice(0, 5), prefix.slice(5), ...pieces] : pieces
          return goOn(prefix, all) === goOn(prefix, [all.join('')])
        },
      ),
      { seed: 7 },
    )
  })

  test('leaves everything but answers alone', () => {
    const filter = createRepeatedPrefixFilter(PREFIX)
    const events: readonly StreamEvent[] = [
      { type: 'reasoning-delta', text: PREFIX },
      { type: 'usage', totalTokens: 3 },
    ]
    expect(filter(events)).toEqual(events)
  })
})
