const ORIENTATION_TAG = 0x0112

/**
 * Orientation 1–8 of an EXIF (TIFF) block, 1 where it says nothing or makes no sense.
 * Source: TIFF 6.0, section 2 (image file directory) and EXIF 2.32, table 4.
 */
export function readExifOrientation(block: Uint8Array): number {
  if (block.length < 14) return 1
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return 1
  const isLittleEndian = order === 0x4949
  if (view.getUint16(2, isLittleEndian) !== 42) return 1
  const directory = view.getUint32(4, isLittleEndian)
  if (directory + 2 > block.length) return 1
  const count = view.getUint16(directory, isLittleEndian)
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12
    if (entry + 12 > block.length) return 1
    if (view.getUint16(entry, isLittleEndian) !== ORIENTATION_TAG) continue
    // Browsers take the tag only in its proper form: one SHORT.
    const isShort = view.getUint16(entry + 2, isLittleEndian) === 3
    if (!isShort || view.getUint32(entry + 4, isLittleEndian) !== 1) return 1
    const value = view.getUint16(entry + 8, isLittleEndian)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}
