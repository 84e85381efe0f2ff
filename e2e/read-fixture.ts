import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { TestFile } from './app.ts'

const folder = join(import.meta.dirname, '../../shared/fixtures')

const TYPES = new Map([
  ['.jpg', 'image/jpeg'],
  ['.png', 'image/png'],
  ['.mp4', 'video/mp4'],
  ['.webm', 'video/webm'],
  ['.pdf', 'application/pdf'],
])

/** Media with known content lie beside the repository; without them the tests that need them are skipped. */
export const hasFixtures = existsSync(folder)
export const NO_FIXTURES = 'there is no folder shared/fixtures beside the repository'

export function readFixture(name: string): TestFile {
  const mimeType = TYPES.get(extname(name)) ?? 'application/octet-stream'
  return { name, mimeType, buffer: readFileSync(join(folder, name)) }
}
