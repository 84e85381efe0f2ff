import { useMemo } from 'react'
import { type DescribedMedia, describeBody } from '@/core/run/describe-body.ts'
import type { Exchange } from '@/core/run/exchange.ts'
import { cutLines } from '@/core/run/raw-lines.ts'
import { CopyButton } from '@/ui/answer/copy-button.tsx'
import { byteSize } from '@/ui/viewer/media-format.ts'
import { CodeText } from './code-text.tsx'
import { CODE, HeaderLines } from './header-lines.tsx'
import { LineWindow } from './line-window.tsx'

/** Characters of a body that stand in the page as a whole, broken where the drawer ends. */
const LONGEST_IN_PAGE = 50_000

/** The request as it was sent, the key as dots and media by what they are. */
export function RequestTab({ exchange }: { readonly exchange: Exchange }) {
  const { request, transport } = exchange
  const outline = useMemo(
    () => (request.body === null ? '' : describeBody(request.body, nameMedia, 'outline')),
    [request.body],
  )
  const isLong = outline.length > LONGEST_IN_PAGE
  const headers = [...keyHeader(exchange), ...Object.entries(request.headers)]
  const notes = TRANSPORT_NOTES[transport]
  return (
    <div className="relative">
      <div className="absolute top-1.5 right-2">
        <CopyButton
          label="Copy request"
          readText={() =>
            [
              `${request.method} ${request.url}`,
              ...headers.map(([name, value]) => `${name}: ${value}`),
              '',
              request.body === null ? '' : describeBody(request.body, nameMedia),
            ].join('\n')
          }
        />
      </div>
      {notes === null ? null : (
        <p className="border-hairline border-b px-3 py-2 pr-10 text-[0.75rem]/[1.125rem] text-ink-2">
          {notes}
        </p>
      )}
      <pre data-testid="inspector-request" className={CODE}>
        <b className="font-semibold">{request.method}</b> {request.url.replace(/^https?:\/\//, '')}
        {'\n'}
        <HeaderLines headers={headers} />
        {outline === '' || isLong ? null : (
          <>
            {'\n'}
            <CodeText code={outline} />
          </>
        )}
      </pre>
      {isLong ? <LongBody outline={outline} /> : null}
    </div>
  )
}

/** A body that would take the browser seconds to lay out: only its lines in sight are in the page. */
function LongBody({ outline }: { readonly outline: string }) {
  const lines = useMemo(() => cutLines(outline), [outline])
  return (
    <LineWindow
      lines={lines}
      count={lines.length}
      label="Body of the request"
      testId="inspector-request-body"
      className="h-72 border-hairline border-t"
      show={(text) => <CodeText code={text} />}
    />
  )
}

const TRANSPORT_NOTES: Readonly<Record<Exchange['transport'], string | null>> = {
  direct: null,
  relay: 'Passed on by the relay beside this page, which may add a key of its own.',
  demo: 'Scripted demo: its recording is replayed in this page. No model was asked, and nothing was sent.',
  replay: 'This request was sent when the recording was made. Nothing is sent by replaying it.',
}

function keyHeader({ request, keyIsSent }: Exchange): readonly (readonly [string, string])[] {
  if (!keyIsSent) return []
  return request.keyHeader === 'x-api-key'
    ? [['x-api-key', '•••••••• (this origin)']]
    : [['Authorization', 'Bearer •••••••• (this origin)']]
}

/** ‹image/jpeg, 3024 × 2016, 2.1 MB› */
function nameMedia({ type, bytes, width, height }: DescribedMedia): string {
  const size = width === null || height === null ? [] : [`${width} × ${height}`]
  return `‹${[type || 'data', ...size, byteSize(bytes)].join(', ')}›`
}
