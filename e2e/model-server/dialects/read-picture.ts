import type { Rule } from './field-rules.ts'

export type PictureType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp' | 'image/bmp'

/** Which spelling of a picture a provider takes. Addresses of pictures are no matter of these servers. */
export type PictureRules = {
  readonly form: 'raw-base64' | 'data-url' | 'both'
  readonly types: readonly PictureType[]
}

export type Picture = {
  readonly type: PictureType
  readonly width: number
  readonly height: number
}

/** `form`: the wrong one of base64 and data URL. */
export type PictureRefusal = 'form' | 'remote' | 'type' | 'undecodable'

type PictureReading =
  | { readonly ok: true; readonly picture: Picture }
  | { readonly ok: false; readonly refusal: PictureRefusal }

const dataUrl = /^data:([a-z]+\/[a-z0-9.+-]+);base64,(.*)$/s
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

const refuse = (refusal: PictureRefusal): PictureReading => ({ ok: false, refusal })

/** Reads a picture as a server would that takes it in the given form only. */
export function readPicture(value: string, rules: PictureRules): PictureReading {
  if (/^https?:/i.test(value)) return refuse('remote')
  const match = dataUrl.exec(value)
  if (match === null && /^data:/i.test(value)) return refuse('form')
  if (match !== null && rules.form === 'raw-base64') return refuse('form')
  if (match === null && rules.form === 'data-url') return refuse('form')
  const encoded = match?.[2] ?? value
  if (encoded === '' || !base64.test(encoded)) return refuse('undecodable')
  const picture = decodePicture(Buffer.from(encoded, 'base64'))
  if (picture === null) return refuse('undecodable')
  const says = match?.[1]
  const isTrue = says === undefined || says === picture.type
  return isTrue && rules.types.includes(picture.type) ? { ok: true, picture } : refuse('type')
}

/** The rule of a field that holds a picture. The detail is the word of the refusal. */
export function pictureText(rules: PictureRules): Rule {
  return (value, path) => {
    if (typeof value !== 'string') return { kind: 'invalid', path, detail: 'must be a string' }
    const reading = readPicture(value, rules)
    return reading.ok ? null : { kind: 'media', path, detail: reading.refusal }
  }
}

/** Type and size out of the bytes of a PNG or a JPEG file; these servers know no others. */
function decodePicture(bytes: Buffer): Picture | null {
  if (bytes.length >= 24 && bytes.subarray(1, 4).toString('latin1') === 'PNG') {
    return { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  }
  return bytes.length >= 4 && bytes.readUInt16BE(0) === 0xffd8 ? decodeJpeg(bytes) : null
}

/** ITU-T T.81: segments from marker to marker, until the frame header that holds the size. */
function decodeJpeg(bytes: Buffer): Picture | null {
  let offset = 2
  while (offset + 9 <= bytes.length) {
    const marker = bytes.readUInt16BE(offset)
    const isFrame =
      marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
    if (isFrame) {
      const height = bytes.readUInt16BE(offset + 5)
      return { type: 'image/jpeg', width: bytes.readUInt16BE(offset + 7), height }
    }
    offset += 2 + bytes.readUInt16BE(offset + 2)
  }
  return null
}
