import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRegionScanner } from './region-scanner.ts'
import { stripMarkup } from './strip-markup.ts'

type Case = { readonly id: string; readonly payload: string }

const FILE = join(process.cwd(), '../shared/corpora/malicious.json')
const CASES: readonly Case[] = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : []

if (CASES.length === 0) process.stdout.write('malicious corpus: not found, skipped\n')

describe.skipIf(CASES.length === 0)('malicious corpus', () => {
  it.each(CASES.map((example) => [example.id, example.payload] as const))(
    '%s: costs what it is long, and gives finite numbers only',
    (_, payload) => {
      const work = { steps: 0 }
      const scanner = createRegionScanner({}, work)
      for (let at = 0; at < payload.length; at += 7) scanner.push(payload.slice(at, at + 7))
      scanner.end()
      const { regions, possible, settledLength } = scanner.snapshot()
      expect(work.steps).toBeLessThanOrEqual(payload.length * 4 + 4)
      expect(settledLength).toBe(payload.length)
      for (const region of [...regions, ...possible]) {
        expect(region.coords.every(Number.isFinite)).toBe(true)
        expect(region.rect?.every(Number.isFinite) ?? true).toBe(true)
        expect(region.label?.length ?? 0).toBeLessThanOrEqual(200)
      }
      expect(stripMarkup(payload).length).toBeLessThanOrEqual(payload.length)
    },
  )
})
