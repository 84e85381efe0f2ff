import { Fragment } from 'react'

/** How code looks here. */
export const CODE =
  'whitespace-pre-wrap bg-sunk px-3 py-2.5 font-mono text-[0.6875rem]/[1.0625rem] text-ink [overflow-wrap:anywhere]'

/** Headers, one a line. */
export function HeaderLines({
  headers,
}: {
  readonly headers: readonly (readonly [name: string, value: string])[]
}) {
  return headers.map(([name, value], index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a name may stand twice, and the list never changes
    <Fragment key={index}>
      <span className="text-ink-3">{name}</span> {value}
      {'\n'}
    </Fragment>
  ))
}
