import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { TestFile } from './app.ts'
import { test } from './test.ts'

const folder = join(import.meta.dirname, '../../shared/fixtures')

const TYPES = new Map([
  ['.jpg', 'image/jpeg'],
  ['.png', 'image/png'],
  ['.mp4', 'video/mp4'],
  ['.webm', 'video/webm'],
  ['.pdf', 'application/pdf'],
])

/** Media with known content lie beside the repository. A test that needs them is reported as skipped without them. */
export const testWithFixtures = existsSync(folder) ? test : test.skip

export function readFixture(name: string): TestFile {
  const mimeType = TYPES.get(extname(name)) ?? 'application/octet-stream'
  return { name, mimeType, buffer: readFileSync(join(folder, name)) }
}
