import { describe, expect, it } from 'vitest'
import { decodeDemoList, demoRecordingPath } from './demo-list.ts'

describe('decodeDemoList', () => {
  const entry = {
    id: 'a',
    title: 'A',
    subtitle: 'B',
    thumbnail: 'a/t.webp',
    picture: 'a/p.png',
    recording: 'a/recording.json',
  }

  it('reads a list', () => {
    expect(decodeDemoList({ version: 1, demos: [entry] })).toEqual({ ok: true, value: [entry] })
  })

  it.each([
    ['no list', null, /cannot be read/],
    ['another version', { version: 2, demos: [] }, /cannot be read/],
    ['too many', { version: 1, demos: Array.from({ length: 101 }, () => entry) }, /too long/],
    ['an entry twice', { version: 1, demos: [entry, entry] }, /"a" is listed twice/],
    ['an entry without a title', { version: 1, demos: [{ ...entry, title: '' }] }, /Demo 1/],
    [
      'a picture elsewhere',
      { version: 1, demos: [{ ...entry, picture: 'https://host.test/a.png' }] },
      /Demo 1/,
    ],
  ])('refuses %s with a sentence', (_, value, sentence) => {
    expect(decodeDemoList(value)).toMatchObject({
      ok: false,
      error: expect.stringMatching(sentence),
    })
  })
})

describe('demoRecordingPath', () => {
  it('leads to the folder of the demo', () => {
    expect(demoRecordingPath('a-b')).toBe('demo/a-b/recording.json')
  })
})
