import { Download } from 'lucide-react'
import type { Exchange } from '@/core/run/exchange.ts'
import { readRawText } from '@/core/run/raw-lines.ts'
import { CopyButton } from '@/ui/answer/copy-button.tsx'
import { useApp } from '@/ui/app-context.ts'
import { IconButton } from '@/ui/primitives/icon-button.tsx'
import { useRawLines } from './use-chunk-log.ts'
import { useLineWindow } from './use-line-window.ts'

const LINE_HEIGHT = 17

/** The untouched text of the answer. Only the lines in sight are in the page. */
export function RawTab({ exchange }: { readonly exchange: Exchange }) {
  const { saveText } = useApp()
  const lines = useRawLines(exchange)
  if (exchange.chunks.length === 0)
    return <p className="px-3 py-3 text-[0.75rem]/4 text-ink-3">Nothing has arrived.</p>
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <p className="flex items-center gap-1 px-3 py-1 text-[0.75rem]/4 text-ink-3">
        {lines.length.toLocaleString('en-US')} lines, as they arrived
        <span className="ml-auto flex">
          <CopyButton label="Copy raw text" readText={() => readRawText(exchange)} />
          <IconButton
            size="small"
            label="Save raw text"
            icon={<Download size={14} strokeWidth={1.5} />}
            onClick={() => saveText('sightline-raw.txt', readRawText(exchange))}
          />
        </span>
      </p>
      <RawWindow lines={lines} count={lines.length} />
    </div>
  )
}

type RawWindowProps = {
  readonly lines: readonly string[]
  /** Grows with `lines`, which keeps its identity. */
  readonly count: number
}

function RawWindow({ lines, count }: RawWindowProps) {
  const { scroller, onScroll, start, end, line } = useLineWindow({ count, lineHeight: LINE_HEIGHT })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a scroll area is no set of form fields
    <div
      ref={scroller}
      role="group"
      aria-label="Raw text"
      data-testid="raw-lines"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto bg-sunk pt-2 focus-visible:-outline-offset-2"
      onScroll={onScroll}
    >
      <div style={{ height: count * line }} className="px-3">
        <pre
          style={{ transform: `translateY(${start * line}px)` }}
          className="font-mono text-[0.6875rem]/[1.0625rem]"
        >
          {lines
            .slice(start, end)
            .map((text) => `${text}\n`)
            .join('')}
        </pre>
      </div>
    </div>
  )
}
