import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createRegionScanner } from '@/core/grounding/region-scanner.ts'
import { createChannelDocument } from './channel-document.ts'
import { splitMarkers } from './mention-marker.ts'

type CorpusCase = { readonly id: string; readonly raw: string | readonly string[] }

const corpus = join(process.cwd(), '../shared/corpora/grounding.json')
const isThere = existsSync(corpus)
if (!isThere) process.stdout.write(`skipped: no corpus at ${corpus}\n`)
const cases: readonly CorpusCase[] = isThere ? JSON.parse(readFileSync(corpus, 'utf8')) : []

function read(raw: string, size: number) {
  const scanner = createRegionScanner({ channel: 'answer', profile: 'glm', imageCount: 1 })
  const document = createChannelDocument()
  for (let start = 0; start < raw.length; start += size) {
    scanner.push(raw.slice(start, start + size))
    document.update(raw.slice(0, start + size), scanner.snapshot(), false)
  }
  scanner.end()
  return { blocks: document.update(raw, scanner.snapshot(), true), scan: scanner.snapshot() }
}

describe.skipIf(!isThere)('texts of models', () => {
  test.each(cases)('$id gives the same blocks however it arrives, each mention once', ({ raw }) => {
    const text = typeof raw === 'string' ? raw : raw.join('')
    const { blocks, scan } = read(text, Math.max(1, text.length))
    for (const size of [1, 3, 7]) expect(read(text, size).blocks).toEqual(blocks)
    const shown = blocks.map((block) => block.text).join('')
    expect(shown).not.toMatch(/<\|(?:begin|end)_of_box\|>|<\/?answer>/)
    const mentions = splitMarkers(shown).flatMap((piece) =>
      piece.kind === 'mention' ? [piece.index] : [],
    )
    expect(mentions).toEqual(scan.mentions.map((_mention, index) => index))
  })
})
