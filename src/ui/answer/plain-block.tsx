import { memo } from 'react'
import { splitPlain } from '@/core/markdown/split-plain.ts'
import { EarlierText } from './earlier-text.tsx'
import { MarkedText } from './marked-text.tsx'
import { formatCount } from './run-figures.ts'
import { useTailWindow } from './use-tail-window.ts'

/** A browser takes more than linear time to break one endless line. */
const LONGEST_CHUNK = 4000
const CHUNKS = { most: 25, step: 10 }
const PLAIN = 'whitespace-pre-wrap [overflow-wrap:anywhere]'

/** A block as plain text with its chips: while Markdown loads, and where reading it failed or would take too long. */
export function PlainBlock({ text }: { readonly text: string }) {
  const chunks = splitPlain(text.trim(), LONGEST_CHUNK)
  const { start, showEarlier } = useTailWindow(chunks.length, CHUNKS)
  const [only] = chunks
  if (chunks.length === 1 && only !== undefined) {
    return (
      <p className={`${PLAIN} my-2.5 first:mt-0 last:mb-0`}>
        <MarkedText text={only} />
      </p>
    )
  }
  const hidden = chunks.slice(0, start).reduce((length, chunk) => length + chunk.length, 0)
  return (
    <div className="my-2.5 first:mt-0 last:mb-0">
      {start === 0 ? null : (
        <EarlierText hidden={`${formatCount(hidden)} earlier characters`} onShow={showEarlier} />
      )}
      {chunks.slice(start).map((chunk, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: chunks never move
        <PlainChunk key={start + index} text={chunk} />
      ))}
    </div>
  )
}

const PlainChunk = memo(function PlainChunk({ text }: { readonly text: string }) {
  return (
    <div className={`${PLAIN} [contain-intrinsic-size:auto_80rem] [content-visibility:auto]`}>
      <MarkedText text={text} />
    </div>
  )
})
