import { createUtf8Decoder } from '@/core/protocol/utf8-decoder.ts'
import type { Exchange } from './exchange.ts'

/** The raw text of an answer in lines for a window over it. */
export type RawLines = {
  /** Reads the chunks that are new. */
  readonly update: (exchange: Exchange) => void
  /** Complete lines, and the last one as far as it has come. Grows in place; the last line may change. */
  readonly lines: readonly string[]
}

/** A longer line goes on in the next one: no browser lays out a megabyte in one line. */
const LONGEST_LINE = 1000

function cutLine(line: string): readonly string[] {
  if (line.length <= LONGEST_LINE) return [line]
  return Array.from({ length: Math.ceil(line.length / LONGEST_LINE) }, (_, index) =>
    line.slice(index * LONGEST_LINE, (index + 1) * LONGEST_LINE),
  )
}

/** The lines of a text for a window over it: a line that is too long goes on in the next one. */
export function cutLines(text: string): readonly string[] {
  return text.split('\n').flatMap(cutLine)
}

/** Splits the bytes of an answer into lines as they come; each byte is read once. */
export function createRawLines(): RawLines {
  const lines: string[] = ['']
  const decoder = createUtf8Decoder()
  let next = 0

  const add = (piece: string) => {
    const whole = (lines.pop() ?? '') + piece
    for (const part of cutLine(whole)) lines.push(part)
  }

  return {
    lines,
    update: ({ chunks }) => {
      for (; next < chunks.length; next += 1) {
        const pieces = decoder.decode(chunks[next]?.bytes ?? new Uint8Array()).split('\n')
        for (const [index, piece] of pieces.entries()) {
          if (index > 0) lines.push('')
          add(piece.replace(/\r$/, ''))
        }
      }
    },
  }
}

/** The whole raw text of an answer. */
export function readRawText({ chunks }: Exchange): string {
  const decoder = createUtf8Decoder()
  return chunks.map(({ bytes }) => decoder.decode(bytes)).join('') + decoder.end()
}
