import { useContext, useEffect, useRef, useState } from 'react'
import { hostOf } from '@/core/markdown/link-policy.ts'
import type { SearchResult } from '@/core/run/search-result.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { classNames } from '@/ui/primitives/class-names.ts'
import { plainName } from './plain-name.ts'
import { SearchContext } from './search-context.ts'

type SearchResultsProps = {
  readonly results: readonly SearchResult[]
  /** The page that a citation was pressed for; a new object each time. */
  readonly wanted: { readonly number: number } | null
}

const FIRST = 4

/** The pages that web search found, as cards. Nothing of them is loaded before a link is opened. */
export function SearchResults({ results, wanted }: SearchResultsProps) {
  const [showsAll, setShowsAll] = useState(false)
  const isHidden =
    wanted !== null && !results.slice(0, FIRST).some(({ number }) => number === wanted.number)
  const isWhole = showsAll || isHidden
  const shown = isWhole ? results : results.slice(0, FIRST)
  return (
    <section
      aria-label="Web search results"
      data-testid="search-results"
      className="grid grid-cols-[minmax(0,1fr)] gap-1.5"
    >
      <h3 className="text-[0.75rem]/4 text-ink-3">
        {results.length === 1 ? '1 page was found' : `${results.length} pages were found`}
      </h3>
      <ol className="grid @min-[34rem]/talk:grid-cols-2 gap-1.5">
        {shown.map((result) => (
          <SearchCard
            key={result.number}
            result={result}
            wanted={wanted?.number === result.number ? wanted : null}
          />
        ))}
      </ol>
      {isWhole || results.length <= FIRST ? null : (
        <Button size="small" className="justify-self-start" onClick={() => setShowsAll(true)}>
          Show {results.length - FIRST} more
        </Button>
      )}
    </section>
  )
}

type SearchCardProps = {
  readonly result: SearchResult
  readonly wanted: SearchResultsProps['wanted']
}

function SearchCard({ result, wanted }: SearchCardProps) {
  const { number, title, url, source, snippet, date } = result
  const { litNumber, light } = useContext(SearchContext)
  const card = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (wanted) card.current?.scrollIntoView({ block: 'nearest' })
  }, [wanted])
  const host = hostOf(url)
  const name = title === '' ? (host ?? '') : plainName(title)
  return (
    <li
      ref={card}
      data-lit={litNumber === number}
      onPointerEnter={() => light(number)}
      onPointerLeave={() => light(null)}
      className={classNames(
        'grid min-w-0 grid-cols-[auto_minmax(0,1fr)] content-start gap-x-2 gap-y-0.5 rounded-2 border border-hairline px-2.5 py-2 text-[0.75rem]/4',
        litNumber === number ? 'bg-accent-soft' : 'bg-raised',
      )}
    >
      <span className="text-ink-3 tabular-nums">{number}</span>
      {host === null ? (
        <bdi className="line-clamp-2 font-medium text-ink [overflow-wrap:anywhere]">{name}</bdi>
      ) : (
        <a
          href={url}
          title={`Opens ${host}`}
          target="_blank"
          rel="noopener noreferrer nofollow"
          referrerPolicy="no-referrer"
          className="line-clamp-2 font-medium text-accent underline-offset-2 [overflow-wrap:anywhere] hover:underline"
        >
          <bdi>{name}</bdi>
        </a>
      )}
      <p className="col-start-2 flex min-w-0 gap-1.5 text-ink-3">
        {/* The name of a site is a stranger's word; where the link leads is not. */}
        {host === null ? null : <span className="max-w-full shrink-0 truncate">{host}</span>}
        {source === '' ? null : <bdi className="truncate">{plainName(source)}</bdi>}
        {date === '' ? null : (
          <bdi className="ml-auto max-w-28 shrink-0 truncate">{plainName(date)}</bdi>
        )}
      </p>
      {snippet === '' ? null : (
        <p className="col-start-2 line-clamp-3 text-ink-2 [overflow-wrap:anywhere]">
          <bdi>{plainName(snippet)}</bdi>
        </p>
      )}
    </li>
  )
}
