import { useContext } from 'react'
import { SearchContext } from './search-context.ts'

type SearchCitationProps = {
  readonly number: number
  /** As the model wrote it: "[ref_3]". */
  readonly text: string
}

/** A reference to a page that web search found; mere text where there is no such page. */
export function SearchCitation({ number, text }: SearchCitationProps) {
  const { numbers, litNumber, light, show } = useContext(SearchContext)
  if (!numbers.has(number)) return text
  return (
    <button
      type="button"
      aria-label={`Source ${number}`}
      data-lit={litNumber === number}
      onPointerEnter={() => light(number)}
      onPointerLeave={() => light(null)}
      onFocus={() => light(number)}
      onBlur={() => light(null)}
      onClick={() => show(number)}
      className="relative mx-px inline-grid h-4 min-w-4 place-items-center rounded-1 bg-sunk px-1 align-[1px] font-medium text-[0.6875rem]/4 text-accent tabular-nums shadow-[inset_0_0_0_1px_var(--hairline)] before:absolute before:-inset-1.5 data-[lit=true]:bg-accent-soft"
    >
      {number}
    </button>
  )
}
