import type { Result } from '@/core/result.ts'
import { failure, isObject, isText, MAX_NAME_LENGTH } from './recording-checks.ts'

/** One picture, video or document of the question. */
export type RecordedMedia = {
  readonly name: string
  /** MIME type. */
  readonly type: string
  /** Pixels of the upright picture. */
  readonly width: number
  readonly height: number
  /** Hash of the bytes, 64 lower-case hex digits. */
  readonly sha256: string
  /** Path below the base of the site; null where the recording is no part of a site. */
  readonly file: string | null
  /** The bytes in base64; null where the recording travels without its media. */
  readonly data: string | null
}

const MAX_MEDIA = 64
/** Characters of base64 of one medium, and of all together. */
const MAX_DATA_LENGTH = 64 * 1024 * 1024

/** Whether a value is a plain path below the base of the site: no scheme, no root, no step upwards. */
export function isSitePath(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= MAX_NAME_LENGTH &&
    /^[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/.test(value)
  )
}

/** Checks the list of media of a recording. The error is a sentence. */
export function decodeMedia(value: unknown): Result<readonly RecordedMedia[], string> {
  if (!Array.isArray(value)) return failure('The recording has no list of media.')
  if (value.length > MAX_MEDIA) return failure(`The recording has more than ${MAX_MEDIA} media.`)
  const media: RecordedMedia[] = []
  let length = 0
  for (const [index, item] of value.entries()) {
    const medium = decodeMedium(item)
    if (medium === null) return failure(`Medium ${index + 1} of the recording is incomplete.`)
    length += medium.data?.length ?? 0
    if (length > MAX_DATA_LENGTH) return failure('The media of the recording are too large.')
    media.push(medium)
  }
  return { ok: true, value: media }
}

function decodeMedium(value: unknown): RecordedMedia | null {
  if (!isObject(value)) return null
  const { name, type, width, height, sha256, file = null, data = null } = value
  if (!isText(name, MAX_NAME_LENGTH) || !isText(type, MAX_NAME_LENGTH)) return null
  if (!isPixelCount(width) || !isPixelCount(height)) return null
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return null
  if (file !== null && !isSitePath(file)) return null
  if (data !== null && !isBase64(data)) return null
  return { name, type, width, height, sha256, file, data }
}

function isBase64(value: unknown): value is string {
  return typeof value === 'string' && value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value)
}

function isPixelCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 1_000_000
}
