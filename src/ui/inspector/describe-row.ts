import type { ChunkPart, ChunkRow } from '@/core/run/chunk-log.ts'

/** A text in one line: what would break it is spelled out. */
function inOneLine(text: string): string {
  return text.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
}

function describePart({ kind, text }: ChunkPart): string {
  return kind === 'usage' || kind === 'end' ? `${kind} ${text}` : `${kind} “${inOneLine(text)}”`
}

/** What a chunk said, in one line, as in: answer “1, 399, 479]]”, 1 region. */
export function describeRow({ parts, regions }: ChunkRow): string {
  if (parts.length === 0) return '…'
  const said = parts.map(describePart).join(', ')
  if (regions === 0) return said
  return `${said}, ${regions} ${regions === 1 ? 'region' : 'regions'}`
}
