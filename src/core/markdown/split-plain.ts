import { createArriving, splitMarkers } from './mention-marker.ts'

/**
 * Cuts text with markers into chunks of at most `size` UTF-16 units, so that no line breaker has to take more at
 * once: behind a line end where there is one in the second half of a chunk, otherwise anywhere but inside a marker
 * or a surrogate pair. Text that still arrives (it is always the last) is cut too, each piece a marker of its own.
 * Chunks joined show the text; where text is appended, all chunks but the last stay the same. Linear.
 */
export function splitPlain(text: string, size: number): readonly string[] {
  if (text.length <= size) return [text]
  const arrivingStart = text.indexOf('\uE002')
  if (arrivingStart < 0) return cut(text, size)
  const settled = cut(text.slice(0, arrivingStart), size)
  const arriving = splitMarkers(text.slice(arrivingStart))
    .flatMap((piece) => (piece.kind === 'arriving' ? cut(piece.text, size - 2) : []))
    .map(createArriving)
  return [...settled, ...arriving].filter((chunk) => chunk !== '')
}

function cut(text: string, size: number): string[] {
  const chunks: string[] = []
  let start = 0
  while (text.length - start > size) {
    const chunk = text.slice(start, start + size)
    const length = findCut(chunk)
    chunks.push(chunk.slice(0, length))
    start += length
  }
  chunks.push(text.slice(start))
  return chunks
}

function findCut(chunk: string): number {
  const lineEnd = chunk.lastIndexOf('\n') + 1
  if (lineEnd > chunk.length / 2) return lineEnd
  const marker = chunk.lastIndexOf('\uE000')
  if (marker > 0 && marker > chunk.lastIndexOf('\uE001')) return marker
  return /[\uD800-\uDBFF]$/.test(chunk.slice(-1)) ? chunk.length - 1 : chunk.length
}
