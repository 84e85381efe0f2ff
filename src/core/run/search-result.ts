/** One page that built-in web search found; every field is text of a stranger. */
export type SearchResult = {
  /** As the answer refers to it, in `[ref_3]`; unique in its run. */
  readonly number: number
  readonly title: string
  /** http or https; empty where the server gave none or another. */
  readonly url: string
  /** Name of the site. */
  readonly source: string
  readonly snippet: string
  /** As the server wrote it. */
  readonly date: string
}
