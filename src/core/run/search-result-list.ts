import type { JsonRecord } from '@/core/protocol/json-value.ts'
import { decodeSearchResults, type FoundPage } from './decode-search-results.ts'
import type { SearchResult } from './search-result.ts'

/** Most results of one run that are kept; no list for people is longer. */
const MAX_RESULTS = 200

/** Collects what web search found from the metadata of one run. */
export type SearchResultList = {
  readonly push: (metadata: JsonRecord) => void
  /** In order of their numbers; the same list until something is new. */
  readonly snapshot: () => readonly SearchResult[]
}

/**
 * Servers repeat their list in every chunk, or name the same page in two fields: a page is known by its address, or
 * by its title where it has none, and what was said of it first stays.
 */
export function createSearchResultList(): SearchResultList {
  const pages = new Map<string, SearchResult>()
  const numbers = new Set<number>()
  let sorted: readonly SearchResult[] = []
  let isSorted = true

  const takeNumber = (wanted: number | null): number => {
    let number = wanted ?? numbers.size + 1
    while (numbers.has(number)) number += 1
    numbers.add(number)
    return number
  }

  const accept = (page: FoundPage) => {
    const key = page.url === '' ? `title ${page.title}` : page.url
    const known = pages.get(key)
    const merged = known ? fill(known, page) : null
    if (merged === known || (!known && pages.size >= MAX_RESULTS)) return
    pages.set(key, merged ?? { ...page, number: takeNumber(page.number) })
    isSorted = false
  }

  return {
    push: (metadata) => {
      for (const page of decodeSearchResults(metadata)) accept(page)
    },
    snapshot: () => {
      if (!isSorted) sorted = [...pages.values()].sort((a, b) => a.number - b.number)
      isSorted = true
      return sorted
    },
  }
}

/** The known result with what was empty so far; the same object where nothing is new. */
function fill(known: SearchResult, page: FoundPage): SearchResult {
  const pick = (name: 'title' | 'source' | 'snippet' | 'date') => known[name] || page[name]
  const filled = {
    ...known,
    title: pick('title'),
    source: pick('source'),
    snippet: pick('snippet'),
    date: pick('date'),
  }
  const isSame =
    filled.title === known.title &&
    filled.source === known.source &&
    filled.snippet === known.snippet &&
    filled.date === known.date
  return isSame ? known : filled
}
