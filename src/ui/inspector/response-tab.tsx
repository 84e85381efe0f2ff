import type { Exchange } from '@/core/run/exchange.ts'
import type { RunSnapshot } from '@/core/run/run-snapshot.ts'
import { formatSeconds } from '@/ui/answer/run-figures.ts'
import { byteSize } from '@/ui/viewer/media-format.ts'
import { CODE, HeaderLines } from './header-lines.tsx'

type ResponseTabProps = {
  readonly exchange: Exchange
  readonly bytes: number
  readonly isOver: boolean
  /** Of the run, for an exchange that got no answer. */
  readonly error: RunSnapshot['error']
}

/** What the server answered, apart from the text: status, headers, times and size. */
export function ResponseTab({ exchange, bytes, isOver, error }: ResponseTabProps) {
  const { response, chunks, transport } = exchange
  if (response === null)
    return (
      <p className="px-3 py-3 text-[0.75rem]/[1.125rem] text-ink-2">
        {isOver ? `No answer came. ${error?.message ?? ''}` : 'Waiting for the answer…'}
      </p>
    )
  const last = chunks.at(-1)
  const lastName = exchange.isCut
    ? 'Last kept byte after'
    : isOver
      ? 'Last byte after'
      : 'Latest byte after'
  const facts = [
    ['Status', String(response.status)],
    ['Head after', formatSeconds(response.atMs)],
    ['First byte after', chunks[0] ? formatSeconds(chunks[0].atMs) : '–'],
    [lastName, last ? formatSeconds(last.atMs) : '–'],
    ['Body', exchange.isCut ? `more than ${byteSize(bytes)}` : byteSize(bytes)],
  ] as const
  return (
    <div data-testid="inspector-response">
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 px-3 py-2.5 text-[0.75rem]/4 tabular-nums">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className={name === 'Status' && response.status >= 400 ? 'text-danger' : ''}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <pre className={CODE}>
        <HeaderLines headers={response.headers} />
      </pre>
      {transport === 'direct' ? (
        <p className="px-3 py-2 text-[0.6875rem]/4 text-ink-3">
          A browser shows only the headers that a server of another origin exposes
          (Access-Control-Expose-Headers); there may have been more.
        </p>
      ) : null}
    </div>
  )
}
