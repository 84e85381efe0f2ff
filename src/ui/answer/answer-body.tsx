import './answer.css'
import { memo, type ReactNode } from 'react'
import type { Block } from '@/core/markdown/block.ts'
import { MarkdownBlock } from './markdown-block.tsx'

/** Closed blocks are wrapped by this many, so that the browser skips those that are out of sight. */
const SECTION_SIZE = 16

type SectionProps = { readonly blocks: readonly Block[]; readonly start: number }

/**
 * The blocks of a channel from number `start` on (a multiple of the section size) as Markdown. This module brings
 * `react-markdown` along and is loaded when the first text arrives; see `ChannelText`.
 */
export function AnswerBody({ blocks, start }: SectionProps): ReactNode {
  const sections: ReactNode[] = []
  for (let first = start; first < blocks.length; first += SECTION_SIZE) {
    sections.push(<Section key={first} blocks={blocks} start={first} />)
  }
  return <div className="answer-text">{sections}</div>
}

const Section = memo(function Section({ blocks, start }: SectionProps) {
  const isFull = isFullSection(blocks, start)
  return (
    <div className={isFull ? 'answer-section' : undefined}>
      {blocks.slice(start, start + SECTION_SIZE).map((block) => (
        <MarkdownBlock key={block.id} block={block} />
      ))}
    </div>
  )
}, isSameSection)

function isFullSection(blocks: readonly Block[], start: number): boolean {
  return blocks[start + SECTION_SIZE - 1]?.isClosed === true
}

/** A section whose last block is closed never changes again, and closed blocks are the same objects for ever. */
function isSameSection(before: SectionProps, after: SectionProps): boolean {
  const { start } = after
  const last = start + SECTION_SIZE - 1
  return (
    isFullSection(before.blocks, start) &&
    before.blocks[start] === after.blocks[start] &&
    before.blocks[last] === after.blocks[last]
  )
}
