import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import type { SearchResult } from '@/core/run/search-result.ts'
import { BlockBoundary } from './block-boundary.tsx'
import { SearchContext, type SearchLink } from './search-context.ts'

const SearchResults = lazy(() =>
  import('./search-results.tsx').then((module) => ({ default: module.SearchResults })),
)

type SearchAreaProps = {
  readonly results: readonly SearchResult[]
  /** The texts that may cite the pages. */
  readonly children: ReactNode
}

/** Texts with the pages below them that web search found; pointing at one end of a citation lights both. */
export function SearchArea({ results, children }: SearchAreaProps) {
  const [litNumber, light] = useState<number | null>(null)
  const [wanted, setWanted] = useState<{ readonly number: number } | null>(null)
  const numbers = useMemo(() => new Set(results.map(({ number }) => number)), [results])
  const link = useMemo<SearchLink>(
    () => ({ numbers, litNumber, light, show: (number) => setWanted({ number }) }),
    [numbers, litNumber],
  )
  return (
    <SearchContext value={link}>
      {children}
      {results.length === 0 ? null : (
        <BlockBoundary attempt="" fallback={null}>
          <Suspense>
            <SearchResults results={results} wanted={wanted} />
          </Suspense>
        </BlockBoundary>
      )}
    </SearchContext>
  )
}
