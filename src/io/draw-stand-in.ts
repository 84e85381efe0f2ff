import type { PreparedImage } from './ports.ts'

/** Longest side that is really drawn, in pixels; the stage stretches it to the size that was recorded. */
const LONGEST_SIDE = 1200
const SQUARES = 16
const WORDS = 'picture not in the recording'

/** A checkered picture that takes the place of one that a recording names but does not hold. */
export async function drawStandIn(width: number, height: number): Promise<PreparedImage> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height))
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  )
  const context = canvas.getContext('2d')
  if (context) {
    const side = Math.max(8, Math.max(canvas.width, canvas.height) / SQUARES / 2)
    context.fillStyle = '#d6d8dc'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.fillStyle = '#c8cbd0'
    for (let y = 0; y * side < canvas.height; y += 1) {
      for (let x = y % 2; x * side < canvas.width; x += 2) {
        context.fillRect(x * side, y * side, side, side)
      }
    }
    const size = Math.min(canvas.width / 18, canvas.height / 3, 40)
    context.font = `${size}px system-ui, sans-serif`
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillStyle = '#454a52'
    context.fillText(WORDS, canvas.width / 2, canvas.height / 2)
  }
  const blob = await canvas.convertToBlob({ type: 'image/png' })
  return {
    type: blob.type,
    blob,
    url: URL.createObjectURL(blob),
    width,
    height,
    bytes: blob.size,
    note: WORDS,
  }
}
