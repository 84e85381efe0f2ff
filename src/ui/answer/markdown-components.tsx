import type { Element } from 'hast'
import type { Components } from 'react-markdown'
import { CodeBlock } from './code-block.tsx'
import { MarkdownLink } from './markdown-link.tsx'
import { ArrivingText, MentionChips } from './marked-text.tsx'
import { PictureCard } from './picture-card.tsx'
import { SearchCitation } from './search-citation.tsx'
import { textOf } from './text-of.ts'

/** Class names never come from the model: a language is known by these letters or not at all. */
const LANGUAGE = /^language-([a-z0-9+#.-]{1,24})$/i

function createComponents(isClosed: boolean): Components {
  return {
    // The page has its own headings; those of an answer rank below the question's.
    h1: ({ children }) => <h3 data-level="1">{children}</h3>,
    h2: ({ children }) => <h4 data-level="2">{children}</h4>,
    h3: ({ children }) => <h5 data-level="3">{children}</h5>,
    h4: ({ children }) => <h6 data-level="4">{children}</h6>,
    h5: ({ children }) => <h6 data-level="4">{children}</h6>,
    h6: ({ children }) => <h6 data-level="4">{children}</h6>,
    a: ({ node, href, children }) => (
      <MarkdownLink href={href} text={node === undefined ? '' : textOf(node)}>
        {children}
      </MarkdownLink>
    ),
    img: ({ alt, src }) => (
      <PictureCard alt={alt ?? ''} source={typeof src === 'string' ? src : ''} />
    ),
    input: ({ checked }) => (
      <input
        type="checkbox"
        disabled
        checked={checked === true}
        readOnly
        aria-label={checked ? 'Done' : 'Not done'}
      />
    ),
    pre: ({ node }) => <CodeBlock {...readCode(node)} isClosed={isClosed} />,
    code: ({ children }) => <code>{children}</code>,
    span: ({ node, ...rest }) => {
      const properties = node?.properties ?? {}
      if (typeof properties['dataMention'] === 'string') {
        return (
          <MentionChips
            index={Number(properties['dataMention'])}
            after={String(properties['dataAfter'] ?? '')}
          />
        )
      }
      if (typeof properties['dataCitation'] === 'string' && node) {
        return <SearchCitation number={Number(properties['dataCitation'])} text={textOf(node)} />
      }
      if ('dataArriving' in properties && node) return <ArrivingText text={textOf(node)} />
      return <span {...rest} />
    },
    table: ({ children }) => (
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
        tabIndex={0}
        aria-label="Table"
        className="my-2.5 overflow-x-auto first:mt-0 last:mb-0 focus-visible:-outline-offset-2"
      >
        <table>{children}</table>
      </section>
    ),
  }
}

function readCode(pre: Element | undefined): {
  readonly language: string | null
  readonly code: string
} {
  const code = pre?.children[0]
  if (code?.type !== 'element') return { language: null, code: '' }
  const names = code.properties['className']
  const [name] = Array.isArray(names) ? names : []
  const language = LANGUAGE.exec(String(name ?? ''))?.[1] ?? null
  return { language: language?.toLowerCase() ?? null, code: textOf(code).replace(/\n$/, '') }
}

export const closedComponents = createComponents(true)
export const openComponents = createComponents(false)
