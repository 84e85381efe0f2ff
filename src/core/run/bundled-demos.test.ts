import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { parseRegions } from '@/core/grounding/parse-regions.ts'
import { createStreamDecoder } from '@/core/protocol/decode-stream.ts'
import type { StreamEvent } from '@/core/protocol/stream-event.ts'
import { DEMO_LIST_PATH, type DemoEntry, decodeDemoList, demoRecordingPath } from './demo-list.ts'
import { decodeRecording, type Recording } from './recording.ts'

const PUBLIC_FOLDER = path.resolve(import.meta.dirname, '../../../public')

const readSite = (file: string) => readFileSync(path.join(PUBLIC_FOLDER, file))
const readJson = (file: string): unknown => JSON.parse(readSite(file).toString('utf8'))

function readDemos(): readonly DemoEntry[] {
  const list = decodeDemoList(readJson(DEMO_LIST_PATH))
  if (!list.ok) throw new Error(list.error)
  return list.value
}

function readRecording(file: string): Recording {
  const recording = decodeRecording(readJson(file))
  if (!recording.ok) throw new Error(recording.error)
  return recording.value
}

function decodeChunks({ endpoint, http, chunks }: Recording): StreamEvent[] {
  const decoder = createStreamDecoder({
    wire: endpoint.wire,
    contentType: http.headers.find(([name]) => name === 'content-type')?.[1] ?? '',
    httpStatus: http.status,
  })
  const encoder = new TextEncoder()
  const events = chunks.flatMap(([, content]) =>
    typeof content === 'string' ? [...decoder.push(encoder.encode(content))] : [],
  )
  return [...events, ...decoder.end('close')]
}

const textOf = (events: readonly StreamEvent[], type: 'reasoning-delta' | 'answer-delta') =>
  events.map((event) => (event.type === type ? event.text : '')).join('')

/** Labels of the boxes of the answer, and of the drafts in the reasoning. */
const EXPECTED: Readonly<Record<string, { answer: string[]; drafts: string[] }>> = {
  'read-a-chart': {
    answer: ["Cobalt's bar", 'Footnote on Cobalt'],
    drafts: ["Aurum's bar", "Cobalt's bar", 'Footnote on Cobalt'],
  },
  'act-in-an-app': { answer: ['click'], drafts: ['Today', 'Target day', 'New event button'] },
  'rebuild-a-page': { answer: [], drafts: [] },
  'chart-to-table': { answer: [], drafts: [] },
  'find-one-thing': {
    answer: ['Red bicycle'],
    drafts: ['Green bicycle', 'Blue bicycle', 'Red bicycle'],
  },
  'find-many-things': {
    answer: ['Milk jug', 'Cappuccino', 'Water glass', 'Lemon tea', 'Espresso'],
    drafts: ['Milk jug', 'Cappuccino', 'Bowl', 'Water glass', 'Lemon tea', 'Espresso'],
  },
  'solve-a-figure': { answer: [], drafts: [] },
}

const demos = readDemos()

describe('the bundled demos', () => {
  it('show every use once, in the order of the gallery', () => {
    expect(demos.map(({ id }) => id)).toEqual(Object.keys(EXPECTED))
  })

  it('stay small enough to be loaded without a thought', () => {
    const sizes = readdirSync(path.join(PUBLIC_FOLDER, 'demo'), {
      recursive: true,
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(path.join(entry.parentPath, entry.name)).size)
    expect(Math.max(...sizes)).toBeLessThan(400_000)
    expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThan(2_500_000)
  })

  describe.each(demos)('$id', (demo) => {
    const recording = readRecording(demo.recording)
    const events = decodeChunks(recording)
    const reasoning = textOf(events, 'reasoning-delta')
    const answer = textOf(events, 'answer-delta')

    it('says that it is scripted and stands where its address leads', () => {
      expect(recording).toMatchObject({ id: demo.id, title: demo.title, subtitle: demo.subtitle })
      expect(recording.endpoint.scripted).toBe(true)
      expect(demo.recording).toBe(demoRecordingPath(demo.id))
    })

    it('holds the hash and the name of the very picture that is shown', () => {
      expect(recording.media).toHaveLength(1)
      expect(recording.media[0]).toMatchObject({
        file: demo.picture,
        sha256: createHash('sha256').update(readSite(demo.picture)).digest('hex'),
      })
      expect(readSite(demo.thumbnail).subarray(8, 12).toString('latin1')).toBe('WEBP')
    })

    it('streams at a natural pace and ends complete with its usage', () => {
      const [firstMs] = recording.chunks[0] ?? [0]
      const [lastMs] = recording.chunks.at(-1) ?? [0]
      expect(firstMs).toBeGreaterThanOrEqual(300)
      expect(lastMs).toBeGreaterThan(6000)
      expect(lastMs).toBeLessThanOrEqual(14_500)
      expect(events.at(-1)).toMatchObject({ type: 'end', status: 'complete', finishReason: 'stop' })
      expect(events.some(({ type }) => type === 'usage')).toBe(true)
    })

    it('thinks before it answers', () => {
      expect(reasoning.split(/\s+/).length).toBeGreaterThanOrEqual(60)
      expect(reasoning.split(/\s+/).length).toBeLessThanOrEqual(165)
      expect(answer.length).toBeGreaterThan(100)
    })

    it.each([
      ['answer', answer, EXPECTED[demo.id]?.answer],
      ['reasoning', reasoning, EXPECTED[demo.id]?.drafts],
    ] as const)('draws what its %s speaks of and nothing else', (channel, text, labels) => {
      const { regions, possible, malformed } = parseRegions(text, { channel })
      expect(regions.map(({ label }) => label)).toEqual(labels)
      expect(regions.every(({ space, order }) => space === 'norm1000' && order === 'xyxy')).toBe(
        true,
      )
      expect({ possible, malformed }).toEqual({ possible: [], malformed: 0 })
    })
  })
})
