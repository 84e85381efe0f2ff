import { memo, useMemo } from 'react'
import { splitPlain } from '@/core/markdown/split-plain.ts'
import { EarlierText } from './earlier-text.tsx'
import { LimitedChips } from './limited-chips.tsx'
import { MarkedText } from './marked-text.tsx'
import { formatCount } from './run-figures.ts'
import { useTailWindow } from './use-tail-window.ts'

/** A browser takes more than linear time to break one endless line. */
const LONGEST_CHUNK = 4000
/** About 100,000 characters at most. */
const CHUNKS = { most: 25, step: 10 }
const PLAIN = 'whitespace-pre-wrap [overflow-wrap:anywhere]'

type PlainBlockProps = { readonly text: string }
type PlainTextProps = {
  readonly text: string
  /** How many chunks stand before it, unseen: what stays in sight when more are hidden is not laid out again. */
  readonly hiddenChunks?: number
}

/** The end of a block as plain text with its chips: while Markdown loads, and where reading it would take too long. */
export function PlainBlock({ text }: PlainBlockProps) {
  const chunks = useMemo(() => splitPlain(text.trim(), LONGEST_CHUNK), [text])
  const { start, showEarlier } = useTailWindow(chunks.length, CHUNKS)
  const hidden = chunks.slice(0, start).reduce((length, chunk) => length + chunk.length, 0)
  return (
    <>
      {start === 0 ? null : (
        <EarlierText hidden={`${formatCount(hidden)} earlier characters`} onShow={showEarlier} />
      )}
      <LimitedChips text={chunks.slice(start).join('')}>
        {(limited) => <PlainText text={limited} hiddenChunks={start} />}
      </LimitedChips>
    </>
  )
}

/** All of a text as it stands, with its chips. */
export function PlainText({ text, hiddenChunks = 0 }: PlainTextProps) {
  const chunks = splitPlain(text.trim(), LONGEST_CHUNK)
  const [only] = chunks
  if (chunks.length === 1 && only !== undefined) {
    return (
      <p className={`${PLAIN} my-2.5 first:mt-0 last:mb-0`}>
        <MarkedText text={only} />
      </p>
    )
  }
  return (
    <div className="my-2.5 first:mt-0 last:mb-0">
      {chunks.map((chunk, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: chunks never move
        <PlainChunk key={hiddenChunks + index} text={chunk} />
      ))}
    </div>
  )
}

const PlainChunk = memo(function PlainChunk({ text }: PlainBlockProps) {
  return (
    <div className={`${PLAIN} [contain-intrinsic-size:auto_80rem] [content-visibility:auto]`}>
      <MarkedText text={text} />
    </div>
  )
})
