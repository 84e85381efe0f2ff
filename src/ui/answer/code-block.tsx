import type { ElementContent, RootContent } from 'hast'
import { type ReactNode, useContext, useMemo } from 'react'
import { stripMarkup } from '@/core/grounding/strip-markup.ts'
import { splitMarkers } from '@/core/markdown/mention-marker.ts'
import { CopyButton } from './copy-button.tsx'
import { MarkedText } from './marked-text.tsx'
import { MentionContext, type MentionSource } from './mention-context.ts'
import { createLazyModule, useLazyModule } from './use-lazy-module.ts'

type CodeBlockProps = {
  /** From the fence, checked; null where it named none. */
  readonly language: string | null
  /** May hold markers, which become chips. */
  readonly code: string
  /** Code is highlighted once, when nothing can change it any more. */
  readonly isClosed: boolean
}

const highlighter = createLazyModule(() => import('./highlight-code.ts'))

/** Code with its language, a copy button and its own horizontal scroll. */
export function CodeBlock({ language, code, isClosed }: CodeBlockProps) {
  const mentions = useContext(MentionContext)
  const module = useLazyModule(highlighter, isClosed && language !== null)
  const tree = useMemo(
    () => (module === null || language === null ? null : module.highlightCode(language, code)),
    [module, language, code],
  )
  return (
    <figure className="my-2.5 overflow-hidden rounded-2 border border-hairline bg-sunk first:mt-0 last:mb-0">
      <figcaption className="flex h-7 items-center justify-between border-hairline border-b pr-0.5 pl-3 text-[0.75rem]/4 text-ink-3">
        <span>{language ?? 'text'}</span>
        <CopyButton label="Copy code" readText={() => writeOut(code, mentions)} />
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
        tabIndex={0}
        className="overflow-x-auto px-3 py-2.5 font-mono text-[0.75rem]/[1.125rem] text-ink-2 [tab-size:2] focus-visible:-outline-offset-2"
      >
        <code>{tree === null ? <MarkedText text={code} /> : tree.children.map(toReact)}</code>
      </pre>
    </figure>
  )
}

/** The code as the model wrote it, with the coordinates that stand there as chips. */
function writeOut(code: string, { mentions, readMention }: MentionSource): string {
  return splitMarkers(code)
    .map((piece) => {
      if (piece.kind !== 'mention') return piece.text
      const mention = mentions[piece.index]
      return mention ? stripMarkup(readMention(mention)) : ''
    })
    .join('')
}

function toReact(node: RootContent | ElementContent, index: number): ReactNode {
  if (node.type === 'text') return <MarkedText key={index} text={node.value} />
  if (node.type !== 'element') return null
  const names = node.properties['className']
  return (
    <span key={index} className={Array.isArray(names) ? names.join(' ') : undefined}>
      {node.children.map(toReact)}
    </span>
  )
}
