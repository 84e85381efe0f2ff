import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Region, RegionOrder } from './region.ts'
import { createRegionScanner, type ScanOptions, type ScanResult } from './region-scanner.ts'

type Expected = {
  readonly kind: string
  readonly coords: readonly (number | readonly number[])[]
  readonly system: string
  readonly label?: string
  readonly order?: RegionOrder
  readonly action?: string
  readonly t?: number
  readonly partial?: boolean
  readonly degenerate?: boolean
  readonly flipped?: boolean
  readonly ambiguous?: string
}

type Case = {
  readonly id: string
  readonly raw: string | readonly string[]
  readonly where: 'content' | 'reasoning' | 'user'
  readonly image?: readonly [number, number]
  readonly model_input?: readonly [number, number]
  readonly hint?: { readonly family?: string; readonly order?: RegionOrder }
  readonly expect: readonly Expected[]
}

const FILE = join(process.cwd(), '../shared/corpora/grounding.json')
const CASES: readonly Case[] = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : []

function textOf(example: Case): string {
  return typeof example.raw === 'string' ? example.raw : example.raw.join('')
}

function optionsOf(example: Case): ScanOptions {
  const { hint, image, model_input: sent } = example
  return {
    ...(hint?.family === undefined ? {} : { profile: hint.family }),
    ...(hint?.order === undefined ? {} : { order: hint.order }),
    ...(image === undefined ? {} : { imageSize: { width: image[0], height: image[1] } }),
    ...(sent === undefined ? {} : { sentSize: { width: sent[0], height: sent[1] } }),
  }
}

function scan(pieces: readonly string[], options: ScanOptions): ScanResult {
  const scanner = createRegionScanner(options)
  for (const piece of pieces) scanner.push(piece)
  scanner.end()
  return scanner.snapshot()
}

/** A region in the words of the corpus. */
function told(region: Region): string {
  const { coords, label, space, action, time, order, flags } = region
  const kind = space === 'seconds' ? 'time' : region.kind
  const seconds = kind === 'time' ? null : time
  const marks = flags.filter((flag) => flag !== 'beyond-range').toSorted()
  return JSON.stringify({ kind, coords, label, space, action, seconds, order, marks })
}

function wanted(expected: Expected): string {
  const { kind, label = null, system: space, action = null, t: seconds = null } = expected
  const { order = 'xyxy' } = expected
  const coords = expected.coords.flat()
  const marks = ['ambiguous', 'degenerate', 'flipped', 'partial'].filter((flag) => flag in expected)
  return JSON.stringify({ kind, coords, label, space, action, seconds, order, marks })
}

function answerOf(result: ScanResult): readonly string[] {
  return result.regions.filter((region) => region.channel === 'answer').map(told)
}

/** Numbers in their order of appearance; a region may only ever join the list or gain what is no coordinate. */
function coordsOf(result: ScanResult): readonly string[] {
  return result.regions.map((region) => `${region.kind} ${region.coords.join()}`)
}

function passes(example: Case): boolean {
  // the user's own turn is never scanned for answers
  if (example.where === 'user') return example.expect.length === 0
  const found = answerOf(scan([textOf(example)], optionsOf(example)))
  return JSON.stringify(found) === JSON.stringify(example.expect.map(wanted))
}

if (CASES.length === 0) process.stdout.write('grounding corpus: not found, skipped\n')

describe.skipIf(CASES.length === 0)('grounding corpus', () => {
  it('reads the families of the corpus', () => {
    const glm = CASES.filter((example) => example.id.startsWith('glm-'))
    const negative = CASES.filter((example) => example.id.startsWith('neg-'))
    const other = CASES.filter((example) => !/^(?:glm|neg)-/.test(example.id))
    const count = (examples: readonly Case[]) => examples.filter(passes).length
    const failed = CASES.filter((example) => !passes(example)).map((example) => example.id)
    process.stdout.write(
      `glm ${count(glm)}/${glm.length}, neg ${count(negative)}/${negative.length}, other ${count(other)}/${other.length} ${failed.join(' ')}\n`,
    )
    expect(count(glm)).toBe(44)
    expect(count(negative)).toBe(7)
    expect(count(other)).toBe(46)
  })

  it.each(CASES.map((example) => [example.id, example] as const))(
    '%s: the result does not depend on the cuts, and no prefix invents anything',
    (_, example) => {
      const text = textOf(example)
      const options = optionsOf(example)
      const whole = scan([text], options)
      expect(scan([...text], options)).toEqual(whole)
      const final = coordsOf(whole)
      const scanner = createRegionScanner(options)
      let reported: readonly string[] = []
      let mentions: ScanResult['mentions'] = []
      let settled = 0
      for (let index = 0; index < text.length; index++) {
        scanner.push(text.charAt(index))
        const now = scanner.snapshot()
        expect(coordsOf(now).slice(0, reported.length)).toEqual(reported)
        expect(now.mentions.slice(0, mentions.length)).toEqual(mentions)
        for (const added of now.mentions.slice(mentions.length)) {
          expect(added.start).toBeGreaterThanOrEqual(settled)
          expect(added.end).toBeLessThanOrEqual(now.settledLength)
        }
        expect(now.settledLength).toBeGreaterThanOrEqual(settled)
        reported = coordsOf(now)
        mentions = now.mentions
        settled = now.settledLength
        // a text that really ends here has nothing that the whole text does not have
        for (const coords of coordsOf(scan([text.slice(0, index + 1)], options))) {
          expect(final).toContain(coords)
        }
      }
      scanner.end()
      expect(scanner.snapshot()).toEqual(whole)
      expect(whole.settledLength).toBe(text.length)
      expect(final.slice(0, reported.length)).toEqual(reported)
    },
  )

  it('gives the same result for random pieces', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CASES),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 200 }),
        (example, lengths) => {
          const text = textOf(example)
          const pieces: string[] = []
          let at = 0
          for (let turn = 0; at < text.length; turn++) {
            const length = lengths[turn % lengths.length] ?? 1
            pieces.push(text.slice(at, at + length))
            at += length
          }
          const options = optionsOf(example)
          expect(scan(pieces, options)).toEqual(scan([text], options))
        },
      ),
      { seed: 7, numRuns: 400 },
    )
  })
})
