import { Download } from 'lucide-react'
import type { Exchange } from '@/core/run/exchange.ts'
import { readRawText } from '@/core/run/raw-lines.ts'
import { CopyButton } from '@/ui/answer/copy-button.tsx'
import { useApp } from '@/ui/app-context.ts'
import { IconButton } from '@/ui/primitives/icon-button.tsx'
import { LineWindow } from './line-window.tsx'
import { useRawLines } from './use-chunk-log.ts'

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
      <LineWindow
        lines={lines}
        count={lines.length}
        label="Raw text"
        testId="raw-lines"
        className="min-h-0 flex-1"
        show={(text) => text}
      />
    </div>
  )
}
