import type { Result } from '@/core/result.ts'
import { isSitePath } from '@/core/run/recorded-media.ts'
import { isRecordingId } from '@/core/run/recording.ts'

/** A card of the demo gallery. Paths lie below the base of the site. */
export type DemoEntry = {
  readonly id: string
  readonly title: string
  readonly subtitle: string
  /** Small picture, 3 : 2. */
  readonly thumbnail: string
  /** The picture that the demo asks about. */
  readonly picture: string
  readonly recording: string
}

const MAX_DEMOS = 100
const MAX_TITLE_LENGTH = 100

/** Path of the list of demos, below the base of the site. */
export const DEMO_LIST_PATH = 'demo/index.json'

/** Path of the recording that a `demo://<id>` address replays, below the base of the site. */
export function demoRecordingPath(id: string): string {
  return `demo/${id}/recording.json`
}

/** Checks the list of demos, `{ version: 1, demos: [...] }`. The error is a sentence that may be shown. */
export function decodeDemoList(value: unknown): Result<readonly DemoEntry[], string> {
  const list = isObject(value) && value['version'] === 1 ? value['demos'] : null
  if (!Array.isArray(list)) return { ok: false, error: 'The list of demos cannot be read.' }
  if (list.length > MAX_DEMOS) return { ok: false, error: 'The list of demos is too long.' }
  const demos: DemoEntry[] = []
  const ids = new Set<string>()
  for (const [index, item] of list.entries()) {
    const demo = decodeEntry(item)
    if (demo === null) return { ok: false, error: `Demo ${index + 1} of the list is incomplete.` }
    if (ids.has(demo.id)) return { ok: false, error: `The demo "${demo.id}" is listed twice.` }
    ids.add(demo.id)
    demos.push(demo)
  }
  return { ok: true, value: demos }
}

function decodeEntry(value: unknown): DemoEntry | null {
  if (!isObject(value)) return null
  const { id, title, subtitle, thumbnail, picture, recording } = value
  if (!isRecordingId(id) || !isTitle(title) || !isTitle(subtitle)) return null
  if (!isSitePath(thumbnail) || !isSitePath(picture) || !isSitePath(recording)) return null
  return { id, title, subtitle, thumbnail, picture, recording }
}

function isTitle(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_TITLE_LENGTH
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
