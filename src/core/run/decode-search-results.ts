import { checkLink } from '@/core/markdown/link-policy.ts'
import { type JsonRecord, readField, readList, readText } from '@/core/protocol/json-value.ts'
import type { SearchResult } from './search-result.ts'

/** What a server says of one page; the number is null where it gives none. */
export type FoundPage = Omit<SearchResult, 'number'> & { readonly number: number | null }

/** No list for people is longer; the rest is not looked at. */
const MAX_RESULTS = 200
const LONGEST = { title: 300, source: 100, snippet: 2_000, date: 60 } as const
const HIGHEST_NUMBER = 9_999

/** Fields of the response that hold results, the richest first. */
const FIELDS = ['web_search', 'search_results', 'annotations', 'citations'] as const

/**
 * The pages that a response (or a part of its stream) names as found. Known forms: `web_search` of Z.ai and BigModel
 * (title, link, media, content, publish_date, refer), of the messages wire (title, url, page_age), `search_results`
 * (title, url, snippet, date), `annotations` with `url_citation` (OpenRouter, the responses wire) and `citations` as a
 * list of addresses. The icon of a site is never read: loading it would tell a stranger of the reader.
 */
export function decodeSearchResults(metadata: JsonRecord): readonly FoundPage[] {
  const pages: FoundPage[] = []
  for (const field of FIELDS) {
    for (const item of readList(metadata, field).slice(0, MAX_RESULTS - pages.length)) {
      const page = decodePage(item)
      if (page !== null) pages.push(page)
    }
  }
  return pages
}

function decodePage(item: unknown): FoundPage | null {
  if (typeof item === 'string') return namePage({}, item)
  const nested = readField(item, 'url_citation')
  const fields = nested === undefined ? item : nested
  const url = readText(fields, 'link') ?? readText(fields, 'url') ?? ''
  return namePage(fields, url)
}

/** Null where there is nothing to show of a page. */
function namePage(fields: unknown, address: string): FoundPage | null {
  const verdict = checkLink(address)
  const isWeb = verdict.kind === 'allowed' && /^https?:/.test(verdict.href)
  const read = (most: number, ...keys: readonly string[]): string => {
    for (const key of keys) {
      const text = readText(fields, key)
      if (text !== null) return text.slice(0, most).trim()
    }
    return ''
  }
  const title = read(LONGEST.title, 'title')
  if (title === '' && !isWeb) return null
  return {
    number: readNumber(fields),
    title,
    url: isWeb ? verdict.href : '',
    source: read(LONGEST.source, 'media', 'source', 'site_name'),
    snippet: read(LONGEST.snippet, 'content', 'snippet', 'cited_text', 'text'),
    date: read(LONGEST.date, 'publish_date', 'date', 'page_age', 'published_date'),
  }
}

/** `refer` is "ref_3" at Z.ai; other servers number with `index` or not at all. */
function readNumber(fields: unknown): number | null {
  const digits = /^(?:ref_)?(\d{1,4})$/.exec(readText(fields, 'refer') ?? '')?.[1]
  const number = digits === undefined ? Number.NaN : Number(digits)
  return number >= 1 && number <= HIGHEST_NUMBER ? number : null
}
