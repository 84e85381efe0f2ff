import { MarkedText } from './marked-text.tsx'

/** A block as plain text with its chips: while Markdown loads, and where reading it failed. */
export function PlainBlock({ text }: { readonly text: string }) {
  return (
    <p className="my-2.5 whitespace-pre-wrap [overflow-wrap:anywhere] first:mt-0 last:mb-0">
      <MarkedText text={text.trim()} />
    </p>
  )
}
