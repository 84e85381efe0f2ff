import { ImageOff } from 'lucide-react'
import { hostOf } from '@/core/markdown/link-policy.ts'

/** Stands for a picture in an answer. It is never fetched: its address could carry off what was asked. */
export function PictureCard({ alt, source }: { readonly alt: string; readonly source: string }) {
  const host = hostOf(source)
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 rounded-2 border border-hairline bg-sunk px-2 py-0.5 align-bottom text-[0.75rem]/4 text-ink-2">
      <ImageOff size={14} strokeWidth={1.5} aria-hidden="true" />
      <span className="[overflow-wrap:anywhere]">
        {alt === '' ? 'Picture' : alt}
        <span className="text-ink-3"> (not loaded{host === null ? '' : ` from ${host}`})</span>
      </span>
    </span>
  )
}
