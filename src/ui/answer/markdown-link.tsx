import type { ReactNode } from 'react'
import { checkLink, feignsHost } from '@/core/markdown/link-policy.ts'

type MarkdownLinkProps = {
  readonly href: string | undefined
  /** The visible text, to compare with where the link leads. */
  readonly text: string
  readonly children: ReactNode
}

/** A link of a model: opens a new page that knows nothing of this one, or is mere text. */
export function MarkdownLink({ href, text, children }: MarkdownLinkProps) {
  const verdict = checkLink(href ?? '')
  if (verdict.kind === 'inert') return <span>{children}</span>
  return (
    <>
      <a
        href={verdict.href}
        title={`Opens ${verdict.host}`}
        target="_blank"
        rel="noopener noreferrer nofollow"
        referrerPolicy="no-referrer"
        className="text-accent underline decoration-from-font underline-offset-2"
      >
        {children}
      </a>
      {feignsHost(text, verdict.host) ? (
        <span className="text-ink-3"> ({verdict.host})</span>
      ) : null}
    </>
  )
}
