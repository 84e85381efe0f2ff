import { memo, useMemo } from 'react'
import Markdown, { type Options } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import type { Block } from '@/core/markdown/block.ts'
import { readFormulas } from '@/core/markdown/formulas.ts'
import { healTail } from '@/core/markdown/heal-tail.ts'
import { neutraliseMarkerReferences } from '@/core/markdown/mention-marker.ts'
import { isTooDeep } from '@/core/markdown/nesting.ts'
import { BlockBoundary } from './block-boundary.tsx'
import { LimitedChips } from './limited-chips.tsx'
import { closedComponents, openComponents } from './markdown-components.tsx'
import { markdownHandlers } from './markdown-handlers.ts'
import { PlainBlock, PlainText } from './plain-block.tsx'
import { rehypeCitations } from './rehype-citations.ts'
import { rehypeMentions } from './rehype-mentions.ts'
import { createLazyModule, useLazyModule } from './use-lazy-module.ts'

const math = createLazyModule(() => import('./math-plugins.ts'))

const REMARK_REHYPE: Options['remarkRehypeOptions'] = { handlers: markdownHandlers }
const REMARK_PLUGINS: Options['remarkPlugins'] = [[remarkGfm, { singleTilde: false }]]
const REHYPE_PLUGINS: Options['rehypePlugins'] = [rehypeMentions, rehypeCitations]

type BlockBodyProps = { readonly markdown: string; readonly isClosed: boolean }

/** One block of an answer. A closed one is the same object for ever, so it is read once. */
export const MarkdownBlock = memo(function MarkdownBlock({ block }: { readonly block: Block }) {
  const { text, isClosed } = block
  return (
    <div className="answer-block" data-open={!isClosed}>
      {isTooDeep(text, isClosed) ? (
        <PlainBlock text={text} />
      ) : (
        <LimitedChips text={text}>
          {(limited) => (
            <BlockBoundary
              attempt={isClosed ? 'closed' : 'open'}
              fallback={<PlainText text={limited} />}
            >
              <BlockBody markdown={limited} isClosed={isClosed} />
            </BlockBoundary>
          )}
        </LimitedChips>
      )}
    </div>
  )
})

/** Coordinates are longer than their marker, so text that has some in place of chips is judged again. */
const BlockBody = memo(function BlockBody({ markdown, isClosed }: BlockBodyProps) {
  return isTooDeep(markdown, isClosed) ? (
    <PlainText text={markdown} />
  ) : (
    <ReadBlock markdown={markdown} isClosed={isClosed} />
  )
})

function ReadBlock({ markdown, isClosed }: BlockBodyProps) {
  const { text, hasFormula } = useMemo(() => {
    const safe = neutraliseMarkerReferences(markdown)
    return readFormulas(isClosed ? safe : healTail(safe))
  }, [markdown, isClosed])
  const plugins = useLazyModule(math, hasFormula)?.mathPlugins
  return (
    <Markdown
      remarkPlugins={plugins ? [...(REMARK_PLUGINS ?? []), ...plugins.remark] : REMARK_PLUGINS}
      rehypePlugins={plugins ? [...plugins.rehype, ...(REHYPE_PLUGINS ?? [])] : REHYPE_PLUGINS}
      remarkRehypeOptions={REMARK_REHYPE}
      components={isClosed ? closedComponents : openComponents}
      // Addresses are judged where they are used, by the link policy.
      urlTransform={keepAddress}
    >
      {text}
    </Markdown>
  )
}

function keepAddress(url: string): string {
  return url
}
