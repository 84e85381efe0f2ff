/** What the segments of a JPEG say: its size and its EXIF block, if any. */
export type JpegFrame = {
  readonly width: number
  readonly height: number
  /** The TIFF block inside APP1, without the "Exif\0\0" in front of it. */
  readonly exif: Uint8Array | null
}

const START_OF_SCAN = 0xda
const END_OF_IMAGE = 0xd9

/**
 * Walks the segments of a JPEG (ITU T.81, annex B) up to the first scan and checks that the file has an end.
 * Browsers paint the missing part of a cut file grey, and a model would be asked about the grey: so a file
 * without its end marker is refused.
 */
export function readJpegFrame(bytes: Uint8Array): JpegFrame | 'cut-off' | 'unreadable' {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let exif: Uint8Array | null = null
  let size: { width: number; height: number } | null = null
  let offset = 2
  while (offset + 4 <= bytes.length) {
    if (bytes[offset] !== 0xff) return 'unreadable'
    const marker = view.getUint8(offset + 1)
    if (marker === 0xff) {
      // Fill bytes may stand before any marker.
      offset += 1
      continue
    }
    const length = view.getUint16(offset + 2)
    if (marker === START_OF_SCAN) {
      if (!size) return 'unreadable'
      return hasEnd(bytes, offset) ? { ...size, exif } : 'cut-off'
    }
    if (isFrameHeader(marker) && offset + 9 <= bytes.length)
      size = { height: view.getUint16(offset + 5), width: view.getUint16(offset + 7) }
    if (marker === 0xe1 && isExif(bytes, offset + 4))
      exif ??= bytes.subarray(offset + 10, offset + 2 + length)
    offset += 2 + length
  }
  return 'cut-off'
}

/** SOF0–SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

function isExif(bytes: Uint8Array, offset: number): boolean {
  // The byte after "Exif\0" is padding of any value; browsers do not look at it.
  return [0x45, 0x78, 0x69, 0x66, 0].every((value, index) => bytes[offset + index] === value)
}

/** Some cameras append data after the end marker, so it is searched from the back. */
function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let index = bytes.length - 2; index > from; index -= 1)
    if (bytes[index] === 0xff && bytes[index + 1] === END_OF_IMAGE) return true
  return false
}
