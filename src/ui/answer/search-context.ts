import { createContext } from 'react'

/** Ties a citation in the text to the card of its page. */
export type SearchLink = {
  /** Numbers of pages that were found. */
  readonly numbers: ReadonlySet<number>
  /** The page that is pointed at. */
  readonly litNumber: number | null
  readonly light: (number: number | null) => void
  /** Brings the card into sight. */
  readonly show: (number: number) => void
}

export const SearchContext = createContext<SearchLink>({
  numbers: new Set(),
  litNumber: null,
  light: () => undefined,
  show: () => undefined,
})
