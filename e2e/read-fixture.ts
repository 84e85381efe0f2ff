import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestFile } from './app.ts'

/** Media with known content that lie beside the repository; where they are missing, tests that need them are skipped. */
const folder = join(import.meta.dirname, '../../shared/fixtures')

export const hasFixtures = existsSync(folder)

/** For `test.skip(!hasFixtures, noFixtures)`. */
export const noFixtures = `the folder of fixtures is missing: ${folder}`

const mimeTypes: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
  webm: 'video/webm',
}

export function readFixture(name: string): TestFile {
  const extension = name.split('.').at(-1) ?? ''
  const buffer = readFileSync(join(folder, name))
  return { name, mimeType: mimeTypes[extension] ?? 'application/octet-stream', buffer }
}
