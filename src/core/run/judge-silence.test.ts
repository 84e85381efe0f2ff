import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeSilence, type SilenceFacts } from './judge-silence.ts'

const START = 5000

/** Seconds after the start; null: never. */
function silence(
  now: number,
  byte: number | null,
  content: number | null,
  kept: number | null = null,
) {
  const at = (seconds: number | null) => (seconds === null ? null : START + seconds * 1000)
  const facts: SilenceFacts = {
    startedAtMs: START,
    nowMs: START + now * 1000,
    lastByteAtMs: at(byte),
    lastContentAtMs: at(content),
    keptWaitingAtMs: at(kept),
  }
  const judged = judgeSilence(facts)
  return judged.kind === 'none' ? 'none' : `${judged.kind} ${judged.seconds}`
}

describe('before the first byte', () => {
  test.each([
    [14.9, 'none'],
    [15, 'waiting 15'],
    [59.9, 'waiting 59'],
    [60, 'no-answer-yet 60'],
    [89.9, 'no-answer-yet 89'],
    [90, 'no-bytes 90'],
    [3600, 'no-bytes 3600'],
  ])('%d s of silence are %s', (now, expected) => {
    expect(silence(now, null, null)).toBe(expected)
  })
})

describe('after the first byte', () => {
  test.each([
    [24.9, 10, 10, 'none'],
    [25, 10, 10, 'waiting 15'],
    [99.9, 10, 10, 'waiting 89'],
    [100, 10, 10, 'no-bytes 90'],
    // Comments: bytes without content.
    [105, 104, 10, 'only-comments 95'],
    [80, 79, null, 'waiting 80'],
    [95, 94, null, 'only-comments 95'],
    [300, 200, 10, 'no-bytes 100'],
  ])('at %d s, with bytes at %d and content at %d, it is %s', (now, byte, content, expected) => {
    expect(silence(now, byte, content)).toBe(expected)
  })
})

describe('who keeps waiting', () => {
  test.each([
    [101, 'none'],
    [115, 'waiting 115'],
    [160, 'no-answer-yet 160'],
    [190, 'no-bytes 190'],
  ])('after 100 s, sees at %d s: %s', (now, expected) => {
    expect(silence(now, null, null, 100)).toBe(expected)
  })
})

test('a page that slept knows at once: only the times count, not how often they were read', () => {
  fc.assert(
    fc.property(fc.nat(600), fc.nat(600), fc.nat(600), (first, second, third) => {
      const [content = 0, byte = 0, now = 0] = [first, second, third].toSorted((a, b) => a - b)
      const judged = silence(now, byte, content)
      if (now - byte >= 90) return judged === `no-bytes ${now - byte}`
      if (now - content >= 90) return judged === `only-comments ${now - content}`
      return judged === (now - content >= 15 ? `waiting ${now - content}` : 'none')
    }),
    { seed: 7 },
  )
})
