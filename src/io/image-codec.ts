import { describeRefusal } from '@/core/media/describe-refusal.ts'
import { type ImageFacts, readImageFacts } from '@/core/media/image-facts.ts'
import type { SentImage } from '@/core/protocol/chat-request.ts'
import type { Result } from '@/core/result.ts'
import { drawStandIn } from './draw-stand-in.ts'
import type { ImagePort, PreparedImage } from './ports.ts'

/** Prepares pictures with the browser's own decoder. Bytes stay as they are unless something forces a change. */
export const imageCodec: ImagePort = {
  prepare,
  encode,
  release: (image) => URL.revokeObjectURL(image.url),
  standIn: drawStandIn,
}

async function prepare(file: Blob, name: string): Promise<Result<PreparedImage, string>> {
  const facts = readImageFacts(await readBytes(file))
  if (!facts.ok) return { ok: false, error: describeRefusal(name, facts.error) }
  const original = file.slice(0, file.size, facts.value.type)
  const bitmap = await decode(original)
  if (!bitmap) return { ok: false, error: describeRefusal(name, { kind: 'unreadable' }) }
  try {
    const change = planChange(facts.value, bitmap)
    const blob = change ? await draw(bitmap, change.type) : original
    return {
      ok: true,
      value: {
        type: blob.type,
        blob,
        url: URL.createObjectURL(blob),
        width: bitmap.width,
        height: bitmap.height,
        bytes: blob.size,
        note: change ? change.note : 'sent as it is',
      },
    }
  } finally {
    bitmap.close()
  }
}

/**
 * Many servers ignore EXIF orientation, so a turned picture is baked upright: only then do picture and boxes agree.
 * A GIF is a first frame to every model, so that frame is what is shown and sent.
 */
function planChange(
  facts: ImageFacts,
  decoded: { readonly width: number; readonly height: number },
): { type: string; note: string } | null {
  if (facts.type === 'image/gif') return { type: 'image/png', note: 'first frame, as PNG' }
  if (!isTurned(facts, decoded)) return null
  return facts.type === 'image/jpeg'
    ? { type: 'image/jpeg', note: 'turned upright, as JPEG' }
    : { type: 'image/png', note: 'turned upright, as PNG' }
}

/**
 * Whether the browser turned the picture. Quarter turns show in its size, whatever the tag says; half turns and
 * mirrors only in the tag, which browsers follow in JPEG and PNG but not in WebP.
 */
function isTurned(
  { type, orientation, storedWidth, storedHeight }: ImageFacts,
  decoded: { readonly width: number; readonly height: number },
): boolean {
  if (storedWidth !== storedHeight && decoded.width === storedHeight) return true
  if (orientation >= 5 && storedWidth !== storedHeight) return false
  return orientation > 1 && type !== 'image/webp'
}

async function encode(image: PreparedImage, acceptedTypes: readonly string[]): Promise<SentImage> {
  if (acceptedTypes.includes(image.type))
    return { type: image.type, base64: await toBase64(image.blob) }
  const bitmap = await createImageBitmap(image.blob)
  try {
    const blob = await draw(bitmap, 'image/png')
    return { type: blob.type, base64: await toBase64(blob) }
  } finally {
    bitmap.close()
  }
}

async function readBytes(file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch {
    // A folder, or a file that went away since it was chosen.
    return new Uint8Array()
  }
}

async function decode(blob: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(blob, { imageOrientation: 'from-image' })
  } catch {
    return null
  }
}

function draw(bitmap: ImageBitmap, type: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
  return canvas.convertToBlob({ type, quality: 0.95 })
}

function toBase64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
