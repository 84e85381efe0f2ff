import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Mention } from '@/core/grounding/region.ts'
import type { Block } from './block.ts'
import { createChannelDocument } from './channel-document.ts'
import { createMarker, removeMarkers } from './mention-marker.ts'

function mention(start: number, end: number): Mention {
  return { start, end, regions: [0], possible: false }
}

/** Stands in for the region scanner: every `[[…]]` is a mention, an open bracket holds the text back. */
function scan(raw: string) {
  const mentions = [...raw.matchAll(/\[\[[^\]]*\]\]/g)].map(({ index, 0: text }) =>
    mention(index, index + text.length),
  )
  const held = raw.indexOf('[', mentions.at(-1)?.end ?? 0)
  return { mentions, settledLength: held < 0 ? raw.length : held }
}

function readWhole(raw: string): readonly Block[] {
  return createChannelDocument().update(raw, scan(raw), true)
}

function texts(blocks: readonly Block[]): readonly string[] {
  return blocks.map((block) => block.text)
}

describe('channel document', () => {
  test('each mention is one marker, in any construct', () => {
    expect(texts(readWhole('- cup [[1,2,3,4]].\n\n| a |\n|---|\n| [[5,6,7,8]] |'))).toEqual([
      `- cup ${createMarker(0)}.\n\n`,
      `| a |\n|---|\n| ${createMarker(1)} |`,
    ])
  })

  test.each([
    ['<|begin_of_box|>42<|end_of_box|>', '42'],
    ['<answer>yes</|end_of_box|></answer><|user|>', 'yes'],
    ['a <|observation|>b<|endoftext|>', 'a b'],
    ['if a <answer b', 'if a <answer b'],
    ['5 <', '5 <'],
    ['yes<|end_of', 'yes'],
  ])('markup of the model is not shown: %s', (raw, expected) => {
    expect(texts(readWhole(raw)).join('')).toBe(expected)
  })

  test('text that has not settled stands at the end as arriving text, inert', () => {
    const [block] = createChannelDocument().update(
      '**Cup** at [[12, **3',
      { mentions: [], settledLength: 11 },
      false,
    )
    expect(block?.text.startsWith('**Cup** at \uE002')).toBe(true)
    expect(block?.text.slice(11)).not.toMatch(/[[*]/)
    expect(removeMarkers(block?.text ?? '')).toBe('**Cup** at [[12, **3')
  })

  test('half a mark is hidden while it may still become one', () => {
    const document = createChannelDocument()
    const raw = 'box <|begin_of'
    expect(texts(document.update(raw, { mentions: [], settledLength: raw.length }, false))).toEqual(
      ['box '],
    )
  })

  test('a closed block is the same object for ever, and an unchanged update the same array', () => {
    const document = createChannelDocument()
    const first = document.update('a\n\nb', scan('a\n\nb'), false)
    expect(document.update('a\n\nb', scan('a\n\nb'), false)).toBe(first)
    const second = document.update('a\n\nbc', scan('a\n\nbc'), false)
    expect(second).not.toBe(first)
    expect(second[0]).toBe(first[0])
    expect(second[1]).toEqual({ id: 1, text: 'bc', isClosed: false })
    const last = document.update('a\n\nbc', scan('a\n\nbc'), true)
    expect(last[0]).toBe(first[0])
    expect(last.every((block) => block.isClosed)).toBe(true)
    expect(document.update('a\n\nbc', scan('a\n\nbc'), true)).toBe(last)
  })

  test('line ends of any kind are one kind', () => {
    expect(texts(readWhole('a\r\n\r\nb\rc'))).toEqual(['a\n\n', 'b\nc'])
  })

  test('blank text is no block', () => {
    expect(readWhole(' \n\n <|begin_of_box|>\n')).toEqual([])
  })

  test('however the raw text arrives, the blocks at the end are the same and ids never move', () => {
    const pieces = fc.constantFrom(
      'text ',
      '\n',
      '\n\n',
      '- ',
      '[[1,2,3,4]]',
      '<|begin_of_box|>',
      '<|end_of_box|>',
      '```\n',
      '\r',
      '\r\n',
      '<answer>',
      '<',
      '\uE000',
      '\u{E0069}',
      '😀',
      '[',
      '**',
      '$$\n',
    )
    const raws = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        raws,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (raw, sizes) => {
          const document = createChannelDocument()
          let seen: readonly Block[] = []
          let end = 0
          for (let turn = 0; end < raw.length; turn += 1) {
            end = Math.min(raw.length, end + (sizes[turn % sizes.length] ?? 1))
            const blocks = document.update(raw.slice(0, end), scan(raw.slice(0, end)), false)
            for (const [index, block] of blocks.entries()) {
              expect(block.id).toBe(index)
              if (seen[index]?.isClosed) expect(block).toBe(seen[index])
            }
            seen = blocks
          }
          expect(document.update(raw, scan(raw), true)).toEqual(readWhole(raw))
        },
      ),
      { seed: 3, numRuns: 1000 },
    )
  })
})
