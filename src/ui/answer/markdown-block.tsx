import { memo, useMemo } from 'react'
import Markdown, { type Options } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import type { Block } from '@/core/markdown/block.ts'
import { readFormulas } from '@/core/markdown/formulas.ts'
import { healTail } from '@/core/markdown/heal-tail.ts'
import { neutraliseMarkerReferences } from '@/core/markdown/mention-marker.ts'
import { isTooDeep } from '@/core/markdown/nesting.ts'
import { BlockBoundary } from './block-boundary.tsx'
import { closedComponents, openComponents } from './markdown-components.tsx'
import { markdownHandlers } from './markdown-handlers.ts'
import { PlainBlock } from './plain-block.tsx'
import { rehypeMentions } from './rehype-mentions.ts'
import { createLazyModule, useLazyModule } from './use-lazy-module.ts'

const math = createLazyModule(() => import('./math-plugins.ts'))

const REMARK_REHYPE: Options['remarkRehypeOptions'] = { handlers: markdownHandlers }
const REMARK_PLUGINS: Options['remarkPlugins'] = [[remarkGfm, { singleTilde: false }]]
const REHYPE_PLUGINS: Options['rehypePlugins'] = [rehypeMentions]

/** One block of an answer. A closed one is the same object for ever, so it is read once. */
export const MarkdownBlock = memo(function MarkdownBlock({ block }: { readonly block: Block }) {
  return (
    <div className="answer-block" data-open={!block.isClosed}>
      <BlockBoundary
        attempt={block.isClosed ? 'closed' : 'open'}
        fallback={<PlainBlock text={block.text} />}
      >
        {isTooDeep(block.text, block.isClosed) ? (
          <PlainBlock text={block.text} />
        ) : (
          <BlockBody block={block} />
        )}
      </BlockBoundary>
    </div>
  )
})

function BlockBody({ block }: { readonly block: Block }) {
  const { text, hasFormula } = useMemo(() => {
    const markdown = neutraliseMarkerReferences(block.text)
    return readFormulas(block.isClosed ? markdown : healTail(markdown))
  }, [block])
  const plugins = useLazyModule(math, hasFormula)?.mathPlugins
  return (
    <Markdown
      remarkPlugins={plugins ? [...(REMARK_PLUGINS ?? []), ...plugins.remark] : REMARK_PLUGINS}
      rehypePlugins={plugins ? [...plugins.rehype, rehypeMentions] : REHYPE_PLUGINS}
      remarkRehypeOptions={REMARK_REHYPE}
      components={block.isClosed ? closedComponents : openComponents}
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
